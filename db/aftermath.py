"""What became of calls: what settled a client's wait, our vain calls until then, the latest note.

It stands beside each call in the statement that reads it. Asked for afterwards, it would be
another way to MariaDB and back, which takes as long as everything else.
"""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    cast,
    func,
    select,
)
from sqlalchemy.orm import aliased

from bot.calls import followup
from bot.calls.model import Direction, Summary
from bot.calls.page import Entry, Remark, Returned
from db import ids
from db.chat_models import LatestNote
from db.columns import ASCII
from db.digits import plain
from db.fetching import Rows, fetch
from db.models import CallRow, Wait

Shown = TypeVar("Shown", bound=Summary)


def _plain(number: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether MariaDB can take `number` for ASCII without a warning: as many bytes as characters.

    It can look nothing up by words of another charset. SQLite is asked nothing by this.
    """
    return func.length(number) == func.char_length(number)


_BACK = aliased(CallRow)
_CLIENT = case(
    (and_(CallRow.direction == Direction.INBOUND.value, _plain(CallRow.who)), CallRow.who),
    (and_(CallRow.direction == Direction.OUTBOUND.value, _plain(CallRow.called)), CallRow.called),
)
_COLUMNS = (
    *(Wait.tries, LatestNote.name, LatestNote.text),
    *(_BACK.started, _BACK.direction, _BACK.linkedid, _BACK.who, _BACK.answered_by),
)
_NOTES = select(LatestNote.client, LatestNote.name, LatestNote.text).where(
    LatestNote.client.in_(bindparam("clients", expanding=True))
)


def beside(asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """`asked`, of rows of `calls`, with what became of each as its last columns.

    MariaDB is told how to look them up: it would read the whole of a table it takes for empty.
    """
    found = asked.add_columns(*_COLUMNS).outerjoin(Wait, Wait.call_id == CallRow.id)
    found = found.with_hint(Wait, "FORCE INDEX (ix_waits_call_id)", "mysql")
    found = found.outerjoin(_BACK, _BACK.id == Wait.returned_id)
    found = found.outerjoin(LatestNote, LatestNote.client == cast(_CLIENT, ASCII))
    for other in (_BACK, LatestNote):
        found = found.with_hint(other, "FORCE INDEX (PRIMARY)", "mysql")
    return found


def entries(
    connection: Connection, calls: Sequence[tuple[int, Shown]], rows: Rows
) -> tuple[Entry[Shown], ...]:
    """Calls with their ids as entries; `rows` begin with an id and end with what became of it."""
    became = {row[0]: row[-len(_COLUMNS) :] for row in rows}
    odd = {plain(call.client) for _, call in calls if plain(call.client) != call.client} - {""}
    remarks = _remarks(connection, odd) if odd else {}
    return tuple(
        _entry(call_id, call, became[call_id], remarks.get(plain(call.client)))
        for call_id, call in calls
    )


def _entry(call_id: int, call: Shown, became: Sequence[Any], remark: Remark | None) -> Entry[Shown]:
    tries, name, text, *back = became
    if name is not None:
        remark = Remark(name, text)
    return Entry(call_id, call, _returned(*back), tries or 0, remark)


def _remarks(connection: Connection, clients: Collection[str]) -> dict[str, Remark]:
    """The latest notes on clients whose number is no plain one, as their calls have it."""
    found = fetch(connection, _NOTES, {"clients": list(clients)})
    return {client: Remark(name, text) for client, name, text in found}


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
