"""What is remembered of one group while the bot runs; nothing of it is missed after a restart."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.alerts.pacing import Budget


@dataclass(slots=True)
class Queue:
    """A group's budget, when its turn comes, and whose matters may have changed since the last.

    `board` is a digest of what the pinned board says, `lost_board` the newest message known when
    a board was sent of which we were never told whether it arrived, `unpinned` a board that is
    still to be pinned. `newest` is the newest message of the group that is written down, `since`
    when it began to listen.
    """

    budget: Budget = field(default_factory=Budget)
    board: str = ""
    lost_board: int | None = None
    unpinned: int | None = None
    newest: int = 0
    since: datetime | None = None
    _touched: set[str] | None = None  # at first anything may have changed
    _due: float = 0.0
    _busy: bool = False

    def touch(self, clients: Collection[str]) -> None:
        self._due = 0.0
        if self._touched is not None:
            self._touched.update(clients)

    def take(self) -> frozenset[str] | None:
        """The clients to look at besides those with open alerts; None for all of them."""
        touched, self._touched = self._touched, set()
        return None if touched is None else frozenset(touched)

    def put_back(self, touched: frozenset[str] | None) -> None:
        """They were not seen to."""
        if touched is None or self._touched is None:
            self._touched = None
        else:
            self._touched.update(touched)

    @property
    def wait(self) -> float:
        """Seconds until the turn comes."""
        late = asyncio.get_running_loop().time()
        return float("inf") if self._busy else max(self._due - late, 0.0)

    def begin(self) -> bool:
        """Take the turn, if it has come and nobody has it."""
        if self._busy or self.wait > 0:
            return False
        # What is touched from now on makes the next turn due at once.
        self._busy, self._due = True, float("inf")
        return True

    def rest(self, seconds: float) -> None:
        """The turn is over; the next one comes in so many seconds, or sooner if touched."""
        self._busy = False
        self._due = min(self._due, asyncio.get_running_loop().time() + seconds)
