"""How transactions go on SQLite: each as one hop to a thread.

aiosqlite hops to a thread and back four times a statement, half a millisecond in all, which is
more than most statements take. So a transaction as a whole is one hop: questions side by side,
changes one after the other, as SQLite wants them, so that none waits for a lock in a thread that
questions need.
"""

import asyncio
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
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

_Asked = tuple[Callable[[Connection], Any], AbstractEventLoop, Future[Any]]


class Threads:
    """An SQLite file's connections that are used from threads of its own.

    In those of everybody a question would wait for pictures, legs and slow folders of recordings.
    """

    def __init__(self, address: URL) -> None:
        address = address.set(drivername="sqlite")
        reader = create_engine(address, poolclass=NullPool)
        self._writer = create_engine(address, pool_size=1)
        self._turn = ThreadPoolExecutor(1, thread_name_prefix="journal-writer")
        self._turns = asyncio.Semaphore(READERS)
        self._readers = [_Reader(reader) for _ in range(READERS)]
        self._idle = [*self._readers]
        _on_connect(reader, (*PRAGMAS, *LITTLE, *READ_ONLY))
        prepare(self._writer)
        self._writer.update_execution_options(**{WRITING: True})

    async def read(self, ask: Callable[[Connection], Found]) -> Found:
        async with self._turns:
            reader = self._idle.pop()  # the one used last: what it has read lies at hand
            try:
                return await reader.read(ask)
            finally:
                self._idle.insert(0 if reader.busy else len(self._idle), reader)

    async def write(self, change: Callable[[Connection], Found]) -> Found:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turn, written, self._writer, change)

    def close(self, _engine: Engine) -> None:
        """Give back all connections; what is being read and written is done first."""
        self._turn.shutdown()
        self._writer.dispose()
        self._idle.clear()
        for reader in self._readers:
            reader.close()


class _Reader(Thread):
    """A connection, which stays open, and the one thread that it is used from.

    A bot that wakes up for a question pays for all that it touches: a pool of threads took 75 to
    166 microseconds to get there and back, this one 30 to 56. Threads that wait for the same
    questions also wake each other, to look into an empty queue.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="journal-reader", daemon=True)
        self._left = 0  # to answer, to those too who have stopped waiting
        self._engine = engine
        self._connection: Connection | None = None
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()

    @property
    def busy(self) -> bool:
        return self._left > 0

    async def read(self, ask: Callable[[Connection], Found]) -> Found:
        if not self.is_alive():
            self.start()  # once, says Thread: of a closed one nobody waits for an answer
        loop = asyncio.get_running_loop()
        found: Future[Found] = loop.create_future()
        self._left += 1
        self._asked.put((ask, loop, found))
        return await found

    def close(self) -> None:
        """Let what is being read be done, and give the connection back."""
        self._asked.put(None)
        if self.ident is not None:
            self.join()

    def run(self) -> None:
        while asked := self._asked.get():
            self._answer(*asked)
            del asked  # and what was found
        if self._connection:
            self._connection.close()

    def _answer(
        self, ask: Callable[[Connection], Any], loop: AbstractEventLoop, found: Future[Any]
    ) -> None:
        said: tuple[Callable[[Any], None], Any]
        try:
            self._connection = self._connection or self._engine.connect()
            said = found.set_result, _found(self._connection, ask)
        except Exception as error:  # noqa: BLE001 - it is told to whoever asked
            said = found.set_exception, error
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(self._tell, found, *said)

    def _tell(self, found: Future[Any], say: Callable[[Any], None], what: object) -> None:
        self._left -= 1
        if not found.done():  # as that of a cancelled question is
            say(what)


def _found(connection: Connection, ask: Callable[[Connection], Found]) -> Found:
    """What `ask` finds in one state of the journal, begun and ended by the driver itself."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("BEGIN")
    try:
        return ask(connection)
    finally:
        if connection.in_transaction():  # of SQLAlchemy's, which knows nothing of this one
            connection.rollback()
        driver.rollback()


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
