"""The migrations lead up and down again, and to the very tables the models describe."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from db import migrations
from db.engine import make_engine, upgrade
from db.models import Base

FOLDER = Path(migrations.__file__).parent / "versions"
REVISIONS = sorted(path.name[:4] for path in FOLDER.glob("[0-9]*.py"))


async def test_each_step_can_be_taken_up_and_down(url: str) -> None:
    for revision in REVISIONS:
        await upgrade(url, revision)
        await upgrade(url, "-1")
        await upgrade(url, revision)


async def test_nothing_is_left_at_the_bottom(url: str) -> None:
    await upgrade(url)
    await upgrade(url, "base")
    engine = make_engine(url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_tables) == ["alembic_version"]
    await engine.dispose()


async def test_the_top_is_what_the_models_say(url: str) -> None:
    await upgrade(url)
    engine = make_engine(url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))
