"""A transaction as one function over a connection: what it finds, or what it changes.

How that goes is the database's business: see `db.threads` for SQLite, `db.server` for MariaDB.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.ext.asyncio import AsyncEngine

WAY = "journal_way"  # the option of an engine that says how its transactions go

P = ParamSpec("P")
Found = TypeVar("Found")
Write = Callable[[Connection], None]


class Way(Protocol):
    """How transactions of one database go."""

    async def read(self, ask: Callable[[Connection], Found]) -> Found: ...

    async def write(self, change: Callable[[Connection], Found]) -> Found: ...


async def read(
    engine: AsyncEngine,
    ask: Callable[Concatenate[Connection, P], Found],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Found:
    """What `ask` finds, all of it in one state of the journal.

    On MariaDB this goes for what SQLAlchemy runs; each message of `db.fetching` sees a state of
    its own, the newest: to begin and end a common one would be two more ways there and back.
    """
    way: Way = engine.get_execution_options()[WAY]
    return await way.read(lambda connection: ask(connection, *args, **kwargs))


async def write(
    engine: AsyncEngine,
    change: Callable[Concatenate[Connection, P], Found],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Found:
    """What `change` returns; all that it wrote is kept, or nothing where it raises.

    It may be called again, where the server took back what it wrote: nothing else may remember it.
    """
    way: Way = engine.get_execution_options()[WAY]
    return await way.write(lambda connection: change(connection, *args, **kwargs))


def execute(connection: Connection, *statements: Executable) -> None:
    """For `write`: one statement after the other."""
    for statement in statements:
        connection.execute(statement)


def written(engine: Engine, change: Callable[[Connection], Found]) -> Found:
    """What `change` returns, in a transaction of `engine`'s: for the ways themselves."""
    with engine.begin() as connection:
        return change(connection)
