"""Whom we have talked with since he called in vain: kept up to date as calls are learnt.

A late call may settle a wait that is long stored, and a call told anew may unsettle one; so a
batch looks at every wait of its clients that its own calls could change, and at no other.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import BindParameter, Connection, bindparam, select

from bot.calls import followup
from bot.calls.model import Outcome
from db import facts, ids
from db.dialect import put_over
from db.digits import backwards, forwards
from db.models import CallNumber, Wait
from db.rows import EVERYBODY, CallRows

_TALKED = facts.CLIENT | facts.OUTCOMES[Outcome.ANSWERED]
_CLIENTS: BindParameter[str] = bindparam("clients", expanding=True)
_LOW: BindParameter[int] = bindparam("low")
_ANSWERS = (
    select(CallNumber.backwards, CallNumber.call_id)
    .where(CallNumber.backwards.in_(_CLIENTS), CallNumber.call_id > _LOW)
    .where(CallNumber.facts.bitwise_and(facts.CLIENT | facts.OUTCOME) == _TALKED)
    .order_by(CallNumber.call_id)
)
_WAITS = (
    select(Wait.client, Wait.call_id, Wait.returned_id)
    .where(Wait.client.in_(_CLIENTS))
    .where(Wait.returned_id.is_(None) | (Wait.returned_id >= _LOW))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A wait of the journal, and the conversation that settled it, if any."""

    client: str
    call_id: int
    returned_id: int | None


def settle(
    connection: Connection, before: Sequence[CallRows], after: Sequence[CallRows]
) -> list[Stored]:
    """Fill in what settled the waits among `after`; tell which stored waits turn with them."""
    concerned = [rows for rows in (*before, *after) if rows.waits or rows.settles]
    clients = {rows.client for rows in concerned}
    if not clients:
        return []
    low = min(rows.id for rows in concerned)
    gone = {rows.id for rows in before}
    answers = _answers(connection, clients, low, gone)
    for rows in after:
        if rows.settles:
            insort(answers[rows.client], rows.id)
    for rows in after:
        if rows.waits:
            rows.settle(followup.settled_by(rows.id, answers.get(rows.client, ())))
    stored = _waits(connection, clients, low, gone)
    now = [replace(one, returned_id=_settled(one, answers)) for one in stored]
    return [one for one, was in zip(now, stored, strict=True) if one != was]


def _settled(wait: Stored, answers: Mapping[str, Sequence[int]]) -> int | None:
    return followup.settled_by(wait.call_id, answers.get(wait.client, ()))


def turn(connection: Connection, turns: Sequence[Stored]) -> Counter[tuple[str, int, int]]:
    """Write down what settled stored waits, or that nothing does any more; what to tally."""
    tallies = Counter[tuple[str, int, int]]()
    if not turns:
        return tallies
    settled = [(one.client, one.call_id, one.returned_id) for one in turns]
    put_over(connection, Wait, "returned_id", settled)
    rows = []
    seen = _facts(connection, [one.call_id for one in turns])
    for one in turns:
        was, day = seen[one.call_id], one.call_id // ids.DAY
        now = facts.returned(was, one.returned_id is not None)
        tallies[EVERYBODY, day, was & facts.TALLIED] -= 1
        tallies[EVERYBODY, day, now & facts.TALLIED] += 1
        rows.append((EVERYBODY, one.call_id, now))
    put_over(connection, CallNumber, "facts", rows)
    return tallies


def _facts(connection: Connection, call_ids: Sequence[int]) -> dict[int, int]:
    asked = select(CallNumber.call_id, CallNumber.facts).where(
        CallNumber.backwards == EVERYBODY, CallNumber.call_id.in_(call_ids)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def _answers(
    connection: Connection, clients: set[str], low: int, gone: set[int]
) -> defaultdict[str, list[int]]:
    answers: defaultdict[str, list[int]] = defaultdict(list)
    asked = {"clients": list(map(backwards, clients)), "low": low}
    for client, call_id in connection.execute(_ANSWERS, asked):
        if call_id not in gone:
            answers[forwards(client)].append(call_id)
    return answers


def _waits(connection: Connection, clients: set[str], low: int, gone: set[int]) -> list[Stored]:
    """Waits that nothing settled before the call `low`: later calls may."""
    asked = {"clients": list(clients), "low": low}
    found = (Stored(*row) for row in connection.execute(_WAITS, asked))
    return [wait for wait in found if wait.call_id not in gone]
