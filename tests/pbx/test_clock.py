"""A PBX's local time becomes a moment, with what its channel ids tell."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pbx.clock import Clock, epoch_of

ZONES = ("Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC")


def row(moment: datetime, zone: str, number: int = 1) -> tuple[str, datetime]:
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
    return f"{int(moment.timestamp())}.{number}", local


@pytest.mark.parametrize(
    ("uniqueid", "epoch"),
    [
        ("1795430554.4", 1795430554),
        ("office-1795430554.4", 1795430554),
        ("mikopbx-1781699386.4721", 1781699386),
        ("", None),
        ("nothing", None),
        ("12.4", None),
    ],
)
def test_a_channel_id_tells_when_it_was_born(uniqueid: str, epoch: int | None) -> None:
    assert epoch_of(uniqueid) == epoch


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(ZONES),
    st.lists(st.integers(1_700_000_000, 1_800_000_000), min_size=2, max_size=30, unique=True),
)
def test_a_year_of_calls_is_placed_right_through_daylight_saving(
    zone: str, epochs: list[int]
) -> None:
    moments = [datetime.fromtimestamp(epoch, UTC) for epoch in sorted(epochs)]
    rows = [row(moment, zone) for moment in moments]
    clock = Clock()
    clock.learn(rows)
    assert [clock.moment(local, uniqueid) for uniqueid, local in rows] == moments


def test_a_later_row_of_a_channel_teaches_nothing() -> None:
    born = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
    uniqueid, local = row(born, "Europe/Moscow")
    later = local + timedelta(hours=1)  # a transfer, an hour into the call
    clock = Clock()
    clock.learn([(uniqueid, later), (uniqueid, local), row(born, "Europe/Moscow", 2)])
    assert clock.offset == 3 * 3600
    assert clock.moment(later - timedelta(minutes=10), uniqueid) == born + timedelta(minutes=50)


def test_one_odd_row_changes_nothing() -> None:
    start = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
    rows = [row(start + timedelta(minutes=n), "Europe/Moscow", n) for n in range(9)]
    uniqueid, local = rows[4]
    rows[4] = (uniqueid, local + timedelta(hours=2))
    clock = Clock()
    clock.learn(rows)
    assert clock.moment(local, "") == start + timedelta(minutes=4)


def test_what_was_learnt_before_holds_for_rows_that_tell_nothing() -> None:
    local = datetime(2026, 3, 18, 12, 0)  # noqa: DTZ001 - a PBX's local time
    assert Clock(offset=3 * 3600).moment(local) == datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_comes_twice_is_told_by_the_channel(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)  # both are 02:30 in Berlin
    uniqueid, local = row(moment, "Europe/Berlin")
    assert Clock(ZoneInfo("Europe/Berlin")).moment(local, uniqueid) == moment
