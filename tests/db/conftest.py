"""The journal on each database it can live in: an SQLite file, and a real MariaDB."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

from db.calls import Calls
from db.engine import make_engine, upgrade
from db.models import Base
from tests.mariadb import MariaDB


@pytest.fixture(params=["sqlite", "mariadb"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/journal.db"
    server: MariaDB = request.getfixturevalue("mariadb")
    return server.database()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal without calls, to copy: its tables are made once."""
    path = tmp_path_factory.mktemp("blank") / "journal.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def mariadb_journal(mariadb: MariaDB) -> str:
    """One database for the session: making tables takes MariaDB longer than emptying them."""
    return mariadb.database()


@pytest.fixture(params=["sqlite", "mariadb"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A journal without calls."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/journal.db"
    else:
        url = request.getfixturevalue("mariadb_journal")
    await upgrade(url)
    engine = make_engine(url)
    async with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            await connection.execute(delete(table))
    yield engine
    await engine.dispose()


@pytest.fixture
def calls(engine: AsyncEngine) -> Calls:
    return Calls(engine)
