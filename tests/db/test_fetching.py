"""Rows fetched by the driver are those that SQLAlchemy fetches."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    bindparam,
    func,
    insert,
    literal_column,
    null,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from db import facts
from db.calls import Calls
from db.chat_models import DeedRow
from db.engine import make_engine
from db.fetching import FEW, Asked, Statement, fetch, fetch_all
from db.models import CallNumber, CallRow
from db.transactions import execute, read, write
from db.wire import PREPARED
from tests.db import office

_IDS: BindParameter[int] = bindparam("ids", expanding=True, type_=Integer)
_LISTED = select(CallRow.id, CallRow.who, CallRow.who_name).where(CallRow.id.in_(_IDS))
_WAITING = CallNumber.facts.bitwise_and(facts.WAITING) != 0
_NEWEST = select(CallRow.id).order_by(CallRow.id.desc()).limit(3)
_COUNTED = union_all(
    select(func.count()).where(CallNumber.backwards == bindparam("number"), _WAITING),
    select(func.max(CallRow.id)).where(CallRow.id.in_(_IDS)),
)
_NOTED = select(DeedRow.at, DeedRow.person, DeedRow.name, DeedRow.text, null()).where(
    DeedRow.name == bindparam("name")
)

ODD = "\"quoted\" 'so' \\ and \\' %s %% {\n\t\r\x01\x7f}; -- 😀 «ё» \u2028"

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


async def test_what_is_asked_together_is_what_is_asked_apart(
    engine: AsyncEngine, calls: Calls
) -> None:
    """The first three by their own LIMIT, some in one statement already, and one with no rows."""
    await calls.save(office.week(seed=1, calls=30))
    newest = [call_id for (call_id,) in await read(engine, fetch, _NEWEST, {})]
    asked: tuple[Asked, ...] = (
        (_NEWEST, {}),
        (_COUNTED, {"ids": newest, "number": office.CLIENT}),
        (_LISTED, {"ids": newest}),
        (_NOTED, {"name": ODD}),
    )
    apart = [await read(engine, fetch, *each) for each in asked]
    together = await read(engine, fetch_all, *asked)
    assert [sorted(map(tuple, rows)) for rows in together] == [
        sorted(map(tuple, rows)) for rows in apart
    ]
    assert [len(rows) for rows in together] == [3, 2, 3, 0]


def _prepared(connection: Connection) -> int:
    found = connection.execute(text("SHOW SESSION STATUS LIKE 'Com_prepare_sql'"))
    return int(found.one()[1])


async def test_mariadb_prepares_a_statement_once_and_so_many_only(mariadb_journal: str) -> None:
    engine = make_engine(mariadb_journal)
    asked = [select(func.length(bindparam("word")), literal_column(str(n))) for n in range(70)]
    for _ in range(2):
        found = [await read(engine, fetch, each, {"word": "%s ?"}) for each in asked]
        assert [tuple(row) for (row,) in found] == [(4, n) for n in range(70)]
    assert await read(engine, _prepared) == PREPARED
    await engine.dispose()


async def test_mysql_is_sent_each_statement_itself(
    mariadb_journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(connection: Connection) -> tuple[str, int]:
        monkeypatch.setattr(connection.dialect, "is_mariadb", False)
        asked = select(func.concat(bindparam("word"), "%s ?"))
        ((found,),) = fetch(connection, asked, {"word": ODD})
        return found, _prepared(connection)

    engine = make_engine(mariadb_journal)
    assert await read(engine, ask) == (f"{ODD}%s ?", 0)
    await engine.dispose()


async def test_words_come_as_they_went(engine: AsyncEngine) -> None:
    deed = {"client": "5", "at": 1 << 62, "person": -7, "kind": "note", "about": 0}
    await write(engine, execute, insert(DeedRow).values(**deed, name=ODD, text=ODD))
    fetched, executed = await read(engine, _both, _NOTED, {"name": ODD})
    assert fetched == executed == [(1 << 62, -7, ODD, ODD, None)]
