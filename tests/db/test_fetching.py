"""Rows fetched by the driver are those that SQLAlchemy fetches."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import BindParameter, Connection, Integer, bindparam, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from db import facts
from db.calls import Calls
from db.fetching import FEW, Statement, fetch
from db.models import CallNumber, CallRow
from db.transactions import read
from tests.db import office

_IDS: BindParameter[int] = bindparam("ids", expanding=True, type_=Integer)
_LISTED = select(CallRow.id, CallRow.who, CallRow.who_name).where(CallRow.id.in_(_IDS))
_WAITING = CallNumber.facts.bitwise_and(facts.WAITING) != 0
_NEWEST = select(CallRow.id).order_by(CallRow.id.desc()).limit(3)
_COUNTED = union_all(
    select(func.count()).where(CallNumber.number == bindparam("number"), _WAITING),
    select(func.max(CallRow.id)).where(CallRow.id.in_(_IDS)),
)

Rows = Sequence[tuple[Any, ...]]


def _both(connection: Connection, asked: Statement, values: dict[str, Any]) -> tuple[Rows, Rows]:
    """The rows as the driver gives them, and as SQLAlchemy does."""
    fetched = [tuple(row) for row in fetch(connection, asked, values)]
    return fetched, [tuple(row) for row in connection.execute(asked, values)]


@pytest.mark.parametrize("many", [0, 1, 6, FEW + 1])
async def test_rows_are_those_of_sqlalchemy(engine: AsyncEngine, calls: Calls, many: int) -> None:
    await calls.save(office.week(1, 30))
    newest = await read(engine, fetch, _NEWEST, {})
    ids = [call_id for (call_id,) in newest] * FEW
    for asked, values, found in (
        (_NEWEST, {}, 3),
        (_LISTED, {"ids": ids[:many]}, min(many, 3)),
        (_COUNTED, {"ids": ids[:many], "number": office.CLIENT}, 2),
    ):
        fetched, executed = await read(engine, _both, asked, values)
        assert fetched == executed
        assert len(fetched) == found
