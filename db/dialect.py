"""Writing many rows: as they are, or changing those that are there already.

The latter is the one sentence that SQLite and MySQL say differently.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert

from db.models import Base


def upsert(connection: AsyncConnection, model: type[Base], *columns: str) -> Insert:
    """Insert into the table; where the key is there already, replace `columns`."""
    return _insert(connection, model, lambda _column, new: new, columns)


def add(connection: AsyncConnection, model: type[Base], *columns: str) -> Insert:
    """Insert into the table; where the key is there already, add to `columns`."""
    return _insert(connection, model, lambda column, new: column + new, columns)


async def put(
    connection: AsyncConnection, model: type[Base], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert `rows`, whose values are in the order of the table's columns.

    The driver gets them as they are: preparing every value costs more than writing it.
    """
    if rows:
        sql = str(insert(model).compile(dialect=connection.dialect))
        await connection.exec_driver_sql(sql, rows)


def _insert(
    connection: AsyncConnection, model: type[Base], change: Any, columns: tuple[str, ...]
) -> Insert:
    table = cast("Table", model.__table__)
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(table)
        new = {name: change(table.c[name], lite.excluded[name]) for name in columns}
        return lite.on_conflict_do_update(index_elements=list(table.primary_key), set_=new)
    my = mysql.insert(table)
    return my.on_duplicate_key_update(
        {name: change(table.c[name], my.inserted[name]) for name in columns}
    )
