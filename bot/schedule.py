"""What happens by the clock: jobs that are asked, again and again, whether something is due.

A job decides from the moment alone and from what is written down, so a missed round or a restart
costs nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

EVERY = 20.0  # seconds between two rounds

Job = Callable[[datetime], Awaitable[None]]
Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)


async def run(
    jobs: Sequence[Job], clock: Clock, *, every: float = EVERY, sleep: Sleep = asyncio.sleep
) -> None:
    """Ask every job each `every` seconds until cancelled."""
    while True:
        await tick(jobs, clock())
        await sleep(every)


async def tick(jobs: Sequence[Job], now: datetime) -> None:
    """One round; a job that fails is logged and keeps no other from its turn."""
    for job in jobs:
        try:
            await job(now)
        except Exception:
            log.exception("a job by the clock failed")
