"""When a group's digest is due, and of which days it tells. Pure: the moment is a parameter.

A digest comes on working days only. In the morning it tells of everything since the last working
day began, so that Monday's holds the weekend; in the evening of the day itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.calls.calendar import Hours
from bot.calls.query import Period
from bot.groups import Group

LATE = timedelta(hours=2)  # a digest later than that is no news any more
LONGEST = 14  # days that a morning digest looks back over at most
_DAY = timedelta(days=1)


class Kind(StrEnum):
    """The two digests of a day."""

    MORNING = "morning"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Due:
    """A digest to be sent now; `day` and `kind` name it for ever."""

    kind: Kind
    day: date
    period: Period


def due(group: Group, zone: tzinfo, now: datetime) -> Iterator[Due]:
    """The digests whose time has come in `group` and has not long passed."""
    today = now.astimezone(zone).date()
    if not group.hours.spans(today):
        return
    first = _last_working_day(group.hours, today)
    spans = {Kind.MORNING: (first, today), Kind.EVENING: (today, today + _DAY)}
    for kind, at in {Kind.MORNING: group.morning, Kind.EVENING: group.evening}.items():
        if at is not None and timedelta() <= now - datetime.combine(today, at, zone) < LATE:
            start, end = (datetime.combine(day, time(), zone) for day in spans[kind])
            yield Due(kind, today, Period(start, end))


def _last_working_day(hours: Hours, today: date) -> date:
    """The working day before `today`, or the day before it where there is none for long."""
    before = (today - n * _DAY for n in range(1, LONGEST + 1))
    return next((day for day in before if hours.spans(day)), today - _DAY)
