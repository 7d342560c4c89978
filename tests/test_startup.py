"""What stops the start is said in one line that names the setting, and no secret is ever shown."""

import logging
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.discreet import Discreet

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
Start = Callable[..., str]


@pytest.fixture
def start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Start:
    """Start with these settings, of which one is wrong; returns the line that says so."""
    monkeypatch.chdir(tmp_path)
    Path(".env").touch()
    Path("a-file").touch()
    with sqlite3.connect("cdr.db") as database:
        database.execute("CREATE TABLE nothing_of_ours (id)")

    def run(command: str, **settings: str) -> str:
        monkeypatch.setattr("sys.argv", ["bot", command])
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert main() == 2
        said = capsys.readouterr().err
        assert "secret" not in said
        assert said.count("\n") == 1
        return said

    return run


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("PBX_URL", {}),
        ("PBX_URL", {"PBX_URL": "/mnt/pbx/cdr.db"}),
        ("PBX_URL", {"PBX_URL": "postgres://u:secret@pbx/db"}),
        ("PBX_URL", {"PBX_URL": "mysql://u:secret@pbx:port/db"}),
        ("PBX_URL", {"PBX_URL": "sqlite:///nowhere/cdr.db"}),
        ("PBX_URL", {"PBX_URL": "sqlite:///cdr.db"}),
        ("PBX_URL", {"PBX_URL": "mysql://u:secret@127.0.0.1:1/db"}),
        ("CDR_TABLE", {"PBX_URL": "mysql://u:secret@127.0.0.1:1/db", "CDR_TABLE": "cdr;"}),
        ("DIRECTORY_FILE", {"PBX_URL": "sqlite:///cdr.db", "DIRECTORY_FILE": "nowhere.csv"}),
        ("DATABASE_URL", {"PBX_URL": "sqlite:///cdr.db", "DATABASE_URL": "pg://u:secret@h/db"}),
        ("DATABASE_URL", {"PBX_URL": "sqlite:///cdr.db", "DATABASE_URL": "mysql://u:secret@h:p/d"}),
        ("DATABASE_URL", {"PBX_URL": "sqlite:///cdr.db", "DATABASE_URL": "sqlite:///a-file/j.db"}),
    ],
)
def test_a_wrong_address_is_named(start: Start, name: str, settings: dict[str, str]) -> None:
    assert name in start("sync", **settings)


def test_a_token_is_needed(start: Start) -> None:
    assert "BOT_TOKEN" in start("run", PBX_URL="sqlite:///cdr.db")
    assert "BOT_TOKEN" in start("run", PBX_URL="sqlite:///cdr.db", BOT_TOKEN="no token")


def test_a_server_of_ones_own_has_an_address(start: Start) -> None:
    assert "TELEGRAM_API_URL" in start("run", TELEGRAM_API_URL="localhost:8081")


def test_a_pbx_that_was_never_read_ends_the_start(start: Start) -> None:
    with socket.socket() as nobody:  # bound, not listening: Telegram is away too
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        said = start("run", BOT_TOKEN=TOKEN, PBX_URL="sqlite:///cdr.db", TELEGRAM_API_URL=url)
    assert "PBX_URL" in said


def test_it_is_said_in_the_language_that_is_set(start: Start) -> None:
    assert "is not set" in start("sync", LANGUAGE="en")


def test_the_demo_needs_room(start: Start) -> None:
    assert "DATA_DIR" in start("demo", DATA_DIR="a-file")


def test_what_is_logged_holds_no_secret() -> None:
    discreet = Discreet("%(message)s", secrets=(TOKEN, "mysql://u:p%40ss@pbx/db"))
    error = OSError(f"foo/bot{TOKEN}/getMe")
    record = logging.makeLogRecord({"msg": "lost: %s", "args": (error,)})
    record.exc_info = (OSError, error, None)
    shown = discreet.format(record)
    assert "OSError" in shown
    assert TOKEN not in shown
    password = logging.makeLogRecord({"msg": "mysql://u:p%40ss@pbx/db: p@ss refused"})
    assert discreet.format(password) == "***: *** refused"
