"""Working hours: weekdays, holidays, nights on which clocks change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.calls.calendar import ALWAYS, Calendar, Hours, Span, Week

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")  # clocks go on 29 March 2026 at 2:00, back on 25 October at 3:00
SHOP = Hours(holidays=frozenset({date(2026, 3, 18)}))
HOUR = 3600


def msk(day: int, hour: int, minute: int = 0) -> datetime:
    """March 2026; the 16th is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=MOSCOW)


def test_weekdays_from_nine_to_six() -> None:
    calendar = Calendar(SHOP, MOSCOW)
    assert calendar.open_at(msk(16, 9))
    assert calendar.open_at(msk(16, 17, 59))
    assert not calendar.open_at(msk(16, 18))
    assert not calendar.open_at(msk(16, 8, 59))
    assert not calendar.open_at(msk(21, 12))  # Saturday
    assert not calendar.open_at(msk(18, 12))  # the holiday


def test_a_moment_of_any_zone_is_the_same_moment() -> None:
    assert Calendar(SHOP, MOSCOW).open_at(datetime(2026, 3, 16, 6, tzinfo=UTC))
    assert not Calendar(SHOP, MOSCOW).open_at(datetime(2026, 3, 16, 15, tzinfo=UTC))


def test_working_seconds_skip_nights_weekends_and_holidays() -> None:
    calendar = Calendar(SHOP, MOSCOW)
    assert calendar.working_seconds(msk(17, 17), msk(19, 10)) == 2 * HOUR
    assert calendar.working_seconds(msk(20, 17, 30), msk(23, 9, 15)) == 45 * 60
    assert calendar.working_seconds(msk(16, 10), msk(16, 10, 15)) == 15 * 60
    assert calendar.working_seconds(msk(16, 12), msk(16, 11)) == 0


def test_the_next_opening() -> None:
    calendar = Calendar(SHOP, MOSCOW)
    assert calendar.next_opening(msk(16, 12)) == msk(16, 12)
    assert calendar.next_opening(msk(17, 18)) == msk(19, 9)
    assert calendar.next_opening(msk(20, 20)) == msk(23, 9)
    assert Calendar(Hours(week=((),) * 7), MOSCOW).next_opening(msk(16, 12)) is None


def test_a_fortnight_off_ends() -> None:
    off = frozenset(date(2026, 3, 16) + timedelta(days=n) for n in range(14))
    assert Calendar(Hours(holidays=off), MOSCOW).next_opening(msk(16, 12)) == msk(30, 9)


def test_a_lunch_break_is_closed() -> None:
    week: Week = ((Span(540, 780), Span(840, 1080)),) * 7
    calendar = Calendar(Hours(week), MOSCOW)
    assert not calendar.open_at(msk(16, 13, 30))
    assert calendar.working_seconds(msk(16, 0), msk(17, 0)) == 8 * HOUR


def test_nights_on_which_clocks_change_are_as_long_as_they_were() -> None:
    calendar = Calendar(Hours(ALWAYS), BERLIN)
    spring = datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 3, 30, tzinfo=BERLIN)
    autumn = datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 26, tzinfo=BERLIN)
    assert calendar.working_seconds(*spring) == 23 * HOUR
    assert calendar.working_seconds(*autumn) == 25 * HOUR


quarters = st.integers(0, 96).map(lambda n: n * 15)
days = st.lists(quarters, max_size=3, unique=True).map(
    lambda edges: tuple(Span(one, two) for one, two in pairwise(sorted(edges)))
)
weeks = st.tuples(*[days] * 7)
# The weeks around both changes of clocks.
near_changes = st.sampled_from(
    (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC))
)
moments = st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes),
    near_changes,
    st.integers(0, 4 * 96).map(lambda n: n * 15),
)
offices = st.builds(
    Calendar,
    st.builds(
        Hours, weeks, st.frozensets(st.sampled_from([date(2026, 3, 29), date(2026, 10, 25)]))
    ),
    st.sampled_from([MOSCOW, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")]),
)


@settings(deadline=None, max_examples=40)
@given(office=offices, start=moments, quarter_hours=st.integers(0, 110))
def test_working_seconds_are_the_open_quarters(
    office: Calendar, start: datetime, quarter_hours: int
) -> None:
    quarter = timedelta(minutes=15)
    opened = sum(office.open_at(start + n * quarter) for n in range(quarter_hours))
    assert office.working_seconds(start, start + quarter_hours * quarter) == opened * 900


@settings(deadline=None, max_examples=60)
@given(office=offices, moment=moments)
@example(
    Calendar(Hours(((),) * 6 + ((Span(0, 15),),), frozenset({date(2026, 3, 29)})), MOSCOW),
    datetime(2026, 3, 27, tzinfo=UTC),
)
def test_between_now_and_the_next_opening_nothing_is_open(
    office: Calendar, moment: datetime
) -> None:
    opening = office.next_opening(moment)
    if opening is None:
        assert not office.hours.ever
    else:
        assert opening >= moment
        assert office.open_at(opening)
        assert office.working_seconds(moment, opening) == 0
