"""When has the bot become quiet? What a test waits for instead of sleeping.

What never reached the bot needs no waiting. Else the bot is quiet when it has confirmed the
update, answered the tap, has no request on its way; and, as a handler may think between requests,
when whoever runs the bot says it is idle, or, where nobody can say, when it has spoken and
then been silent for `PAUSE`. A chat action that still shows (typing…) means there is more to come.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.clock import Bell
from bot.sandbox.world import World

PAUSE = 0.08
PATIENCE = 1.0


@dataclass
class Quiet:
    """`busy` counts requests other than getUpdates; `last` is when one began or ended."""

    world: World
    idle: Callable[[], bool] | None = None
    busy: int = 0
    last: float = 0.0
    changed: Bell = field(default_factory=Bell)

    def begin(self) -> None:
        self.busy += 1
        self.last = time.monotonic()

    def end(self) -> None:
        self.busy -= 1
        self.last = time.monotonic()
        self.changed.ring()

    async def reached(self, update_id: int | None, query_id: str | None, seconds: float) -> bool:
        """Wait until the bot is done with this update and this tap; False if it is not by then."""
        if update_id is None and query_id is None:
            return True
        began = time.monotonic()
        while not self._is_quiet(update_id, query_id):
            if time.monotonic() - began > seconds:
                return False
            await self.changed.wait(PAUSE / 4)
        return True

    def _is_quiet(self, update_id: int | None, query_id: str | None) -> bool:
        tap = self.world.taps.get(query_id or "")
        confirmed = update_id is None or self.world.updates.is_confirmed(update_id)
        if self.busy or not confirmed or (tap and not tap.answered and not tap.expired):
            return False
        if self.idle:
            return self.idle()
        return self._silent()

    def _silent(self) -> bool:
        """It has spoken since the last update and is silent since, or has nothing to say."""
        if self.world.actions_shown():
            return False
        queued = self.world.updates.queued_at
        enough = PAUSE if self.last > queued else PATIENCE
        return time.monotonic() - max(self.last, queued) > enough
