"""What a call is, packed into one integer beside each of its numbers.

A question about a number then reads nothing but that number's stretch of `call_numbers`: who
called, how it ended, whether it was recorded and how long they talked are all in the index.
From the lowest bit: direction (2 bits), outcome (3), then one bit each of some more; the seconds
of talk (20); on top a hint at which other numbers are in the call (29), so that who walks one
number's calls for those with another one need not look up each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from bot.calls import followup
from bot.calls.model import Call, Direction, Outcome
from bot.calls.query import NumberTerm, Query, Role

if TYPE_CHECKING:  # a helper that only tells calls (`db.telling`) is a third smaller without it
    from sqlalchemy import ColumnElement, SQLColumnExpression

DIRECTION, OUTCOME = 0b11, 0b11100
DIRECTIONS = {Direction.INBOUND: 1, Direction.OUTBOUND: 2, Direction.INTERNAL: 3}
OUTCOMES = {
    Outcome.ANSWERED: 1 << 2,
    Outcome.MISSED: 2 << 2,
    Outcome.NO_ANSWER: 3 << 2,
    Outcome.BUSY: 4 << 2,
    Outcome.FAILED: 5 << 2,
    Outcome.VOICEMAIL: 6 << 2,
    Outcome.MENU: 7 << 2,
}
RECORDED = 1 << 5
WAITING = 1 << 6  # a client got through to nobody
RETURNED = 1 << 7  # and was talked with since; kept in the row of `''` only
CALLER = 1 << 8  # this number called
PARTY = 1 << 9  # this number was called, or talked
RANG = 1 << 10  # this number's phone rang, but somebody else talked
CLIENT = 1 << 11  # this number is the outside one
LINE = 1 << 12  # this is the number a client called
TALKED = 1 << 13  # this number's phone talked, and is not the client's
OURS = LINE | TALKED  # what a number of the office had for a part, be it short or long
TALK = 14
COMPANY = 34
TALLIED = (1 << TALK) - 1
LASTING = DIRECTION | OUTCOME | RECORDED  # of a call, whichever number, whatever comes after it
CERTAIN = (1 << COMPANY) - 1  # all but the hint
LONGEST = (1 << COMPANY - TALK) - 1  # seconds; twelve days

_HINTS = 63 - COMPANY


def of_call(call: Call) -> int:
    """What is so of the call, whichever of its numbers one asks for."""
    facts = DIRECTIONS[call.direction] | OUTCOMES[call.outcome]
    facts |= RECORDED if call.recordings else 0
    facts |= WAITING if followup.waits(call) else 0
    return facts | min(max(round(call.talk), 0), LONGEST) << TALK  # as it is shown


def company(numbers: Iterable[str]) -> int:
    """What the rows of a call with these numbers say of them all: two bits of each number.

    A call without both bits of a number is one without it; of those with both, some are too.
    """
    hints = 0
    for number in filter(None, numbers):
        mixed = crc32(number.encode())
        hints |= 1 << mixed % _HINTS | 1 << mixed // _HINTS % _HINTS
    return hints << COMPANY


def of_numbers(call: Call) -> Mapping[str, int]:
    """The numbers of a call and the part each of them had.

    A phone that only rang while another one talked makes no pair with the caller; where nobody
    talked, ringing is all the part there is.
    """
    rang = RANG if call.answered_by else PARTY
    roles: dict[str, int] = {}
    for number, role in _parts(call, rang):
        if number:
            roles[number] = roles.get(number, 0) | role
    return roles


def _parts(call: Call, rang: int) -> list[tuple[str, int]]:
    client = call.client
    line = LINE if call.direction is Direction.INBOUND else 0
    parts = [
        (client, CLIENT),
        (call.who, CALLER),
        (call.called, PARTY | line),
        (call.queue, PARTY),
    ]
    parts += [(n, PARTY | TALKED * (n != client)) for n in call.answered_by]
    parts += [(number, rang) for number in call.rung]
    for leg in call.legs:
        parts += ((leg.src, rang), (leg.dst, rang))
    return parts


def returned(seen: int, settled: bool) -> int:
    """The facts `seen` of a call that waits, with its being returned or not."""
    return seen & ~RETURNED | RETURNED * settled


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition on `facts`: these bits equal, any of those set, so long a talk and no longer."""

    mask: int = 0
    value: int = 0
    any_of: int = 0
    talk: int = 0  # seconds at least
    below: int | None = None  # seconds that are too many

    @property
    def timed(self) -> bool:
        """Whether it is asked how long they talked."""
        return bool(self.talk) or self.below is not None

    def where(self, facts: "SQLColumnExpression[int]") -> "list[ColumnElement[bool]]":
        found: list[ColumnElement[bool]] = []
        if self.mask:
            found.append(facts.bitwise_and(self.mask) == self.value)
        if self.any_of:
            found.append(facts.bitwise_and(self.any_of) != 0)
        if self.talk:
            found.append(facts.bitwise_and(CERTAIN) >= self.talk << TALK)
        if self.below is not None:
            found.append(facts.bitwise_and(CERTAIN) < self.below << TALK)
        return found


def may_have(
    facts: "SQLColumnExpression[int]", hints: "ColumnElement[int]"
) -> "ColumnElement[bool]":
    """Whether a call's row leaves it possible that the numbers of `hints`, a `company`, are in it.

    Rows written before there were hints have none, and leave everything possible.
    """
    return (facts.bitwise_and(hints) == hints) | (facts <= CERTAIN)


def asked(query: Query) -> Wanted:
    """What a question wants of the call itself; whether it was returned is asked apart."""
    mask = value = 0
    if query.direction is not None:
        mask, value = mask | DIRECTION, value | DIRECTIONS[query.direction]
    if query.outcome is not None:
        mask, value = mask | OUTCOME, value | OUTCOMES[query.outcome]
    if query.recorded is not None:
        mask, value = mask | RECORDED, value | RECORDED * query.recorded
    return Wanted(mask, value, talk=query.longer_than or 0, below=query.shorter_than)


def asked_returned(returned: bool) -> Wanted:
    return Wanted(WAITING | RETURNED, WAITING | RETURNED * returned)


def asked_role(term: NumberTerm, *, paired: bool) -> Wanted:
    """On which side a number must be; one of a pair must have taken part."""
    sides = {Role.CALLER: CALLER, Role.CALLED: PARTY | RANG, Role.ANY: 0}
    if paired:
        sides = {Role.CALLER: CALLER, Role.CALLED: PARTY, Role.ANY: CALLER | PARTY}
    return Wanted(any_of=sides[term.role])
