"""The journal under measurement: filled through the product's own import, asked its questions."""

import os
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import chain, islice

from bot.calls.model import Leg
from bot.calls.page import Edge
from bot.ingest import catch_up
from bot.pbx.source import Batch
from db.calls import Calls
from db.engine import make_engine, upgrade
from db.progress import Progress
from tests.bench.living import megabytes
from tests.bench.questions import Question
from tests.bench.timing import Stopwatch

BATCH = 600  # calls: about a thousand legs, as the readers give them
REPEATS = 3


class Office:
    """The bench's office as a PBX to read."""

    def __init__(self, calls: Iterable[list[Leg]], count: int) -> None:
        self._calls, self._count = iter(calls), count
        self.legs = 0
        self.peak = 0.0  # megabytes, of this process and its helpers

    async def batches(self, _cursor: str | None) -> AsyncIterator[Batch]:
        done = 0
        while legs := tuple(chain.from_iterable(islice(self._calls, BATCH))):
            done = min(done + BATCH, self._count)
            self.legs += len(legs)
            self.peak = max(self.peak, megabytes(os.getpid()))
            yield Batch(legs, str(done), done / self._count)

    def zone(self, _cursor: str | None) -> None:
        """Not known, and not asked for."""

    async def close(self) -> None:
        """Nothing is open."""


@asynccontextmanager
async def journal(url: str) -> AsyncIterator[tuple[Calls, Progress]]:
    await upgrade(url)
    engine = make_engine(url)
    try:
        yield Calls(engine), Progress(engine, "bench")
    finally:
        await engine.dispose()


async def fill(url: str, source: Office) -> float:
    """Read the whole office into a new journal; the seconds it took."""
    async with journal(url) as (calls, progress):
        began = time.perf_counter()
        await catch_up(source, calls, progress)
        return time.perf_counter() - began


async def ask(calls: Calls, question: Question) -> dict[str, dict[str, float]]:
    """Milliseconds of the first page with its totals, of the second, and of the last."""
    first, following, deepest = Stopwatch(), Stopwatch(), Stopwatch()
    for query in question.queries * REPEATS:
        with first.running():
            page = await calls.find(query)
        if page.older:
            with following.running():
                await calls.find(query, at=page.older)
            with deepest.running():
                await calls.find(query, at=Edge.LAST)
    found = {"first page": first, "page 2": following, "deepest page": deepest}
    return {name: watch.figures() for name, watch in found.items() if watch.tries}
