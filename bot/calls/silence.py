"""Is a line dead? No call has come in for far longer than such an hour of such a weekday has calls.

The rule asks how many calls usually come in the working time since the last one. Where calls come
independently of each other, ten expected and none come once in e^10, some 20 000, such stretches.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.calls.calendar import Calendar

WEEKS = 8  # the past that is compared with
LEAST_WEEKS = 3
ENOUGH = 10.0  # calls usually come in a time as long as this silence
SHORTEST = 15 * 60  # working seconds: a burst of a busy minute is no measure

QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)

Usual = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Silence:
    """No call since `since`, where `expected` usually come in the working time from then on."""

    since: datetime
    expected: float


def usual(counts: Mapping[datetime, int], calendar: Calendar, now: datetime) -> Usual:
    """Calls in an hour by (weekday, hour) of the office's clock; nothing while we know too little.

    `counts` are calls that came in by the quarter of an hour they began in. The median of the last
    weeks: neither one wild Monday nor one holiday moves it.
    """
    if not counts:
        return {}
    weeks = min((now - min(counts)) // _WEEK, WEEKS)
    if weeks < LEAST_WEEKS:
        return {}
    hours: Counter[tuple[object, int]] = Counter()
    for quarter, n in counts.items():
        local = quarter.astimezone(calendar.zone)
        hours[local.date(), local.hour] += n
    today = now.astimezone(calendar.zone).date()
    found: dict[tuple[int, int], float] = {}
    for days_ago in range(1, 8):
        days = [today - timedelta(days=days_ago) - week * _WEEK for week in range(weeks)]
        worked = [day for day in days if calendar.hours.spans(day)]
        for hour in range(24) if worked else ():
            found[days[0].weekday(), hour] = median(hours[day, hour] for day in worked)
    return found


def expected(usually: Usual, calendar: Calendar, since: datetime, now: datetime) -> float:
    """How many calls usually come in the working time between two moments."""
    return sum(
        usually.get((local.weekday(), local.hour), 0.0)
        * calendar.working_seconds(start, end)
        / _HOUR.total_seconds()
        for start, end in _hours(since, now, calendar)
        for local in (start.astimezone(calendar.zone),)
    )


def silence(usually: Usual, calendar: Calendar, last: datetime, now: datetime) -> Silence | None:
    """The silence since the `last` call, if it is far too long; None out of working hours."""
    since = max(last, now - _WEEK)
    if not calendar.open_at(now) or calendar.working_seconds(since, now) < SHORTEST:
        return None
    calls = expected(usually, calendar, since, now)
    return Silence(last, calls) if calls >= ENOUGH else None


def _hours(
    start: datetime, end: datetime, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The time between two moments, cut where the office's clock strikes."""
    while start < end:
        local = start.astimezone(calendar.zone)
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        edge = min(start + _HOUR - past, end)
        yield start, edge
        start = edge
