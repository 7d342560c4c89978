"""Calls as a list shows them, from the columns of `calls`: their legs are neither read nor told."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, SQLColumnExpression, bindparam, select

from bot.calls.model import Direction, Outcome, Summary
from bot.calls.page import Listed
from bot.calls.query import Match
from db import aftermath, ids, reading
from db.fetching import Asked
from db.models import CallNumber, CallRow
from db.search import SHAPES, Search
from db.totals import Totals

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


def walking(search: Search, size: int, *, newest_first: bool) -> Asked:
    """What to ask for the rows of `size` calls, from the newest or the oldest on; in any order."""
    asked = _walking(search.shape, newest_first=newest_first)
    return asked, search.values | {"size": size}


def entries(connection: Connection, rows: Sequence[Sequence[Any]]) -> tuple[Listed, ...]:
    """The calls of the rows of `walking`, in their order."""
    return aftermath.entries(connection, summaries(connection, rows), rows)


def totals(rows: Sequence[Sequence[Any]]) -> Totals:
    """The totals of the calls of these rows alone."""
    ended = Counter(outcome for _, _, _, outcome, *_ in rows)
    return Totals(len(rows), ended[Outcome.MISSED.value], ended[Outcome.ANSWERED.value])


def summaries(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[tuple[int, Summary]]:
    """The ids and calls of rows that begin with `COLUMNS`; what these do not hold is told."""
    shown = [(row[0], _summary(row)) for row in rows]
    partial = [call_id for call_id, call in shown if call is None]
    whole = dict(reading.told(connection, partial)) if partial else {}
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

    A number's stretch is walked in order; of many numbers the newest calls are picked first, and
    then come in any.
    MariaDB is told to walk first: while it takes `calls` for empty, as it does of a table filled
    a moment ago, it would read all of them.
    """
    there = CallNumber.call_id
    way = there.desc() if newest_first else there
    if shape.first.match is Match.EXACT:
        walked = shape.select(*COLUMNS).order_by(way).limit(bindparam("size"))
        return _with_calls(walked.select_from(CallNumber), there)
    page = shape.select(there).order_by(way).limit(bindparam("size")).subquery()
    return _with_calls(select(*COLUMNS).select_from(page), page.c.call_id)


def _with_calls(
    asked: Select[*tuple[Any, ...]], call_id: SQLColumnExpression[int]
) -> Select[*tuple[Any, ...]]:
    asked = asked.join(CallRow, CallRow.id == call_id)
    asked = asked.prefix_with("STRAIGHT_JOIN", dialect="mysql")
    return aftermath.beside(asked.with_hint(CallRow, "FORCE INDEX (PRIMARY)", "mysql"))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()
