"""Whom we have talked with since he called in vain: kept up to date as calls are learnt.

A late call may settle a wait that is long stored, and a call told anew may unsettle one; so a
batch looks at every wait of its clients that its own calls could change, and at no other.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, select

from bot.calls import followup
from bot.calls.model import Direction, Outcome
from db import facts, ids
from db.dialect import put_over
from db.digits import backwards, forwards
from db.models import CallNumber, Wait
from db.rows import EVERYBODY, CallRows

_ANSWERED = facts.OUTCOMES[Outcome.ANSWERED]
_OURS = facts.DIRECTIONS[Direction.OUTBOUND]
_CLIENTS: BindParameter[str] = bindparam("clients", expanding=True)
_LOW: BindParameter[int] = bindparam("low")
_OUTCOME = CallNumber.facts.bitwise_and(facts.OUTCOME)
_TALKS = (
    select(CallNumber.backwards, CallNumber.call_id, _OUTCOME == _ANSWERED)
    .where(CallNumber.backwards.in_(_CLIENTS), CallNumber.call_id >= _LOW)
    .where(CallNumber.facts.bitwise_and(facts.CLIENT) != 0)
    .where((_OUTCOME == _ANSWERED) | (CallNumber.facts.bitwise_and(facts.DIRECTION) == _OURS))
)
_WAITS = (
    select(Wait.client, Wait.call_id, Wait.returned_id, Wait.tries)
    .where(Wait.client.in_(_CLIENTS))
    .where(Wait.returned_id.is_(None) | (Wait.returned_id >= _LOW))
)


class Talk(NamedTuple):
    """A conversation with a client, or, where nobody `answered`, our vain call to one."""

    client: str
    call_id: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """A wait of the journal: what settled it, if anything, and our vain calls until then.

    `turned` says whether a batch changed the former, or the latter alone.
    """

    client: str
    call_id: int
    returned_id: int | None
    tries: int
    turned: bool = False


class Talks:
    """The talks with each client in their order."""

    def __init__(self, talks: Iterable[Talk]) -> None:
        self._answers: defaultdict[str, list[int]] = defaultdict(list)
        self._vain: defaultdict[str, list[int]] = defaultdict(list)
        for talk in sorted(talks, key=attrgetter("call_id")):
            kind = self._answers if talk.answered else self._vain
            kind[talk.client].append(talk.call_id)

    def settled_by(self, client: str, wait: int) -> int | None:
        return followup.settled_by(wait, self._answers.get(client, ()))

    def tries(self, client: str, wait: int, until: int | None) -> int:
        return followup.tries(wait, until, self._vain.get(client, ()))


def settle(
    connection: Connection, before: Sequence[CallRows], after: Sequence[CallRows]
) -> list[Stored]:
    """Fill in what became of the waits among `after`; tell which stored waits change with them."""
    concerned = [rows for rows in (*before, *after) if rows.waits or rows.settles or rows.vain]
    clients = {rows.client for rows in concerned}
    if not clients:
        return []
    low = min(rows.id for rows in concerned)
    gone = {rows.id for rows in before}
    known = _talks(connection, clients, low)
    learnt = (Talk(it.client, it.id, it.settles) for it in after if it.settles or it.vain)
    was, now = Talks(known), Talks([*(it for it in known if it.call_id not in gone), *learnt])
    for rows in after:
        if rows.waits:
            returned_id = now.settled_by(rows.client, rows.id)
            rows.settle(returned_id, now.tries(rows.client, rows.id, returned_id))
    stored = (it for it in _waits(connection, clients, low) if it.call_id not in gone)
    changed = ((it, _settled(it, low, was, now)) for it in stored)
    return [wait for before_it, wait in changed if wait != before_it]


def _settled(wait: Stored, low: int, was: Talks, now: Talks) -> Stored:
    """The wait after a batch: what was before the call `low` is as it was, tries included."""
    client, since = wait.client, max(wait.call_id, low - 1)
    returned_id = now.settled_by(client, wait.call_id)
    more = now.tries(client, since, returned_id) - was.tries(client, since, wait.returned_id)
    turned = returned_id != wait.returned_id
    return Stored(client, wait.call_id, returned_id, wait.tries + more, turned)


def turn(connection: Connection, waits: Sequence[Stored]) -> Counter[tuple[str, int, int]]:
    """Write down what became of stored waits; what to tally."""
    rows = [(one.client, one.call_id, one.returned_id, one.tries) for one in waits]
    put_over(connection, Wait, rows, "returned_id", "tries")
    return _mark(connection, [one for one in waits if one.turned])


def _mark(connection: Connection, turned: Sequence[Stored]) -> Counter[tuple[str, int, int]]:
    """Let the rows of everybody say whether these calls were returned; what to tally."""
    tallies = Counter[tuple[str, int, int]]()
    if not turned:
        return tallies
    rows = []
    seen = _facts(connection, [one.call_id for one in turned])
    for one in turned:
        was, day = seen[one.call_id], one.call_id // ids.DAY
        now = facts.returned(was, one.returned_id is not None)
        tallies[EVERYBODY, day, was & facts.TALLIED] -= 1
        tallies[EVERYBODY, day, now & facts.TALLIED] += 1
        rows.append((EVERYBODY, one.call_id, now, 0))
    put_over(connection, CallNumber, rows, "facts")
    return tallies


def _facts(connection: Connection, call_ids: Sequence[int]) -> dict[int, int]:
    asked = select(CallNumber.call_id, CallNumber.facts).where(
        CallNumber.backwards == EVERYBODY, CallNumber.call_id.in_(call_ids)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def _talks(connection: Connection, clients: Collection[str], low: int) -> list[Talk]:
    """The stored talks with `clients` from the call `low` on."""
    found = connection.execute(_TALKS, {"clients": list(map(backwards, clients)), "low": low})
    return [Talk(forwards(number), call_id, bool(answered)) for number, call_id, answered in found]


def _waits(connection: Connection, clients: Collection[str], low: int) -> list[Stored]:
    """Waits that nothing settled before the call `low`: later calls may."""
    found = connection.execute(_WAITS, {"clients": list(clients), "low": low})
    return [Stored(*row) for row in found]
