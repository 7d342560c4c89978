"""Totals summed from tallies are those of the calls, whatever the period."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Outcome
from bot.calls.page import Listed
from bot.calls.query import Match, NumberTerm, Query, Role
from db import facts, ids, promoting
from db.calls import Calls
from db.counted import Counted, often
from db.digits import APART, backwards
from db.fetching import fetch
from db.finding import understand
from db.models import Base, CallNumber
from db.totals import Totals, added, counting
from db.transactions import read
from tests.db import office
from tests.db.office import CLIENT, LINE, MONDAY, went_out

BLOCK = ids.BLOCK * ids.DAY
FIRST, LAST = ids.edge(MONDAY - timedelta(days=20)), ids.edge(MONDAY + timedelta(days=90))
HOUR = ids.DAY // 24
START = ids.edge(MONDAY) // BLOCK * BLOCK
QUERIES = (
    Query(),
    Query(outcome=Outcome.MISSED),
    Query(recorded=True),
    Query(numbers=(NumberTerm("302"),)),
    Query(numbers=(NumberTerm("302", role=Role.CALLER),), outcome=Outcome.ANSWERED),
    Query(numbers=(NumberTerm("600"),)),
    Query(numbers=(NumberTerm(CLIENT),)),
    Query(numbers=(NumberTerm(CLIENT), NumberTerm("302")), outcome=Outcome.ANSWERED),
    Query(numbers=(NumberTerm("3744", Match.SUFFIX),)),
    Query(numbers=(NumberTerm("999"),)),
)


def edges(size: int) -> st.SearchStrategy[int]:
    return st.integers(FIRST // size, LAST // size).map(lambda place: place * size)


EDGES = st.none() | edges(1) | edges(ids.DAY) | edges(BLOCK)


@pytest.fixture
def _many_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is in five calls is in many, and is noticed at once."""
    monkeypatch.setattr(promoting, "MANY", 5)
    monkeypatch.setattr(promoting, "SAMPLE", 1)


@pytest.mark.usefixtures("_many_are_few")
async def test_totals_are_those_of_the_calls(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.months(seed=9, calls=300))
    found = [(await calls.find(query, size=300)).entries for query in QUERIES]
    assert [len(entries) > 5 for entries in found] == [True] * 9 + [False]
    await read(engine, _agree, dict(zip(QUERIES, found, strict=True)))


@pytest.mark.usefixtures("_many_are_few")
@pytest.mark.parametrize("size", [7, 1000])
async def test_who_is_in_many_calls_is_tallied_whole(
    engine: AsyncEngine, calls: Calls, size: int
) -> None:
    """Calls of before and after that, and calls that other legs change later."""
    legs = office.months(seed=9, calls=300)
    Random(size).shuffle(legs)
    for start in range(0, len(legs), size):
        await calls.save(legs[start : start + size])
    tallied = await read(engine, often)
    assert {backwards(CLIENT), backwards(LINE), f"{backwards(CLIENT)}{APART}203"} <= tallied
    days, blocks = await read(engine, _tallied, tallied)
    assert days == await read(engine, _rows, tallied, ids.DAY)
    assert blocks == await read(engine, _rows, tallied, BLOCK)


async def test_who_calls_in_turn_with_others_is_noticed(
    engine: AsyncEngine, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promoting, "MANY", 5)
    clients = [f"7925528374{place}" for place in range(4)]
    legs = [went_out(n, MONDAY + timedelta(seconds=n), "201", clients[n % 4]) for n in range(3000)]
    for start in range(0, len(legs), 500):
        await calls.save(legs[start : start + 500])
    assert set(map(backwards, clients)) <= await read(engine, often)


Tallies = Counter[tuple[str, int, int]]


def _tallied(connection: Connection, numbers: Collection[str]) -> list[Tallies]:
    """What the tallies of days and of blocks say of `numbers`."""
    return [
        Counter(
            {
                (number, when, seen): n
                for number, when, seen, n in connection.execute(
                    select(table).where(table.c.backwards.in_(numbers))
                )
            }
        )
        for table in map(Base.metadata.tables.__getitem__, ("tallies", "block_tallies"))
    ]


def _rows(connection: Connection, numbers: Collection[str], unit: int) -> Tallies:
    """What they should say."""
    columns = select(CallNumber.backwards, CallNumber.call_id, CallNumber.facts)
    found = connection.execute(columns.where(CallNumber.backwards.in_(numbers)))
    return Counter((number, at // unit, seen & facts.TALLIED) for number, at, seen in found)


def _agree(connection: Connection, answers: dict[Query, Sequence[Listed]]) -> None:
    @settings(max_examples=150, deadline=None)
    @given(query=st.sampled_from(QUERIES), low=EDGES, high=EDGES)
    @example(query=Query(), low=START, high=START + BLOCK)
    @example(query=Query(), low=START + 1, high=START + BLOCK - 1)
    @example(query=Query(), low=START + ids.DAY + 1, high=START + 2 * ids.DAY - 1)
    @example(query=Query(), low=START + ids.DAY, high=START + 2 * ids.DAY)
    @example(query=Query(), low=START + 1, high=START + 4 * BLOCK + 5)
    @example(query=Query(), low=START - 3 * HOUR, high=START + ids.DAY - 3 * HOUR)
    @example(query=Query(), low=START + 11 * HOUR, high=START + 13 * HOUR)
    def agree(query: Query, low: int | None, high: int | None) -> None:
        search = understand(connection, query, Counted())
        assert search
        tallied = often(connection)
        between = search.between(low, high)
        of = [e for e in answers[query] if (low or 0) <= e.id < (high or ids.END)]
        summed, counted = counting(between, tallied), counting(between, ())
        assert added(fetch(connection, *summed)) == _counted(of)
        assert added(fetch(connection, *counted)) == _counted(of)

    agree()


def _counted(entries: Sequence[Listed]) -> Totals:
    outcomes = Counter(entry.call.outcome for entry in entries)
    return Totals(len(entries), outcomes[Outcome.MISSED], outcomes[Outcome.ANSWERED])
