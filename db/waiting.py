"""What became of the clients who got through to nobody, counted over a period.

`waits` says which conversation settled a wait; whether we called or the client did is read from
that conversation's row of everybody.
"""

from collections.abc import Collection
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import aliased

from bot.calls.model import Direction
from bot.calls.stats import Waits
from db import facts, ids
from db.digits import backwards
from db.models import CallNumber, CallRow, Wait
from db.rows import EVERYBODY

Columns = TypeVarTuple("Columns")

LONG = 92 * ids.DAY

_BACK = aliased(CallNumber)
_SETTLED = Wait.returned_id + 0
_WAY = _BACK.facts.bitwise_and(facts.DIRECTION)
_OURS, _THEIRS = facts.DIRECTIONS[Direction.OUTBOUND], facts.DIRECTIONS[Direction.INBOUND]


def came_in(lines: Collection[str], low: int, high: int) -> Select[int]:
    """The ids of the calls from `low` to before `high` that came in on one of `lines`."""
    line = aliased(CallNumber)
    between = (line.call_id >= low, line.call_id < high)
    is_line = line.facts.bitwise_and(facts.LINE) != 0
    return select(line.call_id).where(line.backwards.in_(map(backwards, lines)), *between, is_line)


def waits(connection: Connection, low: int, high: int, lines: Collection[str]) -> Waits:
    """How the waits that began with calls from `low` to before `high` were settled."""
    asked = select(func.count(), func.count(Wait.client.distinct()))
    asked = asked.where(Wait.returned_id.is_(None), Wait.call_id >= low, Wait.call_id < high)
    still, clients = connection.execute(_on(lines, asked, low, high)).one()
    counted = _settled(select(_WAY, func.count()), low, high, lines)
    by = {row[0]: row[1] for row in connection.execute(counted.group_by(_WAY))}
    ours, theirs = by.get(_OURS, 0), by.get(_THEIRS, 0)
    median = _median(connection, ours, low, high, lines) if ours else None
    return Waits(by_us=ours, by_client=theirs, still=still, clients=clients, median=median)


def returned_by(
    connection: Connection, low: int, high: int, lines: Collection[str]
) -> dict[str, int]:
    """How many calls of waiting clients each employee returned."""
    asked = _settled(select(CallRow.who, func.count()), low, high, lines)
    asked = asked.join(CallRow, CallRow.id == _SETTLED).where(_WAY == _OURS)
    found = connection.execute(asked.group_by(CallRow.who))
    return {row[0]: row[1] for row in found}


def _median(
    connection: Connection, ours: int, low: int, high: int, lines: Collection[str]
) -> float:
    """Seconds from a client's call to our conversation: the middle one, or the middle of two."""
    since = _milliseconds(Wait.returned_id) - _milliseconds(Wait.call_id)
    asked = _settled(select(since), low, high, lines).where(_WAY == _OURS).order_by(since)
    found = connection.scalars(asked.offset((ours - 1) // 2).limit(2 - ours % 2))
    middle = [int(each) for each in found]
    return sum(middle) / len(middle) / 1000


def _settled(
    asked: Select[*Columns], low: int, high: int, lines: Collection[str]
) -> Select[*Columns]:
    """`asked` of the waits of this stretch that were settled, each with the row of what did.

    The waits of a short stretch are looked up one by one. Those of a long one are found in the
    order of what settled them, which came later than they: an index holds all that is asked, and
    the rows it leads to are read in order, in a third of the time. `+ 0` keeps a database from an
    index: SQLite would begin with all calls there are since.
    """
    asked = asked.select_from(Wait)
    asked = asked.join(_BACK, (_BACK.backwards == EVERYBODY) & (_BACK.call_id == _SETTLED))
    if high - low < LONG:
        asked = asked.where(Wait.call_id >= low, Wait.call_id < high)
    else:
        began = Wait.call_id + 0
        asked = asked.where(Wait.returned_id >= low, began >= low, began < high)
    return _on(lines, asked, low, high)


def _on(lines: Collection[str], asked: Select[*Columns], low: int, high: int) -> Select[*Columns]:
    """`asked` of those waits alone whose calls came in on one of `lines`, if there are any."""
    return asked.where(Wait.call_id.in_(came_in(lines, low, high))) if lines else asked


def _milliseconds(call_id: SQLColumnExpression[Any]) -> ColumnElement[int]:
    return call_id.bitwise_rshift(ids.BITS)
