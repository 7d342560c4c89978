"""The queue of updates: what the bot has not confirmed yet, and the one poller who may ask for it.

An update stays until `getUpdates` is called with a higher offset (or a webhook took it), so a bot
that died in the middle gets it again. Telegram keeps them for 24 hours.
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.clock import Bell, Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.state import Json

KEPT_SECONDS = 24 * 3600
ONLINE_SECONDS = 5.0
SLOW_SECONDS = 3.0
NARROW_SECONDS = 0.5
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass(frozen=True, kw_only=True)
class Update:
    id: int
    at: float
    kind: str
    body: Json

    def shown(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


@dataclass
class Poller:
    """A getUpdates that waits; `ended` says why it may not any longer."""

    ended: str = ""


@dataclass
class Updates:
    """Unconfirmed updates, oldest first; `allowed` empty means all but `NOT_BY_DEFAULT`."""

    clock: Clock
    pending: deque[Update] = field(default_factory=deque)
    allowed: frozenset[str] = frozenset()
    next_id: int = 100_000_001
    asked_at: float = float("-inf")
    last_offset: int | None = None
    queued_at: float = 0.0  # monotonic
    polling: int = 0
    arrived: Bell = field(default_factory=Bell)
    confirmed: Bell = field(default_factory=Bell)
    _poller: Poller | None = None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: Sequence[str] | None) -> None:
        """`allowed_updates`: None keeps what was set before."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def put(self, kind: str, body: Json) -> int | None:
        """Queue an update; its id, or None where the bot did not ask for such."""
        if not self.wants(kind):
            return None
        update = Update(id=self.next_id, at=self.clock.now(), kind=kind, body=body)
        self.next_id += 1
        self.queued_at = time.monotonic()
        self.pending.append(update)
        self.arrived.ring()
        return update.id

    def confirm(self, before: int) -> None:
        """Forget every update with an id below `before`."""
        while self.pending and self.pending[0].id < before:
            self.pending.popleft()
        self.confirmed.ring()

    def is_confirmed(self, update_id: int) -> bool:
        return all(update.id != update_id for update in self.pending)

    def waiting(self, limit: int) -> list[Json]:
        oldest = self.clock.now() - KEPT_SECONDS
        while self.pending and self.pending[0].at < oldest:
            self.pending.popleft()
        return [update.shown() for update, _ in zip(self.pending, range(limit), strict=False)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Telegram's getUpdates: the older of two pollers is told of the conflict."""
        seconds, limit = self._slowed(offset, limit, seconds)
        self.end_poll(CONFLICT)
        own = self._poller = Poller()
        self._confirm_from(offset)
        self.polling += 1
        try:
            return await self._wait(own, limit, seconds)
        finally:
            self.polling -= 1
            if self._poller is own:
                self._poller = None
            self.asked_at = self.clock.now()

    def end_poll(self, why: str) -> None:
        """The poller that waits now, if any, is told why it must go."""
        if self._poller:
            self._poller.ended = why
            self.arrived.ring()

    def online(self) -> bool:
        return bool(self.polling) or self.clock.now() - self.asked_at < ONLINE_SECONDS

    def _slowed(self, offset: int, limit: int, seconds: float) -> tuple[float, int]:
        """The server's brake on a loop that asks for the same again and again."""
        since = self.clock.now() - self.asked_at
        if offset != self.last_offset:
            self.last_offset = offset
            return seconds, limit
        slowest = SLOW_SECONDS if since < SLOW_SECONDS else 0
        return max(seconds, slowest), 1 if since < NARROW_SECONDS else limit

    def _confirm_from(self, offset: int) -> None:
        if offset < 0:
            kept = list(self.pending)[offset:]
            offset = kept[0].id if kept else 0
        if offset:
            self.confirm(offset)

    async def _wait(self, own: Poller, limit: int, seconds: float) -> list[Json]:
        end = asyncio.get_running_loop().time() + seconds
        while not own.ended:
            left = end - asyncio.get_running_loop().time()
            found = self.waiting(limit)
            if found or left <= 0:
                return found
            await self.arrived.wait(left)
        raise ApiError(409, own.ended)
