"""Stored calls as people are shown them, listed or opened, with what became of a wait."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    func,
    select,
    union_all,
)

from bot.calls import followup
from bot.calls.case import DeedKind
from bot.calls.model import Direction, Summary
from bot.calls.page import Entry, Opened, Remark, Returned
from db import facts, ids, listing
from db.digits import backwards, plain
from db.fetching import FEW, Asked, fetch_all
from db.models import CallNumber, CallRow, DeedRow, Moved, Wait

Shown = TypeVar("Shown", bound=Summary)

_VAIN = facts.CLIENT | facts.DIRECTIONS[Direction.OUTBOUND]
_WAY = facts.CLIENT | facts.DIRECTION

_CLIENTS: BindParameter[str] = bindparam("clients", expanding=True)
_NOTES = select(DeedRow.at, DeedRow.client, DeedRow.name, DeedRow.text).where(
    DeedRow.client.in_(_CLIENTS), DeedRow.kind == DeedKind.NOTE.value
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
    waits = [(call_id, plain(call.client)) for call_id, call in calls if followup.waits(call)]
    clients = {plain(call.client) for _, call in calls} - {""}
    asked = [*_waiting(waits), (_NOTES, {"clients": list(clients)})] if clients else []
    *settled, notes = fetch_all(connection, *asked) if asked else [[]]
    known = {call_id: (_returned(*back), tries) for call_id, tries, *back in chain(*settled)}
    said = sorted(notes, key=itemgetter(0))  # the last one counts
    remarks = {client: Remark(name, text) for _, client, name, text in said}
    return tuple(
        Entry(call_id, call, *known.get(call_id, (None, 0)), remarks.get(plain(call.client)))
        for call_id, call in calls
    )


def moved(connection: Connection, call_id: int) -> str | None:
    """A key of the call that once had this id."""
    return connection.scalar(select(Moved.key).where(Moved.id == call_id))


def _waiting(waits: Sequence[tuple[int, str]]) -> Iterator[Asked]:
    """What to ask for what settled each wait, and how often its client was called until then."""
    for some in (waits[start : start + FEW] for start in range(0, len(waits), FEW)):
        values: dict[str, int | str] = {}
        for place, (call_id, client) in enumerate(some):
            values |= {
                f"call{place}": call_id,
                f"client{place}": client,
                f"backwards{place}": backwards(client),
            }
        yield _settling(len(some)), values


@lru_cache
def _settling(waits: int) -> CompoundSelect[*tuple[Any, ...]]:
    """Each wait by its own key: MariaDB then takes its ids for constants and counts between them.

    Of several waits at once it would read all calls of their clients, every time.
    """
    return union_all(*map(_settled, range(waits)))


def _settled(place: int) -> Select[*tuple[Any, ...]]:
    call_id: BindParameter[int] = bindparam(f"call{place}")
    client: BindParameter[str] = bindparam(f"client{place}")
    same: BindParameter[str] = bindparam(f"backwards{place}")
    until = func.coalesce(Wait.returned_id, ids.END)
    vainly = (
        select(func.count())
        .where(CallNumber.backwards == same, CallNumber.call_id > Wait.call_id)
        .where(CallNumber.call_id < until, CallNumber.facts.bitwise_and(_WAY) == _VAIN)
        .scalar_subquery()
    )
    back = (CallRow.started, CallRow.direction, CallRow.linkedid, CallRow.who, CallRow.answered_by)
    asked = select(Wait.call_id, vainly.label("tries"), *back)
    asked = asked.outerjoin(CallRow, CallRow.id == Wait.returned_id)
    return asked.where(Wait.client == client, Wait.call_id == call_id)


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
