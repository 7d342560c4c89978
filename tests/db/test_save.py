"""The same legs make the same journal: in any order, any batches, given once or again."""

import multiprocessing
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Leg, Outcome
from bot.calls.query import NumberTerm, Query
from db.calls import Calls
from db.engine import make_engine
from db.helpers import Helpers
from db.models import Base
from tests.calls.legs import any_legs
from tests.db import office
from tests.db.office import CLIENT, MONDAY, came_in, leg

Contents = dict[str, list[tuple[object, ...]]]
SEEDS = st.integers(0, 1000)
TRAIL = "moved"  # which ids a call once had depends on what was known when, and may
ONCE = "places"  # and so may what a number once was taken for


async def contents(engine: AsyncEngine) -> Contents:
    found = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = await connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    return {name: rows for name, rows in found.items() if name not in (TRAIL, ONCE)}


async def journal_of(blank: Path, folder: Path, legs: list[Leg], size: int) -> Contents:
    engine = make_engine(f"sqlite:///{shutil.copy(blank, folder / 'whole.db')}")
    calls = Calls(engine)
    for start in range(0, len(legs), size):
        await calls.save(legs[start : start + size])
    found = await contents(engine)
    await engine.dispose()
    return found


@settings(max_examples=15, deadline=None)
@given(
    legs=st.builds(office.week, SEEDS, st.just(12)) | st.builds(office.months, SEEDS, st.just(12)),
    order=st.randoms(use_true_random=False),
    size=st.integers(1, 9),
)
async def test_neither_order_nor_batches_matter(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, legs: list[Leg], order: Random, size: int
) -> None:
    told = await journal_of(blank, tmp_path_factory.mktemp("one"), legs, size=100)
    order.shuffle(legs)
    again = [*legs, *legs[:5]]
    assert await journal_of(blank, tmp_path_factory.mktemp("two"), again, size) == told


@settings(max_examples=25, deadline=None)
@given(legs=any_legs(), order=st.randoms(use_true_random=False), size=st.integers(1, 3))
async def test_nor_do_they_for_rows_no_pbx_would_write(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, legs: list[Leg], order: Random, size: int
) -> None:
    told = await journal_of(blank, tmp_path_factory.mktemp("one"), legs, size=100)
    order.shuffle(legs)
    assert await journal_of(blank, tmp_path_factory.mktemp("two"), legs, size) == told


async def test_saving_again_changes_nothing(engine: AsyncEngine, calls: Calls) -> None:
    legs = office.week(seed=1, calls=40)
    await calls.save(legs)
    before = await contents(engine)
    for start in range(0, len(legs), 7):
        saved = await calls.save(legs[start : start + 7])
        assert not saved.changes
        assert not saved.returned
    assert await contents(engine) == before


async def test_a_shuffled_week_is_the_same_week(
    engine: AsyncEngine, calls: Calls, blank: Path, tmp_path: Path
) -> None:
    legs = office.week(seed=2, calls=60)
    told = await journal_of(blank, tmp_path, legs, size=1000)
    Random(4).shuffle(legs)
    for start in range(0, len(legs), 5):
        await calls.save(legs[start : start + 5])
    assert await contents(engine) == told


async def test_saved_tells_what_is_new_and_what_differs(calls: Calls) -> None:
    rang = came_in(1, MONDAY, CLIENT, "201", talked=False)
    (change,) = (await calls.save([rang])).changes
    assert change.before is None
    assert change.after
    assert change.after.call.outcome is Outcome.MISSED
    late = MONDAY + timedelta(seconds=30)
    talked = came_in(1, MONDAY, CLIENT, "302", row=1, started=late)
    (change,) = (await calls.save([talked])).changes
    assert change.before
    assert change.before.call.outcome is Outcome.MISSED
    assert change.after
    assert change.after.call.answered_by == ("302",)
    assert change.after.id == change.before.id
    assert (await calls.span()).calls == 1


async def test_an_earlier_leg_moves_the_call_and_old_buttons_find_it(calls: Calls) -> None:
    late = MONDAY + timedelta(seconds=20)
    second = came_in(1, MONDAY, CLIENT, "302", row=1, started=late)
    (change,) = (await calls.save([second])).changes
    assert change.after
    old = change.after.id
    (change,) = (await calls.save([came_in(1, MONDAY, CLIENT, "201", talked=False)])).changes
    assert change.before
    assert change.after
    assert (change.before.id, change.after.call.started) == (old, MONDAY)
    assert await calls.get(old) == change.after
    assert await calls.get(change.after.id) == change.after


async def test_a_leg_that_joins_two_calls_leaves_one(calls: Calls) -> None:
    at = [MONDAY + timedelta(seconds=n) for n in (0, 10, 20)]
    one, other = came_in(1, at[0], CLIENT, "201"), came_in(2, at[1], CLIENT, "302")
    await calls.save([one, other])
    assert (await calls.span()).calls == 2
    joint = came_in(2, at[1], CLIENT, "305", row=1, started=at[2], uniqueid=one.uniqueid)
    saved = await calls.save([joint])
    assert [bool(change.after) for change in saved.changes] == [True, False]
    for linkedid in (one.linkedid, other.linkedid, f"mikopbx-{other.linkedid}"):
        entry = await calls.by_linkedid(linkedid)
        assert entry
        assert len(entry.call.legs) == 3
    page = await calls.find(Query(linkedid=other.linkedid))
    assert [entry.call.linkedid for entry in page.entries] == [one.linkedid]


async def test_calls_of_one_moment_with_one_serial_are_two(calls: Calls) -> None:
    """Asterisk begins to count again when it restarts, a second may hold both."""
    legs = [
        came_in(1, MONDAY, CLIENT, "201", linkedid=f"{name}-5.1", uniqueid=name, key=name)
        for name in ("a", "b")
    ]
    for one in legs:
        await calls.save([one])
    page = await calls.find(Query())
    assert page.total == 2
    assert not (await calls.save(legs)).changes


async def test_a_call_that_cannot_be_told_stops_no_other(
    calls: Calls, caplog: pytest.LogCaptureFixture
) -> None:
    """FreePBX writes `1000-01-01` where a column had no value."""
    junk = leg(1, MONDAY, started=datetime(1000, 1, 1, tzinfo=UTC), talked=False)
    await calls.save([junk, came_in(2, MONDAY, CLIENT, "302")])
    assert (await calls.find(Query(numbers=(NumberTerm("302"),)))).total == 1
    assert junk.linkedid in caplog.text


async def test_an_unknown_call_is_none(calls: Calls) -> None:
    assert await calls.get(5) is None
    assert await calls.by_linkedid("1.1") is None
    assert (await calls.find(Query(linkedid="1.1"))).total == 0
    assert (await calls.span()).first is None


async def test_helpers_in_other_processes_tell_the_same(
    engine: AsyncEngine, calls: Calls, blank: Path, tmp_path: Path
) -> None:
    legs = office.week(seed=6, calls=40)
    async with Helpers(many=0) as helpers:
        told = [helpers.tell(legs[:30], tuple), helpers.tell(legs[30:], tuple)]
        for batch in told:
            await calls.store(await batch.calls())
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()
    assert await contents(engine) == await journal_of(blank, tmp_path, legs, size=7)
