"""A transaction as one function over a connection: what it finds, or what it changes.

aiosqlite hops to a thread and back four times a statement, half a millisecond in all, which is
more than most statements take. So on SQLite a transaction as a whole is one hop: questions side by
side, changes one after the other, as SQLite wants them, so that none waits for a lock in a thread
that questions need.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # reading goes on while somebody writes
    "PRAGMA synchronous = NORMAL",  # a power cut may cost the last batch, which is read again
    "PRAGMA busy_timeout = 30000",
    "PRAGMA cache_size = -8192",  # 8 MB a connection
    "PRAGMA wal_autocheckpoint = 8000",  # 32 MB: what many batches change is written back once
)
LITTLE = ("PRAGMA cache_size = -2048",)  # the system keeps the file's pages anyway
READ_ONLY = ("PRAGMA query_only = ON",)
WRITING, THREADS = "journal_writing", "journal_threads"
READERS = 4  # connections kept; more do not read faster under one interpreter lock

P = ParamSpec("P")
Found = TypeVar("Found")
Write = Callable[[Connection], None]


async def read(
    engine: AsyncEngine,
    ask: Callable[Concatenate[Connection, P], Found],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Found:
    """What `ask` finds, all of it in one state of the journal."""
    threads: Threads | None = engine.get_execution_options().get(THREADS)
    if threads:
        return await threads.read(lambda connection: ask(connection, *args, **kwargs))
    async with engine.connect() as connection:
        return await connection.run_sync(ask, *args, **kwargs)


async def write(
    engine: AsyncEngine,
    change: Callable[Concatenate[Connection, P], Found],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Found:
    """What `change` returns; all that it wrote is kept, or nothing where it raises."""
    threads: Threads | None = engine.get_execution_options().get(THREADS)
    if threads:
        return await threads.write(lambda connection: change(connection, *args, **kwargs))
    async with engine.begin() as connection:
        return await connection.run_sync(change, *args, **kwargs)


def execute(connection: Connection, *statements: Executable) -> None:
    """For `write`: one statement after the other."""
    for statement in statements:
        connection.execute(statement)


class Threads:
    """An SQLite file's connections that are used from threads."""

    def __init__(self, address: URL) -> None:
        address = address.set(drivername="sqlite")
        self._reader = create_engine(address, pool_size=READERS, max_overflow=-1)
        self._writer = create_engine(address, pool_size=1)
        self._turn = ThreadPoolExecutor(1, thread_name_prefix="journal")
        _on_connect(self._reader, (*PRAGMAS, *LITTLE, *READ_ONLY))
        event.listen(self._reader, "checkout", _snapshot)
        prepare(self._writer)
        self._writer.update_execution_options(**{WRITING: True})

    async def read(self, ask: Callable[[Connection], Found]) -> Found:
        return await asyncio.to_thread(_asked, self._reader, ask)

    async def write(self, change: Callable[[Connection], Found]) -> Found:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turn, _written, self._writer, change)

    def close(self, _engine: Engine) -> None:
        """Give back all connections; what is being written is written first."""
        self._turn.shutdown()
        self._reader.dispose()
        self._writer.dispose()


def prepare(engine: Engine) -> None:
    """Let an SQLite engine's transactions begin when they say so."""
    _on_connect(engine, PRAGMAS)
    event.listen(engine, "begin", _begin)


def _asked(engine: Engine, ask: Callable[[Connection], Found]) -> Found:
    with engine.connect() as connection:
        return ask(connection)


def _written(engine: Engine, change: Callable[[Connection], Found]) -> Found:
    with engine.begin() as connection:
        return change(connection)


def _on_connect(engine: Engine, pragmas: Sequence[str]) -> None:
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine, "connect", set_up)


def _snapshot(connection: Any, *_: object) -> None:
    """Who takes a connection to read sees one state of the journal until he gives it back.

    Said to the driver itself, which costs a third of SQLAlchemy's own way.
    """
    connection.execute("BEGIN")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
