"""Stored calls as people are shown them, listed or opened, with what became of a wait."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from bot.calls import followup
from bot.calls.case import DeedKind
from bot.calls.model import Direction, Summary
from bot.calls.page import Entry, Opened, Remark, Returned
from db import facts, ids, listing
from db.fetching import fetch
from db.models import CallNumber, CallRow, DeedRow, Moved, Wait
from db.rows import plain

Shown = TypeVar("Shown", bound=Summary)

_VAIN = facts.CLIENT | facts.DIRECTIONS[Direction.OUTBOUND]
_WAY = facts.CLIENT | facts.DIRECTION

_CALLS: BindParameter[int] = bindparam("calls", expanding=True)
_CLIENTS: BindParameter[str] = bindparam("clients", expanding=True)
_VAINLY = (
    select(func.count())
    .where(CallNumber.number == Wait.client, CallNumber.call_id > Wait.call_id)
    .where(Wait.returned_id.is_(None) | (CallNumber.call_id < Wait.returned_id))
    .where(CallNumber.facts.bitwise_and(_WAY) == _VAIN)
    .scalar_subquery()
)
_WAITS = (
    select(
        Wait.call_id,
        _VAINLY.label("tries"),
        CallRow.started,
        CallRow.direction,
        CallRow.linkedid,
        CallRow.who,
        CallRow.answered_by,
    )
    .outerjoin(CallRow, CallRow.id == Wait.returned_id)
    .where(Wait.client.in_(_CLIENTS), Wait.call_id.in_(_CALLS))
)
_NOTES = (
    select(DeedRow.client, DeedRow.name, DeedRow.text)
    .where(DeedRow.client.in_(_CLIENTS), DeedRow.kind == DeedKind.NOTE.value)
    .order_by(DeedRow.at)
)


def opened(connection: Connection, wanted: Collection[int]) -> tuple[Opened, ...]:
    """The calls with these ids, told whole, newest first."""
    return followed(connection, listing.told(connection, wanted))


def followed(
    connection: Connection, calls: Iterable[tuple[int, Shown]]
) -> tuple[Entry[Shown], ...]:
    """Calls with their ids as entries: what settled the waits among them, what was tried.

    And what was noted about their clients last.
    """
    calls = list(calls)
    waits = {call_id: plain(call.client) for call_id, call in calls if followup.waits(call)}
    known = _waits(connection, waits) if waits else {}
    clients = {plain(call.client) for _, call in calls} - {""}
    notes = _notes(connection, clients) if clients else {}
    return tuple(
        Entry(call_id, call, *known.get(call_id, (None, 0)), notes.get(plain(call.client)))
        for call_id, call in calls
    )


def moved(connection: Connection, call_id: int) -> str | None:
    """A key of the call that once had this id."""
    return connection.scalar(select(Moved.key).where(Moved.id == call_id))


def _waits(connection: Connection, waits: dict[int, str]) -> dict[int, tuple[Returned | None, int]]:
    """What settled each wait, and how often its client was called in vain until then."""
    those = {"calls": list(waits), "clients": list(set(waits.values()))}
    found = fetch(connection, _WAITS, those)
    return {call_id: (_returned(*call), tries) for call_id, tries, *call in found}


def _returned(
    started: int | None, direction: str, linkedid: str, who: str, answered_by: str
) -> Returned | None:
    if started is None:
        return None
    way = Direction(direction)
    return Returned(
        at=ids.moment(started),
        by=followup.talker(way, who, answered_by.split()),
        direction=way,
        linkedid=linkedid,
    )


def _notes(connection: Connection, clients: set[str]) -> dict[str, Remark]:
    found = fetch(connection, _NOTES, {"clients": list(clients)})
    return {client: Remark(name, text) for client, name, text in found}
