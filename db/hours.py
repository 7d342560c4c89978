"""Hours of each day, as a condition on the ids of calls: these begin with the moment of the start.

A day begins when the wall's clock says so, so the ids are those of stretches of time in which the
clock was equally far from UTC: of a year with summer time there are three.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, bindparam, or_

from bot.calls.query import Period
from db import ids

DAY = 86_400_000  # milliseconds
_MINUTE = 60_000
_STEP = timedelta(days=7)  # no clock is changed and changed back within it
_EXACT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Calls from the id `low` to before `high`, while the clock was `ahead` of UTC."""

    low: int
    high: int
    ahead: int  # milliseconds


@dataclass(frozen=True, slots=True)
class Daily:
    """From one time of the day to before another, in milliseconds; or past midnight."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, hours: tuple[int, int], period: Period) -> "Daily":
        """The `hours`, in minutes, of each day of `period`, on its own clock."""
        start, end = (each * _MINUTE for each in hours)
        return cls(start, end, tuple(_stretches(period)))

    @property
    def shape(self) -> "Daily":
        """The same for all hours that one condition is for."""
        start, end = (0, 1) if self.start < self.end else (1, 0)
        return Daily(start, end, (Stretch(0, 0, 0),) * len(self.stretches))

    @property
    def values(self) -> dict[str, Any]:
        found = {"hour": self.start, "hour_end": self.end}
        for place, each in enumerate(self.stretches):
            found[f"ahead{place}"] = each.ahead
            found |= {f"stretch{place}": each.low, f"stretch_end{place}": each.high}
        return found

    def where(self, call_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """The condition, to be filled in with `values`."""
        return or_(*(self._in(call_id, place) for place in range(len(self.stretches))))

    def _in(self, call_id: SQLColumnExpression[int], place: int) -> ColumnElement[bool]:
        started = call_id.bitwise_rshift(ids.BITS)
        clock = (started + bindparam(f"ahead{place}")) % DAY
        after, before = clock >= bindparam("hour"), clock < bindparam("hour_end")
        there = call_id >= bindparam(f"stretch{place}"), call_id < bindparam(f"stretch_end{place}")
        return and_(*there, and_(after, before) if self.start < self.end else or_(after, before))


def _stretches(period: Period) -> Iterator[Stretch]:
    start, end = (each.astimezone(UTC) for each in (period.start, period.end))
    while start < end:
        until = _change(period, start, end)
        ahead = _ahead(period, start) // timedelta(milliseconds=1)
        yield Stretch(ids.edge(start), ids.edge(until), ahead)
        start = until


def _change(period: Period, start: datetime, end: datetime) -> datetime:
    """When the clock is changed next, to the minute; the end where it is not."""
    ahead = _ahead(period, start)
    before = start
    while before < end and _ahead(period, min(before + _STEP, end)) == ahead:
        before = min(before + _STEP, end)
    if before == end:
        return end
    after = min(before + _STEP, end)
    while after - before > _EXACT:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _ahead(period, middle) == ahead else (before, middle)
    return after.replace(second=0, microsecond=0)


def _ahead(period: Period, at: datetime) -> timedelta:
    return at.astimezone(period.start.tzinfo).utcoffset() or timedelta()
