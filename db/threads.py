"""How transactions go on SQLite: each as one hop to a thread.

aiosqlite hops to a thread and back four times a statement, half a millisecond in all, which is
more than most statements take. So a transaction as a whole is one hop: questions side by side,
changes one after the other, as SQLite wants them, so that none waits for a lock in a thread that
questions need.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from db.transactions import Found, written

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # reading goes on while somebody writes
    "PRAGMA synchronous = NORMAL",  # a power cut may cost the last batch, which is read again
    "PRAGMA busy_timeout = 30000",
    "PRAGMA cache_size = -8192",  # 8 MB a connection
    "PRAGMA wal_autocheckpoint = 8000",  # 32 MB: what many batches change is written back once
)
LITTLE = ("PRAGMA cache_size = -2048",)  # the system keeps the file's pages anyway
READ_ONLY = ("PRAGMA query_only = ON",)
READERS = 4  # at a time; a question takes a millisecond
WRITING = "journal_writing"


class Threads:
    """An SQLite file's connections that are used from threads of its own.

    In those of everybody a question would wait for pictures, legs and slow folders of recordings.
    A reader's stays open and is not given back to a pool after each question, which takes a bot
    that wakes up for it longer than a statement does. The one used last comes first: what it has
    read lies at hand.
    """

    def __init__(self, address: URL) -> None:
        address = address.set(drivername="sqlite")
        self._reader = create_engine(address, poolclass=NullPool)
        self._idle: list[Connection] = []
        self._writer = create_engine(address, pool_size=1)
        self._turn = ThreadPoolExecutor(1, thread_name_prefix="journal-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="journal-reader")
        _on_connect(self._reader, (*PRAGMAS, *LITTLE, *READ_ONLY))
        prepare(self._writer)
        self._writer.update_execution_options(**{WRITING: True})

    async def read(self, ask: Callable[[Connection], Found]) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._asked, ask)

    async def write(self, change: Callable[[Connection], Found]) -> Found:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turn, written, self._writer, change)

    def close(self, _engine: Engine) -> None:
        """Give back all connections; what is being read and written is done first."""
        for threads in (self._readers, self._turn):
            threads.shutdown()
        while self._idle:
            self._idle.pop().close()
        self._writer.dispose()

    def _asked(self, ask: Callable[[Connection], Found]) -> Found:
        """What `ask` finds in one state of the journal, begun and ended by the driver itself."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._reader.connect()
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN")
        try:
            return ask(connection)
        finally:
            if connection.in_transaction():  # of SQLAlchemy's, which knows nothing of this one
                connection.rollback()
            driver.rollback()
            self._idle.append(connection)


def prepare(engine: Engine) -> None:
    """Let an SQLite engine's transactions begin when they say so."""
    _on_connect(engine, PRAGMAS)
    event.listen(engine, "begin", _begin)


def _on_connect(engine: Engine, pragmas: Sequence[str]) -> None:
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine, "connect", set_up)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
