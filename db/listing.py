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
    """The ids and calls of rows that begin with `COLUMNS`; what these do not hold is told."""
    partial = [row.id for row in rows if row.who_name is None]
    whole = dict(told(connection, partial)) if partial else {}
    return [
        (row.id, _summary(row) if row.who_name is not None else whole[row.id].summary)
        for row in rows
    ]


def _summary(row: AnyRow) -> Summary:
    """A row's `COLUMNS`, in their order: to ask for each by its name would take twice as long."""
    _, linkedid, direction, outcome, started, ended, who, who_name, *rest = row
    called, queue, rung, answered_by, wait, talk, recorded, *_ = rest
    return Summary(
        linkedid=linkedid,
        direction=Direction(direction),
        outcome=Outcome(outcome),
        started=ids.moment(started),
        ended=ids.moment(ended),
        who=who,
        who_name=who_name,
        called=called,
        queue=queue,
        rung=_numbers(rung),
        answered_by=_numbers(answered_by),
        wait=wait / 1000,
        talk=talk / 1000,
        recorded=recorded,
    )


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()
