"""`make bench`: fill our journal and the peers with one set of calls, ask all of them the same.

`CALLS` says how many calls. The databases stay in `build/bench/<calls>/`: a second run does not
fill them again, it only asks.
"""

import argparse
import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bot import loop
from tests.bench import asking, chat, copying, importing, report
from tests.bench.asking import Asked
from tests.bench.filling import Peer, fill_journal, fill_peer, once
from tests.bench.freepbx import freepbx
from tests.bench.mikopbx import mikopbx
from tests.bench.questions import Question
from tests.mariadb import MariaDB, running

BUILD = Path("build")
# Room for a table of millions of rows, as whoever keeps one gives it; for both who live there.
ROOMY = (
    *("--innodb-buffer-pool-size=1G", "--innodb-log-file-size=1G"),
    "--innodb-flush-log-at-trx-commit=0",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("calls", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--without-mariadb", action="store_true")
    chosen = parser.parse_args()
    folder = BUILD.resolve() / "bench" / str(chosen.calls)
    folder.mkdir(parents=True, exist_ok=True)
    with _server(folder, wanted=not chosen.without_mariadb) as server:
        result = Bench(folder, chosen.calls, server).run()
    report.save(result, BUILD)
    print(report.table(result))


@contextmanager
def _server(folder: Path, *, wanted: bool) -> Iterator[MariaDB | None]:
    if not wanted or not shutil.which("mariadbd"):
        print("Without MariaDB: neither FreePBX nor our journal on MariaDB is measured")
        yield None
        return
    with running(folder / "mariadb", ROOMY) as server:
        yield server


class Bench:
    """One run over an office of so many calls."""

    def __init__(self, folder: Path, calls: int, server: MariaDB | None) -> None:
        self._folder, self._calls, self._server = folder, calls, server
        self._asked: list[Question] = []
        self._answers: dict[str, Asked] = {}

    def run(self) -> report.Result:
        url, cdr = f"sqlite:///{self._folder}/journal.db", self._folder / "mikopbx.db"
        with mikopbx(cdr) as peer:
            self._fill("MikoPBX", peer)
            imported = once(self._folder / "ours.json", partial(fill_journal, url, cdr))
            bare = asyncio.run(importing.bare(self._folder, cdr, imported))
            self._asked = asyncio.run(asking.what_to_ask(url, self._calls))
            self._answers = self._ours(url)
            self._answers["MikoPBX"] = asking.peer_answers(peer, self._asked)
        if self._server:
            with freepbx(self._server, "pbx") as peer:
                self._fill("FreePBX", peer)
                self._answers["FreePBX"] = asking.peer_answers(peer, self._asked)
        lived = asyncio.run(chat.measure(self._folder, url))
        return {
            "calls": self._calls,
            "legs": imported["legs"],
            "questions": {
                question.name: {who: times[question.name] for who, times in self._answers.items()}
                for question in self._asked
            },
            "import": {**imported, **bare},
            **lived,
        }

    def _ours(self, url: str) -> dict[str, Asked]:
        """What our journals answer, on the loop that the bot runs on."""
        file, urls = self._folder / "journal.db", {asking.OURS: url}
        if self._server:
            names = (f"CREATE DATABASE IF NOT EXISTS {name}" for name in ("ours", "pbx"))
            self._server.run(*names)
            copied = partial(copying.copy, file, self._server, "ours")
            once(self._folder / "ours-mariadb.json", copied)
            urls["ours on MariaDB"] = self._server.nearby("ours")
        with asyncio.Runner(loop_factory=loop.factory()) as runner:
            return runner.run(asking.our_answers(urls, self._asked, file))

    def _fill(self, name: str, peer: Peer) -> None:
        once(self._folder / f"{name}.json", partial(fill_peer, peer, self._calls))


if __name__ == "__main__":
    main()
