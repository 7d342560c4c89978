"""Writing many rows: as they are, or changing those that are there already.

The latter is the one sentence that SQLite and MySQL say differently.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.sql.dml import Insert

from db.models import Base

Rows = Sequence[tuple[object, ...]]

# As the drivers want their parameters: `?` and `%s`.
_DIALECTS = {
    "sqlite": sqlite.dialect(paramstyle="qmark"),
    "mysql": mysql.dialect(paramstyle="format"),
}


def merge(
    connection: Connection,
    model: type[Base],
    rows: dict[str, Any] | list[dict[str, Any]],
    *columns: str,
) -> None:
    """Insert `rows`; where the key is there already, replace `columns`."""
    connection.execute(_upsert(connection.dialect.name, model, columns, adds=False), rows)


def put(connection: Connection, model: type[Base], rows: Rows) -> None:
    """Insert `rows`, whose values are in the order of the table's columns.

    The driver gets them as they are: preparing every value costs more than writing it.
    """
    _put(connection, _sql(connection.dialect.name, model), rows)


def put_new(connection: Connection, model: type[Base], rows: Rows) -> None:
    """As `put`; where the key is there already, leave the row, and its page, as they are."""
    _put(connection, _insert_new(connection.dialect.name, model), rows)


def put_over(connection: Connection, model: type[Base], rows: Rows, *columns: str) -> None:
    """As `put`; where the key is there already, replace `columns`."""
    _put(connection, _sql(connection.dialect.name, model, columns), rows)


def put_onto(connection: Connection, model: type[Base], rows: Rows, *columns: str) -> None:
    """As `put`; where the key is there already, add to `columns`."""
    _put(connection, _sql(connection.dialect.name, model, columns, adds=True), rows)


def take(connection: Connection, model: type[Base], keys: Rows) -> None:
    """Delete the rows with these primary keys, in the order of its columns.

    One by one: of many pairs in one statement SQLite looks for each by reading the whole table.
    """
    _put(connection, _delete(connection.dialect.name, model), keys)


def _put(connection: Connection, sql: str, rows: Rows) -> None:
    if rows:
        connection.exec_driver_sql(sql, list(rows))


@cache
def _sql(
    dialect: str, model: type[Base], columns: tuple[str, ...] = (), *, adds: bool = False
) -> str:
    write = _upsert(dialect, model, columns, adds=adds) if columns else insert(model)
    return str(write.compile(dialect=_DIALECTS[dialect]))


@cache
def _insert_new(dialect: str, model: type[Base]) -> str:
    table = cast("Table", model.__table__)
    if dialect == "sqlite":
        return str(
            sqlite.insert(table).on_conflict_do_nothing().compile(dialect=_DIALECTS[dialect])
        )
    key = next(iter(table.primary_key))  # MySQL says so by changing nothing
    same = mysql.insert(table).on_duplicate_key_update({key.name: key})
    return str(same.compile(dialect=_DIALECTS[dialect]))


@cache
def _delete(dialect: str, model: type[Base]) -> str:
    table = cast("Table", model.__table__)
    where = (column == bindparam(column.name) for column in table.primary_key)
    return str(delete(table).where(*where).compile(dialect=_DIALECTS[dialect]))


@cache
def _upsert(dialect: str, model: type[Base], columns: tuple[str, ...], *, adds: bool) -> Insert:
    table = cast("Table", model.__table__)

    def change(name: str, new: ColumnElement[object]) -> ColumnElement[object]:
        return table.c[name] + new if adds else new

    if dialect == "sqlite":
        lite = sqlite.insert(table)
        new = {name: change(name, lite.excluded[name]) for name in columns}
        return lite.on_conflict_do_update(index_elements=list(table.primary_key), set_=new)
    my = mysql.insert(table)
    return my.on_duplicate_key_update({name: change(name, my.inserted[name]) for name in columns})
