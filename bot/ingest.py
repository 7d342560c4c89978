"""From the PBX into the journal: once to catch up, then for ever.

A batch is saved and the cursor moved past it in one transaction. What is read twice all the same
changes nothing: the journal comes out the same wherever one stops.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeVar

from bot.calls.page import Saved
from bot.pbx.source import Batch, Source, SourceAway
from db.calls import Calls
from db.helpers import AHEAD, Helpers, Telling
from db.progress import Progress

log = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # seconds between tries while the PBX is away

Found = TypeVar("Found")
OnSaved = Callable[[Saved], Awaitable[None]]
Report = Callable[[float], None]
Sleep = Callable[[float], Awaitable[None]]


async def catch_up(
    source: Source,
    calls: Calls,
    progress: Progress,
    *,
    on_saved: OnSaved | None = None,
    report: Report | None = None,
) -> int:
    """Read all that is new in `source`; return the number of legs read.

    `on_saved` hears what each batch changed, `report` the share read, 0 to 1. Raises SourceAway.
    """
    # Whoever is stopped in the midst lets go of the PBX there and then.
    async with aclosing(source.batches(await progress.cursor())) as batches:
        if on_saved:
            return await _learn(batches, calls, progress, on_saved, report)
        try:
            return await _import(batches, calls, progress, report)
        except BaseException:
            source.forget()  # what was read ahead
            raise


async def _learn(
    batches: AsyncIterator[Batch],
    calls: Calls,
    progress: Progress,
    on_saved: OnSaved,
    report: Report | None,
) -> int:
    """One batch after the other."""
    read = 0
    async for batch in batches:
        legs = await asyncio.to_thread(batch.read, batch.rows)
        await on_saved(await calls.save(legs, progress.moved(batch.cursor)))
        read += len(batch)
        if report:
            report(batch.done)
    return read


async def _import(
    batches: AsyncIterator[Batch], calls: Calls, progress: Progress, report: Report | None
) -> int:
    """As fast as can be: nobody listens, and helpers tell the calls of a long history.

    While a batch is waited for and written, the next one is read.
    """
    read = 0
    async with Helpers() as helpers, aclosing(_begun(batches, helpers)) as begun:
        batch = await anext(begun, None)
        while batch:
            storing = _store(batch, calls, progress)
            following = await _beside(storing, anext(begun, None))
            read += batch.rows
            if report:
                report(batch.done)
            batch = following
    return read


async def _store(batch: "_Begun", calls: Calls, progress: Progress) -> None:
    await calls.store(await batch.telling.calls(), progress.moved(batch.cursor))


async def _beside(one: Awaitable[None], other: Awaitable[Found]) -> Found:
    """What `other` finds, at once with `one`; a fault of either is raised when both have ended."""
    done, found = await asyncio.gather(one, other, return_exceptions=True)
    if isinstance(done, BaseException):
        raise done
    if isinstance(found, BaseException):
        raise found
    return found


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch that is being told: without its rows, of which `telling` keeps the only copy."""

    rows: int
    cursor: str
    done: float
    telling: Telling


async def _begun(batches: AsyncIterator[Batch], helpers: Helpers) -> AsyncGenerator[_Begun, None]:
    """The batches in their order; while one is waited for or written, the next are being told."""
    waiting = deque[_Begun]()
    try:
        async for batch in batches:
            telling = helpers.tell(batch.rows, batch.read)
            waiting.append(_Begun(len(batch), batch.cursor, batch.done, telling))
            while len(waiting) > AHEAD:
                yield waiting.popleft()
    except Exception:
        for begun in waiting:  # what was read before a fault is stored first
            yield begun
        raise
    for begun in waiting:
        yield begun


async def follow(
    read: Callable[[], Awaitable[object]], *, every: float, sleep: Sleep = asyncio.sleep
) -> None:
    """Call `read`, a `catch_up` with its arguments, every `every` seconds until cancelled.

    A PBX that is away is asked less and less often; its going and its coming back are each said
    once. Any other fault is logged, and the next round begins where the cursor stands.
    """
    pause, away = every, False
    while True:
        try:
            await read()
        except SourceAway as error:
            if not away:
                log.warning("The PBX cannot be read now, trying on: %s", error)
            pause, away = _longer(pause, every), True
        except Exception:
            log.exception("Reading the PBX failed, trying on")
            pause = _longer(pause, every)
        else:
            if away:
                log.warning("The PBX can be read again")
            pause, away = every, False
        await sleep(pause)


def _longer(pause: float, every: float) -> float:
    return min(pause * 2, max(LONGEST_PAUSE, every))
