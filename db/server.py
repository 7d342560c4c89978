"""How transactions go on MariaDB: where they are, each statement over aiomysql."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from db.transactions import Found, written

CONNECTIONS = 16  # of those who read; a server lets 150 in unless told otherwise
HOUR = 3600  # seconds; a server lets a connection be idle for eight, unless told otherwise
DEADLOCK, TRIES = 1213, 3  # ER_LOCK_DEADLOCK


class Server:
    """A MariaDB's connections; a writer's is asked whether it still lives before it is used.

    A reader's stays open, as of SQLite's file: to take one from a pool and give it back takes a
    twentieth of a question. It is used unasked, which spares a way to the server and back. Where
    the server had closed it (a restart, a connection idle for too long), the question is asked once
    more, over a writer's. A change is not: nobody knows how far it went. But one that was in
    another's way (a deadlock) is made again, for the server has taken all of it back.
    """

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader, self._writer = reader.sync_engine, writer.sync_engine
        self._idle: list[tuple[float, Connection]] = []  # and when each was opened
        self._turns = asyncio.Semaphore(CONNECTIONS)
        event.listen(self._reader, "begin", _start)
        event.listen(self._reader, "rollback", _end)

    async def read(self, ask: Callable[[Connection], Found]) -> Found:
        try:
            async with self._turns:
                return await greenlet_spawn(self._asked, ask)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return await greenlet_spawn(_asked, self._writer, ask)

    async def write(self, change: Callable[[Connection], Found]) -> Found:
        for _ in range(TRIES - 1):
            try:
                return await greenlet_spawn(written, self._writer, change)
            except DBAPIError as error:
                if not (error.orig and error.orig.args[:1] == (DEADLOCK,)):
                    raise
        return await greenlet_spawn(written, self._writer, change)

    def close(self, _engine: Engine) -> None:
        """Give back the readers' connections, as the writer's are."""
        while self._idle:
            self._idle.pop()[1].close()

    def _asked(self, ask: Callable[[Connection], Found]) -> Found:
        """What `ask` finds; a connection over which something failed is not used again."""
        opened, connection = self._open()
        try:
            found = ask(connection)
            if connection.in_transaction():
                connection.rollback()
        except BaseException:  # a reply that nobody waits for any more, too
            connection.invalidate()
            connection.close()
            raise
        self._idle.append((opened, connection))
        return found

    def _open(self) -> tuple[float, Connection]:
        """The connection used last, or a new one, and when it was opened."""
        while self._idle:
            opened, connection = self._idle.pop()
            if time.monotonic() < opened + HOUR:
                return opened, connection
            connection.close()
        return time.monotonic(), self._reader.connect()


def _asked(engine: Engine, ask: Callable[[Connection], Found]) -> Found:
    with engine.connect() as connection:
        return ask(connection)


def _start(connection: Connection) -> None:
    """Readers' connections begin nothing by themselves, so that most need not end it."""
    connection.exec_driver_sql("START TRANSACTION")


def _end(connection: Connection) -> None:
    if not connection.invalidated:
        driver: Any = connection.connection.dbapi_connection
        driver.rollback()
