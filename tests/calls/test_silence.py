"""The watch over silent lines: it hears the dead ones, and lets quiet ones be."""

from bisect import bisect_right
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.calendar import Calendar, Hours
from bot.calls.silence import QUARTER, Usual, expected, silence, usual

MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = Calendar(Hours(holidays=frozenset({date(2026, 3, 12)})), MOSCOW)
START = datetime(2026, 1, 5, tzinfo=MOSCOW).astimezone(UTC)  # a Monday
NOW = datetime(2026, 3, 18, 12, tzinfo=MOSCOW)
MINUTE = timedelta(minutes=1)


def quarters(calls: list[datetime]) -> Counter[datetime]:
    return Counter(START + (call - START) // QUARTER * QUARTER for call in calls)


def office_calls(rng: Random, per_hour: float, weeks: int) -> list[datetime]:
    """Calls at random, more of them before noon, a few at night and on days off."""
    calls, at = [], START
    while at < START + timedelta(weeks=weeks):
        at += timedelta(hours=rng.expovariate(2 * per_hour))
        local = at.astimezone(MOSCOW)
        works = 9 <= local.hour < 18 and OFFICE.hours.spans(local.date())
        if rng.random() < ((0.75 if local.hour < 12 else 0.4) if works else 0.02):
            calls.append(at)
    return calls


def steady(per_hour: int, weeks: int = 10) -> list[datetime]:
    step = timedelta(hours=1) / per_hour
    return [START + n * step for n in range(per_hour * 24 * 7 * weeks)]


def known(calls: list[datetime], now: datetime) -> Usual:
    return usual(quarters([call for call in calls if call < now]), OFFICE, now)


def test_the_usual_hour_is_the_median_of_the_last_weeks() -> None:
    calls = steady(4)
    wild = [NOW - timedelta(weeks=2) + n * timedelta(seconds=10) for n in range(100)]
    assert known(calls + wild, NOW)[NOW.weekday(), 12] == 4


def test_holidays_are_not_compared_with() -> None:
    # Of the last three Thursdays two had calls, the 12th was a holiday without any.
    calls = [c for c in steady(4) if c.astimezone(MOSCOW).date() != date(2026, 3, 12)]
    calls = [c for c in calls if c > NOW - timedelta(weeks=3, hours=1)]
    assert known(calls, NOW)[3, 12] == 4


def test_a_fortnight_of_history_is_too_little() -> None:
    calls = [call for call in steady(20) if call > NOW - timedelta(weeks=2)]
    assert known(calls, NOW) == {}
    assert usual({}, OFFICE, NOW) == {}


def test_a_dead_line_is_heard() -> None:
    last = NOW - timedelta(hours=1)
    found = silence(known(steady(20), NOW), OFFICE, last, NOW)
    assert found
    assert (found.since, found.expected) == (last, 20)


def test_a_quiet_line_may_be_silent_for_hours() -> None:
    assert silence(known(steady(2), NOW), OFFICE, NOW - timedelta(hours=2), NOW) is None


def test_a_night_counts_for_nothing() -> None:
    evening = datetime(2026, 3, 17, 17, 58, tzinfo=MOSCOW)
    opening = datetime(2026, 3, 18, 9, tzinfo=MOSCOW)
    usually = known(steady(40), NOW)
    assert silence(usually, OFFICE, evening, opening + 12 * MINUTE) is None
    assert silence(usually, OFFICE, evening, opening + 14 * MINUTE) is not None


@pytest.mark.parametrize("per_hour", [1, 5, 30])
def test_an_ordinary_month_brings_no_false_alarm(per_hour: int) -> None:
    """Thirteen weeks of chance, the last five of them watched every ten minutes."""
    calls = office_calls(Random(per_hour), per_hour, weeks=13)
    counts = quarters(calls)
    alarms = 0
    for day in range(8 * 7, 13 * 7):
        opening = START + timedelta(days=day, hours=9)
        past = {quarter: n for quarter, n in counts.items() if quarter < opening}
        usually = usual(past, OFFICE, opening)
        for now in (opening + n * 10 * MINUTE for n in range(55)):
            last = calls[bisect_right(calls, now) - 1]
            alarms += silence(usually, OFFICE, last, now) is not None
    assert alarms == 0


rates = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 23)), st.floats(0, 100), min_size=20
)
moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: NOW + minutes * MINUTE)
spans = st.integers(0, 3 * 24 * 60).map(lambda minutes: minutes * MINUTE)


@settings(deadline=None, max_examples=40)
@given(usually=rates, last=moments, quiet=spans, more=spans)
def test_more_silence_is_never_less_alarming(
    usually: Usual, last: datetime, quiet: timedelta, more: timedelta
) -> None:
    now, later = last + quiet, last + quiet + more
    if silence(usually, OFFICE, last, now) and OFFICE.open_at(later):
        assert silence(usually, OFFICE, last, later)
    if not OFFICE.open_at(now):
        assert silence(usually, OFFICE, last, now) is None


@settings(deadline=None, max_examples=40)
@given(usually=rates, start=moments, first=spans, second=spans)
def test_what_is_expected_adds_up(
    usually: Usual, start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    parts = expected(usually, OFFICE, start, middle) + expected(usually, OFFICE, middle, end)
    assert expected(usually, OFFICE, start, end) == pytest.approx(parts)
