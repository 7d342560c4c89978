"""When an office works: hours by weekday, holidays, and how long it was open between two moments.

Hours are what a clock on the office's wall shows; moments are aware and may come in any zone.
Everything is reckoned on stretches of real time, so a night on which clocks change is as long as
it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open span of a day in minutes from midnight: 9:00–18:00 is `Span(540, 1080)`.

    `end` may be 1440, midnight. Work past midnight is two spans on two days.
    """

    start: int
    end: int


Week = tuple[tuple[Span, ...], ...]
NINE_TO_SIX: Week = ((Span(9 * 60, 18 * 60),),) * 5 + ((),) * 2
ALWAYS: Week = ((Span(0, DAY_MINUTES),),) * 7


@dataclass(frozen=True, slots=True)
class Hours:
    """Seven days from Monday on, each with its spans in order, and the days off besides."""

    week: Week = NINE_TO_SIX
    holidays: frozenset[date] = field(default_factory=frozenset)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The spans of one day, none on a holiday."""
        return () if day in self.holidays else self.week[day.weekday()]

    @property
    def ever(self) -> bool:
        """Say whether there is any working day at all."""
        return any(self.week)


@dataclass(frozen=True, slots=True)
class Calendar:
    """`Hours` on the clock of a zone."""

    hours: Hours
    zone: tzinfo

    def open_at(self, moment: datetime) -> bool:
        """Whether the office works at `moment`."""
        return any(start <= moment < end for start, end in self._around(moment))

    def working_seconds(self, start: datetime, end: datetime) -> float:
        """Seconds the office was open between two moments; 0 where `end` is not after `start`."""
        days = (end.astimezone(self.zone).date() - start.astimezone(self.zone).date()).days
        # Two moments of one zone would be subtracted as the wall's clock shows them.
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        shared = (
            (min(end, closes) - max(start, opens)).total_seconds()
            for opens, closes in self._stretches(start, days + 2)
        )
        return sum(max(seconds, 0.0) for seconds in shared)

    def next_opening(self, moment: datetime) -> datetime | None:
        """`moment` itself if the office works then, else when it opens next; None for never."""
        if not self.hours.ever:
            return None
        longest = (len(self.hours.holidays) + 1) * len(self.hours.week) + 2  # who works on Sundays
        for opens, closes in self._stretches(moment, longest):
            if moment < closes:
                return max(moment, opens).astimezone(self.zone)
        return None

    def _around(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        return self._stretches(moment, 2)

    def _stretches(self, moment: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """What is open in `days` days from the eve of `moment` on, in order, never overlapping.

        A span that lies where clocks skip an hour moves with the clock: it may touch the next.
        """
        first = moment.astimezone(self.zone).date() - _DAY
        last = datetime.min.replace(tzinfo=UTC)
        for day in (first + n * _DAY for n in range(days + 1)):
            for span in self.hours.spans(day):
                opens = max(self._instant(day, span.start), last)
                last = max(self._instant(day, span.end), opens)
                if opens < last:
                    yield opens, last

    def _instant(self, day: date, minutes: int) -> datetime:
        """The moment the wall's clock shows so much past midnight, the first of two such."""
        days, rest = divmod(minutes, DAY_MINUTES)
        wall = datetime.combine(day + days * _DAY, time(rest // 60, rest % 60), self.zone)
        return wall.astimezone(UTC)
