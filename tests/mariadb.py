"""A MariaDB of the tests' own: started once a session, on loopback, in a folder thrown away.

Tests that need it are skipped, and say so, where there is no `mariadbd`.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pymysql
import pytest

OPTIONS = (
    "--no-defaults",
    "--skip-networking=0",
    "--bind-address=127.0.0.1",
    "--skip-log-bin",
    "--user=root",
)
QUICK = ("--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M")
START_SECONDS, STOP_SECONDS = 60, 300
SOCKET = "socket"


@dataclass
class MariaDB:
    """A running server in `folder`; `user` may do everything there."""

    port: int
    folder: Path
    user: str = "tester"
    password: str = "p@ss/word"
    _names: Iterator[int] = field(default_factory=count)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"test_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return self.address(name)

    def address(self, name: str) -> str:
        """Where the database `name` is found."""
        return f"mysql://{self.user}:p%40ss%2Fword@127.0.0.1:{self.port}/{name}"

    def nearby(self, name: str) -> str:
        """The same place by the server's socket, without a network in between."""
        host = f"{self.user}:p%40ss%2Fword@localhost"
        return f"mysql://{host}/{name}?unix_socket={self.folder / SOCKET}"

    def run(self, *statements: str) -> None:
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def connect(self, name: str | None = None, *, local_infile: bool = False) -> pymysql.Connection:
        """A connection to the database `name`, or to the server."""
        return pymysql.connect(
            host="127.0.0.1",
            port=self.port,
            user=self.user,
            password=self.password,
            database=name,
            local_infile=local_infile,
        )


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDB]:
    if not shutil.which("mariadbd"):
        pytest.skip("no mariadbd on this machine: nothing is tested on MariaDB")
    with running(tmp_path_factory.mktemp("mariadb"), QUICK) as server:
        yield server


@contextmanager
def running(
    folder: Path, options: tuple[str, ...] = (), port: int | None = None
) -> Iterator[MariaDB]:
    """A server whose data is in `folder`, new or as an earlier one left it."""
    if not (folder / "data").exists():
        subprocess.run(
            [
                "mariadb-install-db",
                *("--no-defaults", f"--datadir={folder / 'data'}", "--user=root"),
                *("--auth-root-authentication-method=normal", "--skip-test-db"),
            ],
            check=True,
            capture_output=True,
        )
    server = MariaDB(port or _free_port(), folder)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["mariadbd", *OPTIONS, *options, *_places(folder), f"--port={server.port}"], stderr=log
        )
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _places(folder: Path) -> tuple[str, ...]:
    return (
        f"--datadir={folder / 'data'}",
        f"--socket={folder / SOCKET}",
        f"--pid-file={folder / 'pid'}",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: MariaDB, process: subprocess.Popen[bytes]) -> None:
    """Until root can make the tests' user, by the network and by the socket."""
    deadline = time.monotonic() + START_SECONDS
    known = f"IDENTIFIED BY '{server.password}' WITH GRANT OPTION"
    users = (f"TO '{server.user}'@'{host}' {known}" for host in ("127.0.0.1", "localhost"))
    grants = "; ".join(f"GRANT ALL ON *.* {user}" for user in users)
    client = ["mariadb", "--no-defaults", f"--socket={server.folder / SOCKET}", "--user=root"]
    while process.poll() is None and time.monotonic() < deadline:
        made = subprocess.run([*client, f"--execute={grants}"], check=False, capture_output=True)
        if made.returncode == 0:
            return
        time.sleep(0.1)
    pytest.fail(f"mariadbd did not start: {(server.folder / 'log').read_text()[-2000:]}")
