"""Two who talked are found in their own stretch, and what is there is what walking finds."""

import shutil
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Leg, Outcome
from bot.calls.query import Match, NumberTerm, Query, Role
from db import facts, pairs
from db.calls import Calls
from db.digits import APART, backwards, short
from db.engine import make_engine
from db.models import CallNumber
from db.transactions import execute, read, write
from tests.calls.legs import any_legs
from tests.db import office
from tests.db.office import CLIENT, LINE

ALL = 1000
TALK = Query(numbers=(NumberTerm("302"), NumberTerm(CLIENT)), outcome=Outcome.ANSWERED)


def about(*numbers: str) -> Iterator[Query]:
    """Every question about the talks of two of `numbers`, whoever called."""
    for one, other in combinations(numbers, 2):
        for here, there in product(Role, Role):
            terms = NumberTerm(one, role=here), NumberTerm(other, role=there)
            yield Query(numbers=terms, outcome=Outcome.ANSWERED)


@settings(max_examples=20, deadline=None)
@given(legs=any_legs(max_size=9))
async def test_what_is_found_is_what_walking_finds(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, legs: list[Leg]
) -> None:
    file = shutil.copy(blank, tmp_path_factory.mktemp("pairs") / "journal.db")
    engine = make_engine(f"sqlite:///{file}")
    calls = Calls(engine)
    await calls.save(legs)
    ids = [entry.id for entry in (await calls.find(Query(), size=ALL)).entries]
    told = [entry.call for entry in await calls.opened(ids)]
    numbers = sorted({n for call in told for n in facts.of_numbers(call)})[:6]
    asked = list(about(*numbers))
    found = [await calls.find(query, size=ALL) for query in asked]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "asked", lambda _: None)
        assert [await calls.find(query, size=ALL) for query in asked] == found
    await engine.dispose()


async def test_two_who_talked_need_nobody_elses_rows(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.week(seed=7, calls=160))
    found = await calls.find(TALK)
    assert found.total > 3
    client = delete(CallNumber).where(CallNumber.backwards == backwards(CLIENT))
    await write(engine, execute, client)
    assert await calls.find(TALK) == found


async def test_a_line_and_a_queue_are_in_no_pair(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.week(seed=7, calls=160))
    of_line = select(func.count()).where(
        func.instr(CallNumber.backwards, APART) > 0,
        func.instr(CallNumber.backwards, backwards(LINE)) > 0,
    )
    assert await read(engine, lambda connection: connection.scalar(of_line)) == 0
    for place in (LINE, "600"):
        query = Query(numbers=(NumberTerm(place), NumberTerm("302")), outcome=Outcome.ANSWERED)
        assert (await calls.find(query)).total > 3


def test_the_longer_number_comes_first_however_one_asks() -> None:
    ((one, wanted), (other, same)) = (
        pairs.asked(Query(numbers=terms, outcome=Outcome.ANSWERED)) or ("", None)
        for terms in (TALK.numbers, TALK.numbers[::-1])
    )
    assert (one, wanted) == (other, same)
    assert one == f"{backwards(CLIENT)}{APART}203"


@pytest.mark.parametrize(
    "query",
    [
        Query(numbers=TALK.numbers),
        Query(numbers=TALK.numbers, outcome=Outcome.MISSED),
        Query(numbers=TALK.numbers[:1], outcome=Outcome.ANSWERED),
        Query(numbers=(*TALK.numbers, NumberTerm("305")), outcome=Outcome.ANSWERED),
        Query(numbers=(*TALK.numbers[:1], NumberTerm("3744", Match.SUFFIX))),
        Query(numbers=TALK.numbers, outcome=Outcome.ANSWERED, returned=True),
    ],
)
def test_other_questions_are_about_no_pair(query: Query) -> None:
    assert pairs.asked(query) is None


@given(st.text(alphabet="0123456789 *#", max_size=12), st.text(max_size=3))
def test_two_short_numbers_are_no_short_number(one: str, other: str) -> None:
    assert short(backwards(one)) == (len(one) <= 6)
    assert not short(f"{backwards(one)}{APART}{backwards(other)}")
