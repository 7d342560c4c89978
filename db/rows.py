"""One call as the rows of every table: written, compared and taken back as one thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.calls import followup, grouping
from bot.calls.codec import legs_to_json
from bot.calls.model import Call, Leg
from db import facts, ids

EVERYBODY = ""
SHORT = 6  # numbers up to this length are extensions and queues: few, and in many calls each
LONGEST = 40


@dataclass(slots=True)
class CallRows:
    """A call, its id, and what the journal says of it; `returned_id` is filled in while saving."""

    id: int
    call: Call
    legs: str
    keys: frozenset[str]
    numbers: dict[str, int]
    returned_id: int | None = None

    @property
    def client(self) -> str:
        return plain(self.call.client)

    @property
    def waits(self) -> bool:
        return followup.waits(self.call)

    @property
    def settles(self) -> bool:
        return followup.settles(self.call)

    def settle(self, returned_id: int | None) -> None:
        """Note the conversation that settled this wait, if any."""
        self.returned_id = returned_id
        everybody = self.numbers[EVERYBODY]
        self.numbers[EVERYBODY] = facts.returned(everybody, returned_id is not None)

    def row(self) -> dict[str, Any]:
        """The row of `calls`."""
        call = self.call
        return {
            "id": self.id,
            "linkedid": call.linkedid[:150],
            "direction": call.direction.value,
            "outcome": call.outcome.value,
            "started": ids.milliseconds(call.started),
            "ended": ids.milliseconds(call.ended),
            "who": call.who[:80],
            "called": call.called[:80],
            "queue": call.queue[:80],
            "rung": " ".join(call.rung),
            "answered_by": " ".join(call.answered_by),
            "wait": round(call.wait * 1000),
            "talk": round(call.talk * 1000),
            "legs": self.legs,
        }

    def tallies(self) -> Iterator[tuple[str, int, int]]:
        """What this call adds one to: (number, day, facts)."""
        day = self.id // ids.DAY
        for number, seen in self.numbers.items():
            if len(number) <= SHORT or seen & (facts.LINE | facts.TALKED):
                yield number, day, seen & facts.TALLIED


def rows_of(call: Call) -> CallRows:
    """The rows of `call`, not yet knowing whether its client was talked with since."""
    shared = facts.of_call(call)
    numbers = {plain(n): shared | role for n, role in facts.of_numbers(call).items()}
    numbers.pop(EVERYBODY, None)
    return CallRows(
        id=ids.call_id(call.linkedid, call.started),
        call=call,
        legs=legs_to_json(call.legs),
        keys=keys_of(call.legs),
        numbers={EVERYBODY: shared, **numbers},
    )


def keys_of(legs: Iterable[Leg]) -> frozenset[str]:
    """What the calls of `legs` are found by."""
    return frozenset(key[:150] for leg in legs for key in grouping.keys(leg) or (leg.key,))


def plain(number: str) -> str:
    """A number as its column holds it."""
    return number.encode("ascii", "ignore").decode()[:LONGEST]
