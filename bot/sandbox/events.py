"""What happened, for those who look on: a numbered log with a bell.

An event names what changed and whom it concerns; it is rendered when it is read, with the eyes of
the one who reads.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.clock import Bell
from bot.sandbox.state import Json

KEPT = 5_000


@dataclass(frozen=True)
class Event:
    """`people` are the ids it concerns, None for everybody; `key` names a message of the chat."""

    seq: int
    type: str
    people: frozenset[int] | None
    chat_id: int | None
    key: str | None
    facts: Json


@dataclass
class Events:
    log: deque[Event] = field(default_factory=lambda: deque(maxlen=KEPT))
    seq: int = 0
    bell: Bell = field(default_factory=Bell)

    def add(
        self,
        kind: str,
        people: Iterable[int] | None = None,
        chat_id: int | None = None,
        key: str | None = None,
        **facts: object,
    ) -> None:
        self.seq += 1
        concerned = None if people is None else frozenset(people)
        self.log.append(Event(self.seq, kind, concerned, chat_id, key, facts))
        self.bell.ring()

    def reaches(self, after: int) -> bool:
        """Whether nothing after `after` has been dropped from the log."""
        return after <= self.seq and (not self.log or self.log[0].seq <= after + 1)

    def since(self, after: int) -> list[Event]:
        newest = []
        for event in reversed(self.log):
            if event.seq <= after:
                break
            newest.append(event)
        return newest[::-1]
