"""The journal's database: its address, its connections, and bringing its tables up to date.

SQLite lives in one file beside the bot; MySQL and MariaDB are reached by `DATABASE_URL`. Every
transaction begins when it says so, on SQLite too: a reader sees one state of the journal from
its first question to its last, and a writer never loses what it has read to another writer.
"""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BotError

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "mysql": "mysql+aiomysql",
    "mariadb": "mysql+aiomysql",
}
PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # reading goes on while somebody writes
    "PRAGMA synchronous = NORMAL",  # a power cut may cost the last batch, which is read again
    "PRAGMA busy_timeout = 30000",
    "PRAGMA cache_size = -8192",  # 8 MB a connection
)
READ_ONLY = (
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -2048",  # 2 MB a reader: the system keeps the file's pages anyway
)
WRITING, READER = "journal_writing", "journal_reader"
READERS = 4  # connections kept; more do not read faster under one interpreter lock

P = ParamSpec("P")
Found = TypeVar("Found")


def make_engine(url: str) -> AsyncEngine:
    """Connections to the database at `url`; the folder of an SQLite file is made.

    Raises BotError `database-url-wrong` for an address that names no database we know, and
    `database-away` where that folder cannot be.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return create_async_engine(
        address.update_query_dict({"charset": "utf8mb4"}),
        pool_pre_ping=True,
        pool_recycle=3600,
        isolation_level="REPEATABLE READ",
    )


async def upgrade(url: str, revision: str = "head") -> None:
    """Bring the tables at `url` up to date (or to `revision`).

    Raises BotError `database-away` with the server's own words, never with the password.
    """
    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(migrate, revision)
            await connection.commit()
    except (DBAPIError, OSError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        raise BotError("database-away", url=str(engine.url), reason=reason) from error
    finally:
        await engine.dispose()


def migrate(connection: Connection, revision: str) -> None:
    """Climb to `revision`, or down to it, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    down = revision == "base" or revision.startswith("-")
    (command.downgrade if down else command.upgrade)(config, revision)


async def read(
    engine: AsyncEngine,
    ask: Callable[Concatenate[Connection, P], Found],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Found:
    """What `ask` finds on a connection of its own, in one state of the journal.

    aiosqlite hops to its thread and back four times a statement, half a millisecond in all, which
    is more than most questions take. So on SQLite `ask` as a whole is one hop.
    """
    reader: Engine | None = engine.get_execution_options().get(READER)
    if reader is not None:

        def at_once() -> Found:
            with reader.connect() as connection:
                return ask(connection, *args, **kwargs)

        return await asyncio.to_thread(at_once)
    async with engine.connect() as connection:
        return await connection.run_sync(ask, *args, **kwargs)


def writing(engine: AsyncEngine) -> AsyncEngine:
    """The same connections for transactions that write: they take their turn when they begin."""
    return engine.execution_options(**{WRITING: True})


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        driver = DRIVERS[address.get_backend_name()]
    except (ArgumentError, KeyError, ValueError):  # no URL, no such server, a port that is none
        raise BotError("database-url-wrong") from None
    return address.set(drivername=driver)


def _sqlite(address: URL) -> AsyncEngine:
    if address.database and address.database != ":memory:":
        _make_room(address)
    engine = create_async_engine(address)
    reader = create_engine(address.set(drivername="sqlite"), pool_size=READERS, max_overflow=-1)
    for each in (engine.sync_engine, reader):
        event.listen(each, "connect", _on_connect)
        event.listen(each, "begin", _on_begin)
    event.listen(reader, "connect", _on_reader)
    event.listen(engine.sync_engine, "engine_disposed", lambda _: reader.dispose())
    return engine.execution_options(**{READER: reader})


def _make_room(address: URL) -> None:
    try:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BotError("database-away", url=str(address), reason=str(error)) from None


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_on_begin` does
    _execute(connection, PRAGMAS)


def _on_reader(connection: Any, _record: object) -> None:
    _execute(connection, READ_ONLY)


def _execute(connection: Any, pragmas: Sequence[str]) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
