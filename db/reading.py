"""Stored calls as people are shown them: told from their legs, with what became of a wait."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.calls import followup
from bot.calls.case import DeedKind
from bot.calls.codec import legs_from_json
from bot.calls.grouping import tell
from bot.calls.model import Call, Direction, Outcome
from bot.calls.page import Entry, Remark, Returned
from db import facts, ids
from db.models import CallNumber, CallRow, DeedRow, Moved, Wait
from db.rows import plain

_VAIN = facts.CLIENT | facts.DIRECTIONS[Direction.OUTBOUND]
_TALKED = facts.OUTCOMES[Outcome.ANSWERED]


async def entries(connection: AsyncConnection, wanted: Collection[int]) -> tuple[Entry, ...]:
    """The calls with these ids, newest first."""
    found = await connection.execute(
        select(CallRow.id, CallRow.legs).where(CallRow.id.in_(wanted)).order_by(CallRow.id.desc())
    )
    return await followed(connection, [(row.id, tell(legs_from_json(row.legs))) for row in found])


async def followed(
    connection: AsyncConnection, calls: Iterable[tuple[int, Call]]
) -> tuple[Entry, ...]:
    """Calls with their ids as entries: what settled the waits among them, what was tried.

    And what was noted about their clients last.
    """
    calls = list(calls)
    waits = {call_id: plain(call.client) for call_id, call in calls if followup.waits(call)}
    settled = await _settled(connection, waits) if waits else {}
    tried = await _tries(connection, waits) if waits else {}
    notes = await _notes(connection, {plain(call.client) for _, call in calls} - {""})
    return tuple(
        Entry(
            call_id,
            call,
            settled.get(call_id),
            tried.get(call_id, 0),
            notes.get(plain(call.client)),
        )
        for call_id, call in calls
    )


async def moved(connection: AsyncConnection, call_id: int) -> str | None:
    """A key of the call that once had this id."""
    return await connection.scalar(select(Moved.key).where(Moved.id == call_id))


async def _settled(connection: AsyncConnection, waits: dict[int, str]) -> dict[int, Returned]:
    found = await connection.execute(
        select(
            Wait.call_id,
            CallRow.started,
            CallRow.direction,
            CallRow.linkedid,
            CallRow.who,
            CallRow.answered_by,
        )
        .join(CallRow, CallRow.id == Wait.returned_id)
        .where(Wait.client.in_(set(waits.values())), Wait.call_id.in_(waits))
    )
    return {row.call_id: _returned(row) for row in found}


def _returned(row: Row[*tuple[Any, ...]]) -> Returned:
    direction = Direction(row.direction)
    return Returned(
        at=ids.moment(row.started),
        by=followup.talker(direction, row.who, row.answered_by.split()),
        direction=direction,
        linkedid=row.linkedid,
    )


async def _tries(connection: AsyncConnection, waits: dict[int, str]) -> dict[int, int]:
    """How often each client was called in vain since he began to wait, until he was talked with."""
    bits = facts.CLIENT | facts.DIRECTION
    found = await connection.execute(
        select(Wait.call_id, func.count())
        .join(CallNumber, (CallNumber.number == Wait.client) & (CallNumber.call_id > Wait.call_id))
        .where(Wait.client.in_(set(waits.values())), Wait.call_id.in_(waits))
        .where(Wait.returned_id.is_(None) | (CallNumber.call_id < Wait.returned_id))
        .where(CallNumber.facts.bitwise_and(bits) == _VAIN)
        .group_by(Wait.call_id)
    )
    return {row[0]: row[1] for row in found}


async def _notes(connection: AsyncConnection, clients: set[str]) -> dict[str, Remark]:
    note = DeedRow.kind == DeedKind.NOTE.value
    found = await connection.execute(
        select(DeedRow.client, DeedRow.name, DeedRow.text)
        .where(DeedRow.client.in_(clients), note)
        .order_by(DeedRow.at)
    )
    return {row.client: Remark(row.name, row.text) for row in found}
