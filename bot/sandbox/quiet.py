"""When has the bot become quiet? What a test waits for instead of sleeping.

The bot is quiet when it has confirmed every update, answered every tap that asked it, and has no
request on its way; and, since a handler may compute between two requests, when whoever runs the bot
says it is idle (`idle`), or, where nobody can say, when it has spoken and then been silent for
`PAUSE`. A chat action that still shows (typing…) means there is more to come.
"""

import asyncio
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
        self.last = _now()

    def end(self) -> None:
        self.busy -= 1
        self.last = _now()
        self.changed.ring()

    async def reached(self, update_id: int | None, query_id: str | None, seconds: float) -> bool:
        """Wait until the bot is done with this update and this tap; False if it is not by then."""
        began = _now()
        while not self._is_quiet(update_id, query_id, began):
            if _now() - began > seconds:
                return False
            await self.changed.wait(PAUSE / 4)
        return True

    def _is_quiet(self, update_id: int | None, query_id: str | None, began: float) -> bool:
        tap = self.world.taps.get(query_id or "")
        confirmed = update_id is None or self.world.updates.is_confirmed(update_id)
        if self.busy or not confirmed or (tap and not tap.answered and not tap.expired):
            return False
        if self.idle:
            return self.idle()
        return self._silent(began)

    def _silent(self, began: float) -> bool:
        now = _now()
        if self.world.actions_shown():
            return False
        spoke = self.last > began
        return now - max(self.last, began) > (PAUSE if spoke else PATIENCE)


def _now() -> float:
    return asyncio.get_running_loop().time()
