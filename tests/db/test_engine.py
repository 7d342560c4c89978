"""Addresses of databases, and what is said when one cannot be reached."""

import asyncio
import time
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, func, insert, literal, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.query import Query
from bot.errors import BotError
from db.answers import Answers
from db.calls import Calls
from db.chat_models import PersonRow
from db.engine import make_engine, upgrade
from db.models import CallRow
from db.people import People
from db.threads import READERS
from db.transactions import read, write
from tests.db import office
from tests.mariadb import MariaDB

PATIENCE = 10.0
ONE = select(literal(1))
COUNT = select(func.count()).select_from(CallRow)


@pytest.mark.parametrize("url", ["", "journal.db", "postgresql://a:secret@b/c", "sqlite"])
def test_an_address_that_names_no_database(url: str) -> None:
    with pytest.raises(BotError) as caught:
        make_engine(url)
    assert caught.value.key == "database-url-wrong"
    assert "secret" not in str(caught.value.values)


@pytest.mark.parametrize("scheme", ["mysql", "mariadb", "mysql+aiomysql"])
def test_mysql_goes_by_both_names(scheme: str) -> None:
    engine = make_engine(f"{scheme}://bot:secret@pbx/journal")
    assert engine.url.drivername == "mysql+aiomysql"
    assert engine.url.query["charset"] == "utf8mb4"


async def test_a_wrong_password_is_not_repeated(mariadb: MariaDB) -> None:
    url = mariadb.database().replace("p%40ss%2Fword", "mistaken")
    with pytest.raises(BotError) as caught:
        await upgrade(url)
    assert caught.value.key == "database-away"
    assert "Access denied" in caught.value.values["reason"]
    assert "mistaken" not in str(caught.value.values)


async def test_a_server_that_is_not_there() -> None:
    with pytest.raises(BotError) as caught:
        await upgrade("mysql://bot:secret@127.0.0.1:1/journal")
    assert caught.value.key == "database-away"


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(BotError) as caught:
        await upgrade(f"sqlite:///{path}")
    assert caught.value.key == "database-away"


async def test_the_folder_is_made(tmp_path: Path) -> None:
    await upgrade(f"sqlite:///{tmp_path}/new/folder/journal.db")
    assert (tmp_path / "new/folder/journal.db").exists()


async def test_a_reader_is_answered_while_somebody_writes(engine: AsyncEngine) -> None:
    calls = Calls(engine)
    await calls.save(office.week(seed=1, calls=5))
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM calls"))
        page = await calls.find(Query())
        assert len(page.entries) == 5


async def test_one_question_sees_one_state(tmp_path: Path) -> None:
    engine = await _journal(tmp_path)
    looked, written = Event(), Event()

    def count_twice(connection: Connection) -> tuple[int | None, int | None]:
        before = connection.scalar(COUNT)
        looked.set()
        written.wait(PATIENCE)
        return before, connection.scalar(COUNT)

    async with asyncio.TaskGroup() as tasks:
        counted = tasks.create_task(read(engine, count_twice))
        await asyncio.to_thread(looked.wait, PATIENCE)
        await Calls(engine).save(office.week(seed=1, calls=5))
        written.set()
    assert counted.result() == (0, 0)
    assert await read(engine, lambda connection: connection.scalar(COUNT)) == 5
    await engine.dispose()


async def test_who_reads_cannot_write(tmp_path: Path) -> None:
    engine = await _journal(tmp_path)
    with pytest.raises(OperationalError, match="readonly"):
        await read(engine, lambda connection: connection.execute(text("DELETE FROM calls")))
    await engine.dispose()


async def _journal(folder: Path) -> AsyncEngine:
    url = f"sqlite:///{folder}/journal.db"
    await upgrade(url)
    return make_engine(url)


async def test_a_question_that_nobody_waits_for_holds_nobody_up(tmp_path: Path) -> None:
    engine, go_on = make_engine(f"sqlite:///{tmp_path}/journal.db"), Event()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(read(engine, lambda _: go_on.wait()), 0.01)
        assert await read(engine, lambda connection: connection.scalar(ONE)) == 1
    go_on.set()
    many = (read(engine, lambda connection: connection.scalar(ONE)) for _ in range(3 * READERS))
    assert await asyncio.gather(*many) == [1] * 3 * READERS
    await engine.dispose()


async def test_a_fault_reaches_whoever_asked_and_nobody_else(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/journal.db")
    with pytest.raises(DBAPIError, match="nowhere"):
        await read(engine, lambda connection: connection.scalar(text("SELECT 1 FROM nowhere")))
    assert await read(engine, lambda connection: connection.scalar(ONE)) == 1
    await engine.dispose()


async def test_what_is_being_read_is_done_before_the_end(tmp_path: Path) -> None:
    def slowly(connection: Connection) -> int | None:
        time.sleep(0.2)
        return connection.scalar(ONE)

    engine = make_engine(f"sqlite:///{tmp_path}/journal.db")
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(read(engine, slowly))
        await asyncio.sleep(0.02)
        await engine.dispose()
    assert reading.result() == 1
    for _ in range(2):
        with pytest.raises((IndexError, RuntimeError)):
            await read(engine, slowly)


async def test_a_change_that_fails_changes_nothing(engine: AsyncEngine) -> None:
    def half(connection: Connection) -> None:
        connection.execute(insert(PersonRow).values(id=5, language="ru"))
        raise KeyError

    with pytest.raises(KeyError):
        await write(engine, half)
    assert await People(engine).language(5) is None


async def test_many_change_the_same_at_once(engine: AsyncEngine) -> None:
    async with asyncio.TaskGroup() as tasks:
        for person in range(20):
            tasks.create_task(People(engine).choose_language(person, "ru"))
            tasks.create_task(Answers(engine).remember(1, 7, person))
    assert await People(engine).language(19) == "ru"
    assert await Answers(engine).to(1, 7) in range(20)
