"""Days, clocks, periods and spans, as people of each language write them (Babel's month names)."""

from datetime import datetime, timedelta
from functools import cache

from babel.dates import format_date, format_skeleton, get_day_names

from bot.calls.period import BEGINNING
from bot.calls.period import clock as clock_of
from bot.calls.query import Period
from handlers.views.view import View

DAY = timedelta(days=1)
MOMENT = timedelta.resolution


def clock(v: View, moment: datetime, *, seconds: bool = False) -> str:
    return v.local(moment).time().isoformat("seconds" if seconds else "minutes")


def span(seconds: float) -> str:
    """A stretch of time as `0:24`, `4:31` or `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def day(v: View, moment: datetime) -> str:
    """The heading of a day: «Сегодня, 18 марта», «Вторник, 10 марта», with another year's year."""
    date = v.local(moment).date()
    near = {v.now.date(): "day-today", v.now.date() - DAY: "day-yesterday"}.get(date)
    name = v.t.label(near) if near else _weekday(v.t.language, date.weekday())
    return f"{name}, {_date(v, v.local(moment), year=date.year != v.now.year)}"


def moment(v: View, when: datetime, beside: datetime | None = None) -> str:
    """A moment in a sentence: only the clock on the day of `beside` (or now), else with the day."""
    if v.local(when).date() == v.local(beside or v.now).date():
        return clock(v, when)
    same_year = v.local(when).year == v.now.year
    return f"{_date(v, v.local(when), year=not same_year)}, {clock(v, when)}"


def date(v: View, when: datetime) -> str:
    return _date(v, v.local(when), year=True)


def stamp(v: View, when: datetime, *, seconds: bool = False) -> str:
    """A moment that may be read years later: «18 марта 2026, 10:49»."""
    return f"{date(v, when)}, {clock(v, when, seconds=seconds)}"


def period(v: View, span: Period) -> str:
    """A half-open period as people say it: «1–15 марта 2026», «18 марта, 10:00–12:00»."""
    start, end = v.local(span.start), v.local(span.end)
    if start.year == BEGINNING.year:
        return v.t.label("period-until", date=_date(v, end - MOMENT, year=True))
    if _midnight(start) and _midnight(end):
        return _days(v, start, end)
    if start.date() == end.date() or (_midnight(end) and end - start <= DAY):
        hours = f"{start:%H:%M}–{end:%H:%M}" if not _midnight(end) else f"{start:%H:%M}–24:00"
        return f"{_named(v, start)}, {hours}"
    return f"{_date(v, start, year=True)} {start:%H:%M} – {_date(v, end, year=True)} {end:%H:%M}"


def hours(span: tuple[int, int]) -> str:
    """Minutes of a day as «09:00–18:00»."""
    return "–".join(map(clock_of, span))


def _days(v: View, start: datetime, end: datetime) -> str:
    last = end - DAY
    if start.date() == last.date():
        return _named(v, start)
    if start.day == 1 and end.day == 1:
        whole = _months(v, start, end)
        if whole:
            return whole
    if (start.year, start.month) == (last.year, last.month):
        month = format_date(start, "MMMM", locale=v.t.language)
        return v.t.label(
            "period-in-month",
            first=str(start.day),
            last=str(last.day),
            month=month,
            year=str(start.year),
        )
    return f"{_date(v, start, year=start.year != last.year)} – {_date(v, last, year=True)}"


def _months(v: View, start: datetime, end: datetime) -> str:
    """A whole month or a whole year, or nothing."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months == 1:
        return format_date(start, "LLLL y", locale=v.t.language)
    whole_year = start.month == 1 and months == 12  # noqa: PLR2004 - months of a year
    return v.t.label("period-year", year=str(start.year)) if whole_year else ""


def _named(v: View, start: datetime) -> str:
    near = {v.now.date(): "period-today", v.now.date() - DAY: "period-yesterday"}.get(start.date())
    written = _date(v, start, year=True)
    return v.t.label(near, date=written) if near else written


def _date(v: View, local: datetime, *, year: bool) -> str:
    written = _day_of_year(v.t.language, local.month, local.day)
    if not year:
        return written
    return v.t.label("date-with-year", date=written, year=str(local.year))


@cache
def _weekday(language: str, weekday: int) -> str:
    return str(get_day_names("wide", locale=language)[weekday]).capitalize()


@cache
def _day_of_year(language: str, month: int, day: int) -> str:
    """«10 марта»: Babel takes as long over it as the rest of a page's line."""
    leap = datetime(2024, month, day)  # noqa: DTZ001 - a date of no zone
    return str(format_skeleton("MMMMd", leap, locale=language))


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)
