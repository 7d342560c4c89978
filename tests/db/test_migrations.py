"""The migrations lead up and down again, and to the very tables the models describe."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from bot.calls.case import Deed, DeedKind
from db.calls import Calls
from db.deeds import Deeds
from db.engine import VERSIONS, make_engine, newest, upgrade
from db.models import Base, BlockTally
from db.transactions import read
from tests.db import office
from tests.db.office import CLIENT, MONDAY, went_out
from tests.db.test_save import contents

REVISIONS = sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


async def test_each_step_can_be_taken_up_and_down(url: str) -> None:
    for revision in REVISIONS:
        await upgrade(url, revision)
        await upgrade(url, "-1")
        await upgrade(url, revision)


def test_the_newest_is_where_alembic_would_climb_to() -> None:
    assert newest() == ScriptDirectory(str(VERSIONS.parent)).get_current_head()


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


async def test_sqlite_keeps_no_index_beside_the_calls(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/journal.db"
    await upgrade(url)
    engine = make_engine(url)
    kept = await read(engine, lambda it: it.exec_driver_sql("PRAGMA index_list('calls')").all())
    await engine.dispose()
    assert kept == []


async def test_blocks_are_tallied_of_calls_that_were_there_before_them(url: str) -> None:
    await upgrade(url)
    engine = make_engine(url)
    await Calls(engine).save(office.months(seed=3, calls=60))
    learnt = await read(engine, _blocks)
    await upgrade(url, f"-{len(REVISIONS) - REVISIONS.index('0005') - 1}")
    await upgrade(url)
    found = await read(engine, _blocks)
    await engine.dispose()
    assert found == learnt
    assert len({block for _, block, _, _ in found}) > 2


async def test_a_journal_of_before_becomes_what_would_be_learnt_today(url: str) -> None:
    """A client who calls more often than anybody else among the rest of a few months."""
    await upgrade(url)
    engine = make_engine(url)
    calls, legs = Calls(engine), office.months(seed=3, calls=80)
    often = (went_out(n, MONDAY + timedelta(minutes=n), "201", CLIENT) for n in range(100, 4500))
    await calls.save([*legs, *often])
    note = Deed(client=CLIENT, kind=DeedKind.NOTE, at=MONDAY, about=0, text="счёт")
    for deed in (note, replace(note, at=MONDAY + timedelta(1), text="оплачен")):
        await Deeds(engine).add(deed)
    learnt = await contents(engine)
    assert set(learnt["often"]) == {("44738255297",), ("44738255297\x7f102",)}
    await upgrade(url, f"-{len(REVISIONS) - REVISIONS.index('0007') - 1}")
    await upgrade(url)
    assert await contents(engine) == learnt
    await engine.dispose()


@pytest.mark.parametrize(
    ("at", "far", "left"),
    [
        ("0007", "0007", ("new_numbers", "took_part", "often")),
        ("0007", "0008", ("old_numbers", "old_tallies")),
        ("0008", "0009", ("turned", "ordered")),
        ("0009", "0009", ("latest_notes",)),
    ],
)
async def test_an_update_that_was_cut_off_begins_anew_or_ends(
    url: str, at: str, far: str, left: tuple[str, ...]
) -> None:
    """MariaDB keeps the tables it has made by then; the revision is written down last."""
    await upgrade(url, far)
    engine = make_engine(url)
    async with engine.begin() as connection:
        for table in left:
            await connection.execute(text(f"CREATE TABLE {table} (backwards INTEGER)"))
        await connection.execute(text(f"UPDATE alembic_version SET version_num = '{at}'"))
    await upgrade(url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


def _blocks(connection: Connection) -> list[tuple[object, ...]]:
    table = Base.metadata.tables[BlockTally.__tablename__]
    return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))
