"""The journal's database: its address, its connections, and bringing its tables up to date.

SQLite lives in one file beside the bot; MySQL and MariaDB are reached by `DATABASE_URL`. Every
transaction begins when it says so, on SQLite too: a reader sees one state of the journal (see
`db.transactions.read`), and a writer never loses what it has read to another writer.
"""

import logging
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BotError
from db.server import HOUR, Server
from db.threads import Threads, prepare
from db.transactions import WAY

log = logging.getLogger(__name__)

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "mysql": "mysql+aiomysql",
    "mariadb": "mysql+aiomysql",
}
ONE_STATE = "REPEATABLE READ"
READ_ONLY = f"SET SESSION TRANSACTION ISOLATION LEVEL {ONE_STATE}, READ ONLY"
VERSIONS = Path(__file__).parent / "migrations" / "versions"


def make_engine(url: str) -> AsyncEngine:
    """Connections to the database at `url`; the folder of an SQLite file is made.

    Raises BotError `database-url-wrong` for an address that names no database we know, and
    `database-away` where that folder cannot be.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return _mariadb(address.update_query_dict({"charset": "utf8mb4"}))


async def upgrade(url: str, revision: str = "head") -> None:
    """Bring the tables at `url` up to date (or to `revision`).

    Raises BotError `database-away` with the server's own words, never with the password.
    """
    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            stored = await connection.run_sync(_stored)
            if stored != (newest() if revision == "head" else revision):
                if stored:
                    log.info("Bringing the journal's tables up to date: a minute a million calls")
                await connection.run_sync(_migrate, revision)
            await connection.commit()
    except (DBAPIError, OSError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        raise BotError("database-away", url=str(engine.url), reason=reason) from error
    finally:
        await engine.dispose()


def newest() -> str:
    """The revision that a journal up to date is at."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


def _stored(connection: Connection) -> str | None:
    """The revision the tables are at; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _migrate(connection: Connection, revision: str) -> None:
    from db.migrations.climbing import climb  # noqa: PLC0415 - a tenth of the start

    climb(connection, revision)


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
    engine, threads = create_async_engine(address), Threads(address)
    prepare(engine.sync_engine)
    event.listen(engine.sync_engine, "engine_disposed", threads.close)
    return engine.execution_options(**{WAY: threads})


def _mariadb(address: URL) -> AsyncEngine:
    """Readers are in no transaction unless they begin one: most need not end one either."""
    reader = create_async_engine(
        address,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        connect_args={"init_command": READ_ONLY},
    )
    writer = create_async_engine(
        address, pool_recycle=HOUR, isolation_level=ONE_STATE, pool_pre_ping=True
    )
    server = Server(reader, writer)
    event.listen(writer.sync_engine, "engine_disposed", server.close)
    return writer.execution_options(**{WAY: server})


def _make_room(address: URL) -> None:
    try:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BotError("database-away", url=str(address), reason=str(error)) from None
