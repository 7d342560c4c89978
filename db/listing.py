"""Calls as a list shows them, from the columns of `calls`: their legs are neither read nor told."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from bot.calls.codec import legs_from_json
from bot.calls.grouping import tell
from bot.calls.model import Call, Direction, Outcome, Summary
from db import ids
from db.fetching import Asked, fetch
from db.models import CallNumber, CallRow
from db.search import SHAPES, Search

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
_LEGS = select(CallRow.id, CallRow.legs).where(CallRow.id.in_(_CALLS)).order_by(CallRow.id.desc())


def walking(search: Search, size: int, *, newest_first: bool) -> Asked:
    """What to ask for the `COLUMNS` of `size` calls, from the newest or the oldest on."""
    asked = _walking(search.shape, newest_first=newest_first)
    return asked, search.values | {"size": size}


def told(connection: Connection, wanted: Collection[int]) -> list[tuple[int, Call]]:
    """The calls with these ids told whole from their legs, newest first."""
    found = fetch(connection, _LEGS, {"calls": list(wanted)})
    return [(call_id, tell(legs_from_json(legs))) for call_id, legs in found]


def summaries(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[tuple[int, Summary]]:
    """The ids and calls of rows that begin with `COLUMNS`; what these do not hold is told."""
    shown = [(row[0], _summary(row)) for row in rows]
    partial = [call_id for call_id, call in shown if call is None]
    whole = dict(told(connection, partial)) if partial else {}
    return [(call_id, call or whole[call_id].summary) for call_id, call in shown]


def _summary(row: Sequence[Any]) -> Summary | None:
    """What a row's `COLUMNS` tell; None where these do not hold it."""
    _, linkedid, direction, outcome, started, ended, who, who_name, *rest = row
    called, queue, rung, answered_by, wait, talk, recorded, *_ = rest
    if who_name is None:
        return None
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


@lru_cache(SHAPES)
def _walking(shape: Search, *, newest_first: bool) -> Select[*tuple[Any, ...]]:
    """Made once for all questions of a shape; no OFFSET, a page goes on from an id.

    MariaDB is told to walk first: while it takes `calls` for empty, as it does of a table filled
    a moment ago, it would read all of them.
    """
    there, here = CallNumber.call_id, CallRow.id
    way = there.desc() if newest_first else there
    page = shape.select(there).order_by(way).limit(bindparam("size")).subquery()
    asked = select(*COLUMNS).select_from(page).join(CallRow, page.c.call_id == here)
    asked = asked.prefix_with("STRAIGHT_JOIN", dialect="mysql")
    asked = asked.with_hint(CallRow, "FORCE INDEX (PRIMARY)", "mysql")
    return asked.order_by(here.desc() if newest_first else here)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()
