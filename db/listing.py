"""Calls as a list shows them, from the columns of `calls`: their legs are neither read nor told."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from bot.calls.codec import legs_from_json
from bot.calls.grouping import tell
from bot.calls.model import Call, Direction, Outcome, Summary
from db import ids
from db.models import CallRow

AnyRow = Row[*tuple[Any, ...]]

COLUMNS = (
    CallRow.id,
    CallRow.linkedid,
    CallRow.direction,
    CallRow.outcome,
    CallRow.started,
    CallRow.ended,
    CallRow.who,
    CallRow.who_name,
    CallRow.called,
    CallRow.queue,
    CallRow.rung,
    CallRow.answered_by,
    CallRow.wait,
    CallRow.talk,
    CallRow.recorded,
)
_CALLS: BindParameter[int] = bindparam("calls", expanding=True)
_LISTED = select(*COLUMNS).where(CallRow.id.in_(_CALLS)).order_by(CallRow.id.desc())
_LEGS = select(CallRow.id, CallRow.legs).where(CallRow.id.in_(_CALLS)).order_by(CallRow.id.desc())


def listed(connection: Connection, wanted: Collection[int]) -> list[tuple[int, Summary]]:
    """The calls with these ids as lists show them, newest first."""
    return summaries(connection, connection.execute(_LISTED, {"calls": list(wanted)}).all())


def told(connection: Connection, wanted: Collection[int]) -> list[tuple[int, Call]]:
    """The calls with these ids told whole from their legs, newest first."""
    found = connection.execute(_LEGS, {"calls": list(wanted)})
    return [(row.id, tell(legs_from_json(row.legs))) for row in found]


def summaries(connection: Connection, rows: Sequence[AnyRow]) -> list[tuple[int, Summary]]:
    """The ids and calls of rows that have `COLUMNS`; one that does not hold all of it is told."""
    partial = [row.id for row in rows if row.who_name is None]
    whole = dict(told(connection, partial)) if partial else {}
    return [
        (row.id, _summary(row) if row.who_name is not None else whole[row.id].summary)
        for row in rows
    ]


def _summary(row: AnyRow) -> Summary:
    return Summary(
        linkedid=row.linkedid,
        direction=Direction(row.direction),
        outcome=Outcome(row.outcome),
        started=ids.moment(row.started),
        ended=ids.moment(row.ended),
        who=row.who,
        who_name=row.who_name,
        called=row.called,
        queue=row.queue,
        rung=_numbers(row.rung),
        answered_by=_numbers(row.answered_by),
        wait=row.wait / 1000,
        talk=row.talk / 1000,
        recorded=row.recorded,
    )


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()
