"""MariaDB goes away and comes back, and whoever asks the journal does not notice."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.query import Query
from db import listing
from db.calls import Calls
from db.chat_models import PersonRow
from db.engine import make_engine, upgrade
from db.fetching import fetch, fetch_all
from db.models import CallRow
from db.people import People
from db.search import clauses_of, search_of
from db.server import CONNECTIONS, HOUR
from db.transactions import read, write
from tests.db import office
from tests.mariadb import QUICK, MariaDB, running

PEOPLE = select(func.count()).select_from(PersonRow)
NEWEST = select(CallRow.id).order_by(CallRow.id.desc()).limit(1)
NOTHING: dict[str, Any] = {}


@pytest.fixture(params=["mariadb"])
async def engine(engine: AsyncEngine) -> AsyncEngine:
    """The journal of the other tests, on MariaDB only."""
    return engine


async def test_a_restart_is_not_noticed(tmp_path: Path) -> None:
    """Nor that MariaDB takes a table for empty then that was filled a moment before."""
    with running(tmp_path, QUICK) as server:
        url = server.database()
        await upgrade(url)
        engine = make_engine(url)
        calls, people = Calls(engine), People(engine)
        server.run(f"ALTER TABLE {engine.url.database}.calls STATS_AUTO_RECALC = 0")
        await calls.save(office.week(seed=1, calls=300))
        before, span = await calls.find(Query()), await calls.span()
        server.run("UPDATE mysql.innodb_table_stats SET n_rows = 0", "COMMIT")
    with running(tmp_path, QUICK, server.port):
        assert await calls.find(Query()) == before
        assert await calls.span() == span
        await people.choose_language(7, "ru")
        assert await people.language(7) == "ru"
        assert await read(engine, _rows_of_a_walk) < 60
        await engine.dispose()


async def test_a_server_on_this_machine_is_reached_by_its_socket(mariadb: MariaDB) -> None:
    name = mariadb.database().rpartition("/")[2]
    await upgrade(mariadb.nearby(name))
    engine = make_engine(mariadb.nearby(name))
    await People(engine).choose_language(7, "ru")
    assert await People(engine).language(7) == "ru"
    await engine.dispose()


async def test_a_question_that_was_cut_off_is_asked_again(
    engine: AsyncEngine, calls: Calls, mariadb: MariaDB
) -> None:
    await calls.save(office.week(seed=1, calls=5))
    asked = []

    def ask(connection: Connection) -> object:
        asked.append(fetch(connection, NEWEST, NOTHING))
        if len(asked) == 1:
            _kill(mariadb, _number(connection))
        return fetch(connection, NEWEST, NOTHING)

    assert await read(engine, ask) == asked[1] == asked[0]


async def test_a_change_that_was_cut_off_is_not_made_again(
    engine: AsyncEngine, mariadb: MariaDB
) -> None:
    made = []

    def change(connection: Connection) -> None:
        made.append(connection.execute(insert(PersonRow).values(id=5, language="ru")))
        _kill(mariadb, _number(connection))
        connection.execute(insert(PersonRow).values(id=6, language="ru"))

    with pytest.raises(DBAPIError):
        await write(engine, change)
    assert len(made) == 1
    assert [await People(engine).language(person) for person in (5, 6)] == [None, None]


async def test_a_connection_that_was_closed_is_not_noticed(
    engine: AsyncEngine, mariadb: MariaDB
) -> None:
    people = People(engine)
    _kill(mariadb, await write(engine, _number))
    await people.choose_language(5, "ru")
    for _ in range(2):
        _kill(mariadb, await read(engine, _number))
        assert await People(engine).language(5) == "ru"


async def test_a_connection_is_used_again_for_an_hour(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await read(engine, _number)
    assert await read(engine, _number) == first
    later = time.monotonic() + HOUR
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert await read(engine, _number) != first


async def test_a_question_that_nobody_waits_for_leaves_nothing_behind(
    engine: AsyncEngine,
) -> None:
    """Whatever it is doing then: asking by itself, or through SQLAlchemy."""
    for asking in (_sleep, _sleep_otherwise):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(read(engine, asking, 2.0), 0.1)
        assert await read(engine, fetch, PEOPLE, NOTHING) == [[0]]


async def test_a_change_that_nobody_waits_for_is_not_made(engine: AsyncEngine) -> None:
    def change(connection: Connection) -> None:
        connection.execute(insert(PersonRow).values(id=5, language="ru"))
        _sleep_otherwise(connection, 0.5)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(write(engine, change), 0.1)
    assert await People(engine).language(5) is None
    await People(engine).choose_language(5, "ru")
    assert await People(engine).language(5) == "ru"


async def test_changes_in_each_others_way_are_both_made(engine: AsyncEngine) -> None:
    made = []

    def change(connection: Connection, people: Sequence[int]) -> None:
        for person in people:
            made.append(person)
            mine = PersonRow.language + str(people[0])
            connection.execute(
                update(PersonRow).where(PersonRow.id == person).values(language=mine)
            )
            _sleep_otherwise(connection, 0.2)

    for person in (5, 6):
        await People(engine).choose_language(person, "ru")
    async with asyncio.TaskGroup() as tasks:
        for people in ((5, 6), (6, 5)):
            tasks.create_task(write(engine, change, people))
    assert len(made) > 4
    spoken = [await People(engine).language(person) for person in (5, 6)]
    assert spoken in (["ru56"] * 2, ["ru65"] * 2)


async def test_many_who_ask_at_once_share_a_few_connections(engine: AsyncEngine) -> None:
    asked = [read(engine, _sleep, 0.02) for _ in range(3 * CONNECTIONS)]
    numbers = await asyncio.gather(*asked)
    assert len(set(numbers)) == CONNECTIONS


async def test_a_question_sees_one_state_and_the_next_one_a_newer(
    engine: AsyncEngine, mariadb: MariaDB
) -> None:
    def count_twice(connection: Connection) -> list[int | None]:
        before = connection.scalar(PEOPLE)
        _add(mariadb, engine)
        return [before, connection.scalar(PEOPLE), *fetch(connection, PEOPLE, NOTHING)[0]]

    assert await read(engine, count_twice) == [0, 0, 0]
    assert await read(engine, fetch, PEOPLE, NOTHING) == [[1]]
    assert await read(engine, lambda connection: connection.scalar(PEOPLE)) == 1


async def test_what_is_asked_together_sees_one_state(engine: AsyncEngine, mariadb: MariaDB) -> None:
    count, a_while = (PEOPLE, NOTHING), (select(func.sleep(0.4)), NOTHING)
    async with asyncio.TaskGroup() as tasks:
        counted = tasks.create_task(read(engine, fetch_all, count, a_while, count))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(_add, mariadb, engine)
    assert counted.result() == [[[0]], [[0]], [[0]]]
    assert await read(engine, fetch_all, count, count) == [[[1]], [[1]]]


async def test_a_fault_says_what_it_is_and_leaves_nothing_behind(engine: AsyncEngine) -> None:
    count, wrong = (PEOPLE, NOTHING), (select(text("1")).select_from(text("nowhere")), NOTHING)
    for asked in ((wrong,), (count, wrong, count)):
        with pytest.raises(DBAPIError, match="nowhere") as caught:
            await read(engine, fetch_all, *asked)
        assert not caught.value.connection_invalidated
    assert await read(engine, fetch_all, count, count) == [[[0]], [[0]]]


def _sleep(connection: Connection, seconds: float) -> int:
    fetch(connection, select(func.sleep(bindparam("seconds"))), {"seconds": seconds})
    return _number(connection)


def _sleep_otherwise(connection: Connection, seconds: float) -> object:
    return connection.scalar(select(func.sleep(seconds)))


def _number(connection: Connection) -> int:
    """By which the server knows this connection."""
    driver: Any = connection.connection.driver_connection
    number: int = driver.thread_id()
    return number


def _kill(server: MariaDB, number: int) -> None:
    server.run(f"KILL {number}")


def _rows_of_a_walk(connection: Connection) -> int:
    """How many rows the server looks at for a page."""
    walk = listing.walking(search_of(Query(), clauses_of(Query())), 6, newest_first=True)
    before = _looked_at(connection)
    fetch(connection, *walk)
    return _looked_at(connection) - before


def _looked_at(connection: Connection) -> int:
    found = connection.exec_driver_sql("SHOW SESSION STATUS LIKE 'Handler_read%%'")
    return sum(int(value) for _, value in found)


def _add(server: MariaDB, engine: AsyncEngine) -> None:
    server.run(f"INSERT INTO {engine.url.database}.people VALUES (1, 'ru')", "COMMIT")
