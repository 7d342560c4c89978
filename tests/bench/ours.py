"""The journal under measurement: filled through the product's own import, asked its questions."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing, asynccontextmanager
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

TRIES = 60  # of a question, whether its queries are many or one
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


async def ask(calls: Calls, question: Question) -> dict[str, Figures]:
    """Milliseconds of the first page with its totals, of the second, and of the last.

    All is asked once before it is measured, as a bot has been asked before, and its database.
    """
    await _asked(calls, question.queries)
    watches = await _asked(calls, islice(cycle(question.queries), TRIES))
    return {name: watch.figures() for name, watch in watches.items() if watch.tries}


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


async def _asked(calls: Calls, queries: Iterable[Query]) -> dict[str, Stopwatch]:
    first, following, deepest = Stopwatch(), Stopwatch(), Stopwatch()
    for query in queries:
        with first.running():
            page = await calls.find(query)
        if page.older:
            with following.running():
                await calls.find(query, at=page.older)
            with deepest.running():
                await calls.find(query, at=Edge.LAST)
    return {"first page": first, "page 2": following, "deepest page": deepest}


def _drop(file: Path) -> None:
    with file.open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
