"""Hours of each day on the office's clock, also in the weeks in which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Column, MetaData, Table, create_engine, insert, select

from bot.calls.query import Period
from db import ids
from db.hours import Daily

ZONES = ("Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")
SPRING, WEEK = datetime(2026, 3, 20, tzinfo=UTC), timedelta(days=7)
minutes = st.integers(0, 1439)


def found(moments: list[datetime], daily: Daily) -> list[datetime]:
    """Those of `moments` in whose hours it is, as SQLite says."""
    calls = Table("calls", MetaData(), Column("id", BigInteger))
    with create_engine("sqlite://").begin() as connection:
        calls.create(connection)
        connection.execute(insert(calls), [{"id": ids.edge(moment)} for moment in moments])
        asked = select(calls.c.id).where(daily.where(calls.c.id)).order_by(calls.c.id)
        return [ids.started(call) for call in connection.execute(asked, daily.values).scalars()]


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 14 * 24 * 60),
    length=st.integers(1, 300 * 24 * 60),
    hours=st.tuples(minutes, minutes.map(lambda n: n + 1)),
    times=st.lists(st.integers(0, 310 * 24 * 60), min_size=1, max_size=30),
)
def test_what_the_wall_shows_counts(
    zone: str, start: int, length: int, hours: tuple[int, int], times: list[int]
) -> None:
    first = (SPRING + timedelta(minutes=start)).astimezone(ZoneInfo(zone))
    period = Period(
        first, (first.astimezone(UTC) + timedelta(minutes=length)).astimezone(first.tzinfo)
    )
    moments = [SPRING + timedelta(minutes=each) for each in sorted(set(times))]

    def shown(moment: datetime) -> bool:
        local = moment.astimezone(first.tzinfo)
        minute = local.hour * 60 + local.minute
        within = hours[0] <= minute < hours[1]
        past_midnight = minute >= hours[0] or minute < hours[1]
        return within if hours[0] < hours[1] else past_midnight

    expected = [m for m in moments if period.start <= m < period.end and shown(m)]
    assert found(moments, Daily.of(hours, period)) == expected


@pytest.mark.parametrize(("zone", "stretches"), [("Europe/Moscow", 1), ("Europe/Berlin", 3)])
def test_a_year_is_as_many_stretches_as_its_clock_has(zone: str, stretches: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone))
    daily = Daily.of((540, 1080), Period(start, start.replace(year=2027)))
    assert len(daily.stretches) == stretches
    assert daily.stretches[0].high == (
        daily.stretches[1].low if stretches > 1 else ids.edge(start.replace(year=2027))
    )
