"""What a button of the panel settles, as pure changes of a group; a table says which is which.

Values come from buttons, and a changed client can send any: what makes no sense raises ValueError.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time

from bot.calls.calendar import ALWAYS, DAY_MINUTES, NINE_TO_SIX, Hours, Span, Week
from bot.groups import Group
from bot.i18n import LANGUAGES

WEEKDAYS = range(7)
DAILY: Week = ((Span(9 * 60, 21 * 60),),) * 7
WEEKS: Mapping[str, Week] = {"office": NINE_TO_SIX, "daily": DAILY, "always": ALWAYS}
ADD, DROP = "+", "-"
NONE, YES = "0", "1"
LONGEST = 24 * 60  # minutes

Change = Callable[[Group, str], Group]


def change(group: Group, do: str, value: str) -> Group:
    """`group` with `do` settled to `value`; raises ValueError for what no button says."""
    if do not in CHANGES:
        raise ValueError(f"nothing called {do!r} can be settled")
    return CHANGES[do](group, value)


def day_value(day: int, span: Span | None) -> str:
    """What a button says that gives a weekday this span, or none."""
    return f"{day}.{span.start}.{span.end}" if span else f"{day}.0.0"


def _line(group: Group, value: str) -> Group:
    """One line more, or one less; none at all is the same as all of them."""
    sign, line = value[:1], value[1:]
    rest = tuple(known for known in group.lines if known != line)
    return replace(group, lines=(*rest, line) if sign == ADD else rest)


def _week(group: Group, value: str) -> Group:
    if value not in WEEKS:
        raise ValueError(f"no such week: {value!r}")
    return replace(group, hours=Hours(WEEKS[value], group.hours.holidays))


def _day(group: Group, value: str) -> Group:
    day, start, end = (int(part) for part in value.split("."))
    if day not in WEEKDAYS or not 0 <= start <= end <= DAY_MINUTES:
        raise ValueError(f"no such working day: {value!r}")
    spans = (Span(start, end),) if start < end else ()
    week = tuple(spans if n == day else known for n, known in enumerate(group.hours.week))
    return replace(group, hours=Hours(week, group.hours.holidays))


def _holiday(group: Group, value: str) -> Group:
    day = date.fromordinal(int(value[1:]))
    holidays = group.hours.holidays - {day} | ({day} if value[:1] == ADD else set())
    return replace(group, hours=Hours(group.hours.week, holidays))


def _language(group: Group, value: str) -> Group:
    if value not in LANGUAGES:
        raise ValueError(f"no such language: {value!r}")
    return replace(group, language=value)


def _time(value: str) -> time | None:
    """A time of the day as minutes, or none."""
    if value == NONE:
        return None
    minutes = _number(value, DAY_MINUTES - 1)
    return time(minutes // 60, minutes % 60)


def _number(value: str, most: int) -> int:
    number = int(value)
    if not 0 <= number <= most:
        raise ValueError(f"out of range: {value}")
    return number


CHANGES: Mapping[str, Change] = {
    "on": lambda group, value: replace(group, enabled=value == YES),
    "menu": lambda group, value: replace(group, menu=value == YES),
    "quiet": lambda group, value: replace(group, silence=value == YES),
    "line": _line,
    "lines": lambda group, _: replace(group, lines=()),
    "week": _week,
    "day": _day,
    "off": _holiday,
    "esc": lambda group, value: replace(group, escalation=_number(value, LONGEST) or None),
    "nobody": lambda group, _: replace(group, duty=None),
    "claim": lambda group, value: replace(group, claim=max(_number(value, LONGEST), 1)),
    "am": lambda group, value: replace(group, morning=_time(value)),
    "pm": lambda group, value: replace(group, evening=_time(value)),
    "lang": _language,
}
