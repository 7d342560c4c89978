"""From the PBX into the journal: once to catch up, then for ever.

A batch is saved before the cursor moves past it. Stopped in between, it is read and saved again,
which changes nothing: the journal comes out the same wherever one stops.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.calls.page import Saved
from bot.pbx.source import Source, SourceAway
from db.calls import Calls
from db.progress import Progress

log = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # seconds between tries while the PBX is away

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
    read = 0
    async for batch in source.batches(await progress.cursor()):
        saved = await calls.save(batch.legs, changes=on_saved is not None)
        await progress.move(batch.cursor)
        read += len(batch.legs)
        if on_saved:
            await on_saved(saved)
        if report:
            report(batch.done)
    return read


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
