"""Reading a PBX: stopped anywhere, faulty for a while, the journal comes out the same."""

import logging
import multiprocessing
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Leg
from bot.calls.page import Saved
from bot.calls.query import Query
from bot.ingest import LONGEST_PAUSE, catch_up, follow
from bot.pbx import mikopbx_db
from bot.pbx.mikopbx_db import MikopbxDb
from bot.pbx.source import Batch, SourceAway
from db.calls import Calls
from db.engine import make_engine, upgrade
from db.helpers import Helpers
from db.progress import Progress
from tests.bench import office as history
from tests.bench.mikopbx import mikopbx
from tests.db import office


@dataclass
class Rows:
    """The simplest source: a list of legs, whose cursor is a place in it."""

    legs: list[Leg]
    size: int = 10
    faults: list[Exception | None] = field(
        default_factory=list
    )  # one a round, before its third batch
    reading: bool = False

    async def batches(self, cursor: str | None) -> AsyncGenerator[Batch, None]:
        fault = self.faults.pop(0) if self.faults else None
        start = int(cursor or 0)
        self.reading = True
        try:
            for place in range(start, len(self.legs), self.size):
                if fault and place >= start + 2 * self.size:
                    raise fault
                end = min(place + self.size, len(self.legs))
                yield Batch(tuple(self.legs[place:end]), str(end), end / len(self.legs))
            if fault:
                raise fault
        finally:
            self.reading = False

    def zone(self, cursor: str | None) -> None:
        """Unknown: its legs carry moments."""

    def forget(self) -> None:
        """It gives what is after the cursor, and remembers nothing."""

    async def close(self) -> None:
        """Nothing is open."""


class Stopped(Exception):  # noqa: N818
    """The test has seen enough."""


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    url = f"sqlite:///{tmp_path}/journal.db"
    await upgrade(url)
    engine = make_engine(url)
    yield engine
    await engine.dispose()


@pytest.fixture
def calls(engine: AsyncEngine) -> Calls:
    return Calls(engine)


@pytest.fixture
def progress(engine: AsyncEngine) -> Progress:
    return Progress(engine)


async def test_catching_up_reads_everything_once(calls: Calls, progress: Progress) -> None:
    source, shares = Rows(office.week(seed=1, calls=40)), list[float]()
    read = await catch_up(source, calls, progress, report=shares.append)
    assert read == len(source.legs)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert (await calls.span()).calls == 40
    assert await catch_up(source, calls, progress) == 0


async def test_it_goes_on_where_it_was_stopped(calls: Calls, progress: Progress) -> None:
    source = Rows(office.week(seed=1, calls=40), faults=[SourceAway("locked")] * 9)
    rounds = 0
    while (await calls.span()).calls < 40:
        with pytest.raises(SourceAway):
            await catch_up(source, calls, progress)
        rounds += 1
    assert rounds > 1
    whole = (await calls.find(Query(), size=40)).entries
    source.faults.clear()
    assert await catch_up(source, calls, progress) == 0
    assert (await calls.find(Query(), size=40)).entries == whole


async def test_each_batch_is_told_of(calls: Calls, progress: Progress) -> None:
    heard: list[Saved] = []

    async def hear(saved: Saved) -> None:
        heard.append(saved)

    await catch_up(Rows(office.week(seed=1, calls=20)), calls, progress, on_saved=hear)
    new = [change for saved in heard for change in saved.changes if change.before is None]
    assert len(new) == 20


async def test_following_backs_off_and_says_so_once(
    calls: Calls, progress: Progress, caplog: pytest.LogCaptureFixture
) -> None:
    away = SourceAway("no route to the PBX")
    source = Rows(office.week(seed=1, calls=40), faults=[away] * 3 + [None, ValueError("odd row")])
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 6:
            raise Stopped

    caplog.set_level(logging.INFO)
    with pytest.raises(Stopped):
        await follow(partial(catch_up, source, calls, progress), every=5, sleep=sleep)
    assert pauses == [10, 20, 40, 5, 10, 5]
    assert caplog.text.count("no route to the PBX") == 1
    assert caplog.text.count("can be read again") == 1
    assert caplog.text.count("odd row") == 1
    assert (await calls.span()).calls == 40


async def test_the_pause_has_an_end() -> None:
    pauses: list[float] = []

    async def read() -> None:
        raise SourceAway("gone")

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 12:
            raise Stopped

    with pytest.raises(Stopped):
        await follow(read, every=5, sleep=sleep)
    assert max(pauses) == pauses[-1] == LONGEST_PAUSE


async def test_an_import_outlives_its_helpers(
    calls: Calls, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system ends a process when memory is short; the history is read all the same."""
    monkeypatch.setattr(Helpers.__init__, "__defaults__", (30,))
    ended = list[BaseProcess]()

    def end_helpers(_share: float) -> None:
        helpers = multiprocessing.active_children()
        for helper in helpers:
            helper.kill()
        ended.extend(helpers)

    source = Rows(office.week(seed=1, calls=120), size=5)
    assert await catch_up(source, calls, progress, report=end_helpers) == len(source.legs)
    assert ended
    assert (await calls.span()).calls == 120


@pytest.mark.parametrize("heard", [True, False])
async def test_whoever_is_stopped_lets_go_of_the_pbx(
    calls: Calls, progress: Progress, heard: bool
) -> None:
    source = Rows(office.week(seed=1, calls=60))

    async def heard_of(_saved: Saved) -> None:
        raise Stopped

    def reported(_done: float) -> None:
        raise Stopped

    listening = {"on_saved": heard_of} if heard else {"report": reported}
    with pytest.raises(Stopped):
        await catch_up(source, calls, progress, **listening)
    assert not source.reading


async def test_what_was_read_ahead_and_not_saved_is_read_again(
    calls: Calls, progress: Progress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mikopbx_db, "_SLICE", 40)
    with mikopbx(tmp_path / "cdr.db") as peer:
        peer.create()
        peer.write(chain.from_iterable(history.calls(60)))
    source = MikopbxDb(tmp_path / "cdr.db", "RU")

    def full(_done: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        await catch_up(source, calls, progress, report=full)
    assert 0 < (await calls.span()).calls < 60
    await catch_up(source, calls, progress)
    assert (await calls.span()).calls == 60
