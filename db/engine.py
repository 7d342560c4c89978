"""The journal's database: its address, its connections, and bringing its tables up to date.

SQLite lives in one file beside the bot; MySQL and MariaDB are reached by `DATABASE_URL`. Every
transaction begins when it says so, on SQLite too: a reader sees one state of the journal from
its first question to its last, and a writer never loses what it has read to another writer.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BotError
from db.transactions import THREADS, Threads, prepare

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "mysql": "mysql+aiomysql",
    "mariadb": "mysql+aiomysql",
}
VERSIONS = Path(__file__).parent / "migrations" / "versions"


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
            if await connection.run_sync(_stored) != (newest() if revision == "head" else revision):
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
    return engine.execution_options(**{THREADS: threads})


def _make_room(address: URL) -> None:
    try:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BotError("database-away", url=str(address), reason=str(error)) from None
