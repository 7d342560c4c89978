"""The journal under measurement: filled through the product's own import, asked its questions."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.calls.page import Edge
from bot.calls.query import Query
from bot.ingest import catch_up
from bot.pbx.mikopbx_db import MikopbxDb
from bot.pbx.source import Batch
from db.calls import Calls
from db.engine import make_engine, upgrade
from db.progress import Progress
from tests.bench.living import megabytes
from tests.bench.questions import Question
from tests.bench.timing import Figures, Stopwatch

TRIES = 200  # of a question, whether its queries are many or one
PAUSE = 0.2  # seconds between two questions of the person who asks during an import


class Watched(MikopbxDb):
    """A MikoPBX to import, and how that goes."""

    def __init__(self, cdr: Path) -> None:
        super().__init__(cdr, "RU", ZoneInfo("Europe/Moscow"))
        self._began = time.perf_counter()
        self.took = 0.0
        self.legs = 0
        self.tenths: list[float] = []  # seconds until each tenth was read
        self.peak = 0.0  # megabytes, of this process and its helpers

    async def batches(self, cursor: str | None) -> AsyncGenerator[Batch, None]:
        self._began = time.perf_counter()
        async with aclosing(super().batches(cursor)) as batches:
            async for batch in batches:
                self.legs += len(batch)
                self.peak = max(self.peak, megabytes(os.getpid()))
                while batch.done * 10 >= len(self.tenths) + 1:
                    self.tenths.append(round(self.seconds, 1))
                yield batch

    @property
    def seconds(self) -> float:
        """Since the import began, until it ended."""
        return self.took or time.perf_counter() - self._began


@asynccontextmanager
async def journal(url: str) -> AsyncIterator[tuple[Calls, Progress]]:
    await upgrade(url)
    engine = make_engine(url)
    try:
        yield Calls(engine), Progress(engine, "bench")
    finally:
        await engine.dispose()


async def fill(url: str, source: Watched) -> Stopwatch:
    """Read the whole of `source` into a new journal; how long answers took meanwhile."""
    async with journal(url) as (calls, progress), asyncio.TaskGroup() as tasks:
        done = asyncio.Event()
        asking = tasks.create_task(_ask_on(calls, done))
        await catch_up(source, calls, progress)
        source.took = source.seconds
        done.set()
    return await asking


async def _ask_on(calls: Calls, done: asyncio.Event) -> Stopwatch:
    watch = Stopwatch()
    while not done.is_set():
        with watch.running():
            await calls.find(Query())
        await asyncio.sleep(PAUSE)
    return watch


async def ask(journals: Mapping[str, Calls], question: Question) -> dict[str, dict[str, Figures]]:
    """Of each journal, milliseconds of the first page with its totals, of the second, of the last.

    Each query is asked of one journal after the other: a machine's mood changes within seconds. All
    is asked once before it is measured, as a bot has been asked before, and its database.
    """
    for query in question.queries:
        for calls in journals.values():
            await _asked(calls, query, Watches())
    watches = {name: Watches() for name in journals}
    for query in islice(cycle(question.queries), TRIES):
        for name, calls in journals.items():
            await _asked(calls, query, watches[name])
    return {name: watch.figures() for name, watch in watches.items()}


async def ask_the_disk(url: str, question: Question, file: Path) -> Figures:
    """Milliseconds of first pages, before each of which the system drops what it has of `file`.

    The connection is a new one, and knows of the file what the queries before let it read.
    """
    watch = Stopwatch()
    async with journal(url) as (calls, _):
        await calls.get(0)
        for query in question.queries:
            _drop(file)
            with watch.running():
                await calls.find(query)
    return watch.figures()


@dataclass(frozen=True, slots=True)
class Watches:
    """One for each kind of page."""

    first: Stopwatch = field(default_factory=Stopwatch)
    following: Stopwatch = field(default_factory=Stopwatch)
    deepest: Stopwatch = field(default_factory=Stopwatch)

    def figures(self) -> dict[str, Figures]:
        """Of the kinds of pages that there were."""
        found = {"first page": self.first, "page 2": self.following, "deepest page": self.deepest}
        return {name: watch.figures() for name, watch in found.items() if watch.tries}


async def _asked(calls: Calls, query: Query, watches: Watches) -> None:
    with watches.first.running():
        page = await calls.find(query)
    if page.older:
        with watches.following.running():
            await calls.find(query, at=page.older)
        with watches.deepest.running():
            await calls.find(query, at=Edge.LAST)


def _drop(file: Path) -> None:
    with file.open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
