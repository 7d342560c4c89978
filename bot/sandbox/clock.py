"""Time and waiting: a clock that a test can push forward, and a bell that wakes whoever waits.

Only what Telegram itself measures (dates, deadlines, budgets) runs on the clock; sockets wait in
real seconds.
"""

import asyncio
import time
from collections.abc import Callable


class Clock:
    """Seconds since 1970 of `source`, plus what a test has added."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0

    def now(self) -> float:
        return self._source() + self._ahead

    def today(self) -> int:
        """The time as messages carry it: whole seconds."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


class Bell:
    """Rings for everybody who waits at that moment; nobody waits, nobody hears."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """True when it rang, False when `seconds` passed first."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
