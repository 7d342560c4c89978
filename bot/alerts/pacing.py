"""How much may be said in one group: Telegram takes 20 a minute there, sends and edits together.

A bucket of turns, filled a turn at a time: a few things may be said at once, many only in time.
Sixteen a minute are ours at most; the rest is left to answers that people ask for themselves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

BURST = 4
EVERY = timedelta(seconds=5)


@dataclass(slots=True)
class Budget:
    """The turns of one group. A new one holds a single turn: nobody knows what was said before."""

    turns: float = 1.0
    at: datetime | None = None

    def take(self, now: datetime) -> bool:
        """Use one turn, if there is one."""
        self._fill(now)
        if self.turns < 1:
            return False
        self.turns -= 1
        return True

    def left(self, now: datetime) -> int:
        """How many things may be said at once."""
        self._fill(now)
        return int(self.turns)

    def hold(self, now: datetime, seconds: float) -> None:
        """Telegram said how long to wait: nothing before that."""
        self.turns, self.at = 0.0, now + timedelta(seconds=seconds) - EVERY

    def _fill(self, now: datetime) -> None:
        passed = now - (self.at or now)
        if passed > timedelta():
            self.turns = min(BURST, self.turns + passed / EVERY)
        self.at = max(now, self.at or now)
