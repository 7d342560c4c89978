"""The calendar of questions: days, months and spans of local time, without clock or zone.

Times here are naive: the PBX's wall clock. `reader` puts the zone on once a span is final. History
has no future, so a date that said no year is the latest one that has come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

BEGINNING = datetime(2000, 1, 1)  # «до 5 марта» starts here
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DAY_MINUTES = 24 * 60
ROLLING = {"day": 1, "week": 7, "month": 30, "quarter": 90, "half": 182, "year": 365}
_CROSSING = timedelta(days=183)  # «25.12–05.01» crosses a year; «15.03–01.03» is reversed


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open span of wall-clock time; `cycle` is what it may be moved by to fit another.

    `moved` tells that this year's (or day's) would be in the future, so that it is an earlier one.
    """

    start: datetime
    end: datetime
    cycle: str = ""
    moved: bool = False
    reversed: bool = False


def clock(minutes: int) -> str:
    """Minutes of a day as «09:05»; the end of it is «24:00»."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def days(first: date, last: date | None = None, cycle: str = "") -> Span:
    """From the first day to the last one, both included."""
    return Span(start=midnight(first), end=midnight(last or first) + DAY, cycle=cycle)


def month(year: int, number: int, months: int = 1) -> Span:
    """So many months from that one on; 0 is the December before."""
    start = _later(datetime(year, 1, 1), number - 1)
    return Span(start=start, end=_later(start, months))


def year(number: int) -> Span:
    return month(number, 1, 12)


def calendar(unit: str, now: datetime, back: int) -> Span:
    """The day, week, month… of `now`, or the one `back` units before it."""
    if unit in {"day", "daylong"}:
        return days(now.date() - back * DAY)
    if unit == "week":
        monday = now.date() - (now.weekday() + 7 * back) * DAY
        return days(monday, monday + 6 * DAY)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    first = (now.month - 1) // length * length + 1
    start = _later(datetime(now.year, first, 1), -length * back)
    return Span(start=start, end=_later(start, length))


def rolling(unit: str, count: int, now: datetime) -> Span:
    """The last `count` units: days include today, hours and minutes end now."""
    if unit in {"minute", "hour", "daylong"}:
        length = {"minute": 60, "hour": 3600, "daylong": 86400}[unit]
        return to_minutes(now - timedelta(seconds=length * count), now)
    return days(now.date() - (ROLLING[unit] * count - 1) * DAY, now.date())


def ago(unit: str, count: int, now: datetime) -> Span:
    """That day, so many days, weeks, months ago; for hours and minutes, everything since."""
    if unit in {"minute", "hour"}:
        return rolling(unit, count, now)
    if unit in {"day", "daylong", "week"}:
        return days(now.date() - count * (7 if unit == "week" else 1) * DAY)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    first = _later(now.replace(day=1), -length * count)
    last = _later(first, 1) - DAY
    return days(first.replace(day=min(now.day, last.day)).date())


def to_minutes(start: datetime, end: datetime) -> Span:
    """The span in whole minutes around `start` and `end`."""
    whole = end.replace(second=0, microsecond=0)
    if whole < end:
        whole += timedelta(minutes=1)
    return Span(start=start.replace(second=0, microsecond=0), end=whole)


def days_of_month(first: int, last: int, now: datetime) -> Span | None:
    """These days of this month, or of one of the two before; None where none has them."""
    for back in range(3):
        whole = calendar("month", now, back)
        start, end = whole.start + (first - 1) * DAY, whole.start + last * DAY
        if whole.start <= start < end <= whole.end and start <= now:
            return Span(start=start, end=end, cycle="month", moved=back > 0)
    return None


def latest(spans: Iterator[Span], now: datetime) -> Span:
    """The first of ever earlier spans that has begun."""
    for n, span in enumerate(spans):
        if span.start <= now:
            return replace(span, moved=n > 0)
    raise ValueError(now)


def within(part: Span, whole: Span) -> Span | None:
    """`part` as it is in `whole`: «март» in «прошлый год», «среда» in «прошлая неделя».

    None where `part` does not come back with every such `whole`.
    """
    if not part.cycle or not _is_whole(whole, part.cycle):
        return None
    while part.end > whole.end:
        part = shifted(part, -1)
    while part.end <= whole.start:
        part = shifted(part, 1)
    return replace(whole, start=part.start, end=part.end) if part.end <= whole.end else None


def _is_whole(span: Span, unit: str) -> bool:
    """Whether it is a week, a month or a year of the calendar."""
    first = calendar(unit, span.start, 0)
    return (first.start, first.end) == (span.start, span.end)


def share(whole: Span, name: str) -> Span | None:
    """A part of a month: a week of seven days from its first one on, a half, ten days."""
    if not _is_whole(whole, "month"):
        return None
    days_ = (whole.end - whole.start).days
    edges = {
        **{f"week {n}": (7 * n - 7, 7 * n) for n in (1, 2, 3, 4)},
        "last week": (days_ - 7, days_),
        "first day": (0, 1),
        "last day": (days_ - 1, days_),
        "first half": (0, 15),
        "second half": (15, days_),
        "start": (0, 10),
        "middle": (10, 20),
        "end": (20, days_),
    }
    first, last = edges[name]
    return replace(whole, start=whole.start + first * DAY, end=whole.start + last * DAY)


def join(first: Span, last: Span) -> Span:
    """From the start of one to the end of the other, each in the year that makes sense."""
    if first.cycle and not last.cycle:
        while first.start >= last.end:
            first = shifted(first, -1)
        while shifted(first, 1).start <= last.start:
            first = shifted(first, 1)
    elif last.cycle:
        last, original = _from(last, first.start), last
        far = last.start - first.start > _CROSSING
        if far and (first.cycle != "year" or _day(last) < _day(first)):
            return replace(join(original, first), reversed=True)
    moved = first.moved and first.cycle != "week"
    if last.end <= first.start:
        return Span(start=last.start, end=first.end, moved=moved, reversed=True)
    return Span(start=first.start, end=max(last.end, first.end), moved=moved)


def _day(span: Span) -> tuple[int, int]:
    return span.start.month, span.start.day


def _from(span: Span, start: datetime) -> Span:
    while span.start >= start and span.moved:
        earlier = shifted(span, -1)
        if earlier.start < start:
            break
        span = earlier
    while span.end <= start:
        span = shifted(span, 1)
    return span


def shifted(span: Span, steps: int) -> Span:
    """The same span a cycle later (or earlier)."""
    if span.cycle == "week":
        return replace(span, start=span.start + 7 * steps * DAY, end=span.end + 7 * steps * DAY)
    months = steps * (12 if span.cycle == "year" else 1)
    start = _later(span.start, months)
    end = _later(span.end, months)
    return replace(span, start=start, end=end if end > start else start + DAY)


def _later(at: datetime, months: int) -> datetime:
    """`at` so many months later, on the last day of a month that is shorter."""
    total = at.year * 12 + at.month - 1 + months
    moved_year, moved_month = divmod(total, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=moved_year, month=moved_month + 1, day=day)
        except ValueError:
            continue
    raise ValueError(at)
