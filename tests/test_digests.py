"""When digests are due: working days, times of the office's clock, not long afterwards."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.calendar import Hours
from bot.calls.query import Period
from bot.digests import LATE, Due, Kind, due
from bot.groups import Group

ZONE = ZoneInfo("Europe/Moscow")
GROUP = Group(id=-1, enabled=True)


def march(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """March 2026; the 16th is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def test_the_morning_tells_of_yesterday() -> None:
    yesterday = Period(march(17), march(18))
    assert list(due(GROUP, ZONE, march(18, 9))) == [Due(Kind.MORNING, date(2026, 3, 18), yesterday)]
    assert list(due(GROUP, ZONE, march(18, 8, 59))) == []


def test_the_evening_tells_of_the_day() -> None:
    today = Period(march(18), march(19))
    assert list(due(GROUP, ZONE, march(18, 18, 30))) == [
        Due(Kind.EVENING, date(2026, 3, 18), today)
    ]


def test_monday_tells_of_friday_and_the_weekend() -> None:
    (found,) = due(GROUP, ZONE, march(16, 9))
    assert found.period == Period(march(13), march(16))


def test_no_digest_on_days_off() -> None:
    assert list(due(GROUP, ZONE, march(21, 9))) == []
    holiday = replace(GROUP, hours=Hours(holidays=frozenset({date(2026, 3, 18)})))
    assert list(due(holiday, ZONE, march(18, 9))) == []
    (after,) = due(holiday, ZONE, march(19, 9))
    assert after.period == Period(march(17), march(19))


def test_far_too_late_is_never() -> None:
    assert list(due(GROUP, ZONE, march(18, 10, 59)))
    assert list(due(GROUP, ZONE, march(18, 11))) == []


def test_switched_off_is_never() -> None:
    silent = replace(GROUP, morning=None, evening=None)
    assert not [found for hour in range(24) for found in due(silent, ZONE, march(18, hour))]


times = st.none() | st.times(max_value=time(22)).map(lambda t: time(t.hour, t.minute))


@settings(deadline=None, max_examples=50)
@given(morning=times, evening=times, start=st.integers(0, 20 * 24 * 60))
def test_in_a_fortnight_each_digest_has_its_one_stretch(
    morning: time | None, evening: time | None, start: int
) -> None:
    """Asked every half hour, a digest of one name always tells of the same days."""
    group = replace(GROUP, morning=morning, evening=evening)
    first = march(1) + timedelta(minutes=start)
    seen: dict[tuple[Kind, date], Period] = {}
    for step in range(14 * 48):
        now = first + step * timedelta(minutes=30)
        for found in due(group, ZONE, now):
            assert seen.setdefault((found.kind, found.day), found.period) == found.period
            at = morning if found.kind is Kind.MORNING else evening
            assert at
            assert timedelta() <= now - datetime.combine(found.day, at, ZONE) < LATE
    each = sum(10 for at in (morning, evening) if at)
    assert each - 2 <= len(seen) <= each + 2
