"""A question survives its button: packed, kept for a month, unpacked."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.model import Direction, Outcome
from bot.calls.query import Match, NumberTerm, Period, Query, Role

MOSCOW = ZoneInfo("Europe/Moscow")
NUMBERS = st.from_regex(r"[0-9]{1,15}", fullmatch=True)
TERMS = st.builds(
    NumberTerm,
    NUMBERS | st.sampled_from(["*97", "#1", "+4740612345"]),
    st.sampled_from(Match),
    st.sampled_from(Role),
)
PERIODS = st.builds(
    lambda start, minutes: Period(
        datetime.fromtimestamp(start * 60, MOSCOW),
        datetime.fromtimestamp((start + minutes) * 60, MOSCOW),
    ),
    st.integers(15_000_000, 68_000_000),  # 1998 to 2099, in minutes
    st.integers(1, 30_000_000),
)
TIMES = st.integers(0, 287).map(lambda n: n * 5)
QUERIES = st.builds(
    Query,
    hours=st.none() | st.tuples(TIMES, TIMES.map(lambda n: n + 5)),
    numbers=st.lists(TERMS, max_size=2).map(tuple),
    period=st.none() | PERIODS,
    linkedid=st.sampled_from([None, "mikopbx-1611234567.12", "C-0000012b"]),
    direction=st.none() | st.sampled_from(Direction),
    outcome=st.none() | st.sampled_from(Outcome),
    returned=st.none() | st.booleans(),
    recorded=st.none() | st.booleans(),
    longer_than=st.none() | st.integers(0, 86_400),
    shorter_than=st.none() | st.integers(0, 86_400),
).map(lambda query: query if query.period else replace(query, hours=None))


@settings(deadline=None, max_examples=300)
@given(QUERIES)
def test_unpack_gives_back_what_was_packed(query: Query) -> None:
    packed = query.pack()
    assert Query.unpack(packed, MOSCOW) == query
    assert re.fullmatch(r"[A-Za-z0-9_.*#+-]+", packed)


def test_the_largest_question_leaves_room_in_a_button() -> None:
    term = NumberTerm("9" * 15, Match.CONTAINS, Role.CALLED)
    start = datetime(2000, 1, 1, 0, 1, tzinfo=MOSCOW)
    query = Query(
        numbers=(term, term),
        period=Period(start, datetime(2099, 12, 31, 23, 59, tzinfo=MOSCOW)),
        direction=Direction.INTERNAL,
        outcome=Outcome.MENU,
        returned=True,
        recorded=True,
        longer_than=86_400,
        shorter_than=86_400,
        hours=(5, 1440),
        name="Белкина",
    )
    assert len(query.pack()) <= 45


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.from_regex(r"1[0-9A-Za-z.*#+-]{0,40}", fullmatch=True))
def test_rubbish_is_refused_or_is_the_only_spelling_of_a_question(text: str) -> None:
    try:
        query = Query.unpack(text, MOSCOW)
    except ValueError:
        return
    assert query.pack() == text


@pytest.mark.parametrize(
    "text", ["", "1", "2..", "1A..", "1..00000.", "1-..", "1..zzzzz00.", "1..."]
)
def test_damaged_buttons_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(text)):
        Query.unpack(text, MOSCOW)


def test_seconds_widen_a_period_to_whole_minutes() -> None:
    start = datetime(2026, 3, 18, 10, 0, 37, tzinfo=MOSCOW)
    query = Query(period=Period(start, start + timedelta(hours=2)))
    kept = Query.unpack(query.pack(), MOSCOW).period
    assert kept == Period(start.replace(second=0), start.replace(hour=12, minute=1, second=0))


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    noon = datetime(2026, 3, 18, 12, tzinfo=MOSCOW)
    with pytest.raises(ValueError, match="-60"):
        Query(period=Period(noon, noon - timedelta(hours=1))).pack()
