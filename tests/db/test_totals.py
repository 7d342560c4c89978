"""Totals summed from tallies are those of the calls, whatever the period."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Outcome
from bot.calls.page import Listed
from bot.calls.query import NumberTerm, Query, Role
from db import ids
from db.calls import Calls
from db.fetching import fetch
from db.finding import understand
from db.totals import Totals, added, counting
from db.transactions import read
from tests.db import office
from tests.db.office import MONDAY

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
    Query(numbers=(NumberTerm("999"),)),
)


def edges(size: int) -> st.SearchStrategy[int]:
    return st.integers(FIRST // size, LAST // size).map(lambda place: place * size)


EDGES = st.none() | edges(1) | edges(ids.DAY) | edges(BLOCK)


async def test_totals_are_those_of_the_calls(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.months(seed=9, calls=300))
    found = [(await calls.find(query, size=300)).entries for query in QUERIES]
    assert [len(entries) > 10 for entries in found] == [True] * 6 + [False]
    await read(engine, _agree, dict(zip(QUERIES, found, strict=True)))


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
        search = understand(connection, query)
        assert search
        assert search.tallied
        between = search.between(low, high)
        of = [e for e in answers[query] if (low or 0) <= e.id < (high or ids.END)]
        assert added(fetch(connection, *counting(between))) == _counted(of)

    agree()


def _counted(entries: Sequence[Listed]) -> Totals:
    outcomes = Counter(entry.call.outcome for entry in entries)
    return Totals(len(entries), outcomes[Outcome.MISSED], outcomes[Outcome.ANSWERED])
