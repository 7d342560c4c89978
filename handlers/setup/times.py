"""The pages of a panel that settle times: working hours, one weekday, holidays, digests."""

import calendar
from collections.abc import Sequence
from datetime import date, time

from babel.dates import format_skeleton

from bot.calls.calendar import DAY_MINUTES, Span
from handlers.buttons import Button, Row
from handlers.setup import words
from handlers.setup.callbacks import Page
from handlers.setup.changes import ADD, DROP, NONE, WEEKDAYS, WEEKS, day_value
from handlers.setup.drawing import Drawing, in_rows, still

MORNINGS = tuple(time(hour, minute) for hour in range(7, 12) for minute in (0, 30))
EVENINGS = tuple(time(hour, minute) for hour in range(16, 22) for minute in (0, 30))
STEP = 30  # minutes by which a day's opening and closing are moved
OPENS = Span(9 * 60, 18 * 60)
MONTHS = 12
YEARS = range(2000, 2100)


def hours(drawing: Drawing) -> list[Row]:
    presets = [
        drawing.settle(
            drawing.label(f"panel-week-{name}"),
            "week",
            name,
            chosen=drawing.group.hours.week == week,
        )
        for name, week in WEEKS.items()
    ]
    days = [drawing.go(_day_label(drawing, day), Page.DAY, day) for day in WEEKDAYS]
    return [*in_rows(presets, 1), *in_rows(days, 2)]


def weekday(drawing: Drawing) -> list[Row]:
    """One weekday: its opening and closing moved by half an hour, or a day off."""
    day = drawing.at if drawing.at in WEEKDAYS else 0
    spans = drawing.group.hours.week[day]
    title = still(words.day_name(drawing.v, day, "wide"))
    if not spans:
        works = drawing.settle(drawing.label("panel-day-works"), "day", day_value(day, OPENS))
        return [[title], [works]]
    opens, closes = spans[0].start, spans[-1].end
    off = drawing.settle(drawing.label("panel-day-off"), "day", day_value(day, None))
    return [
        [title],
        _moved(
            drawing, day, words.clock(opens), Span(opens - STEP, closes), Span(opens + STEP, closes)
        ),
        _moved(
            drawing,
            day,
            words.clock(closes),
            Span(opens, closes - STEP),
            Span(opens, closes + STEP),
        ),
        [off],
    ]


def _moved(drawing: Drawing, day: int, shown: str, earlier: Span, later: Span) -> Row:
    return [
        drawing.settle("−", "day", day_value(day, earlier)) if _possible(earlier) else still("·"),
        still(shown),
        drawing.settle("+", "day", day_value(day, later)) if _possible(later) else still("·"),
    ]


def _possible(span: Span) -> bool:
    return 0 <= span.start < span.end <= DAY_MINUTES


def holidays(drawing: Drawing) -> list[Row]:
    """A month as a calendar: a day tapped is a day off, tapped again it is not."""
    at = drawing.at if drawing.at // MONTHS in YEARS else month(drawing.v.now.date())
    first = date(at // MONTHS, at % MONTHS + 1, 1)
    title = str(format_skeleton("yMMMM", first, locale=drawing.v.t.language)).capitalize()
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        [
            drawing.go("‹", Page.HOLIDAYS, at - 1),
            still(title),
            drawing.go("›", Page.HOLIDAYS, at + 1),
        ],
        [still(words.day_name(drawing.v, day)) for day in WEEKDAYS],
        *([_date(drawing, day, first.month) for day in week] for week in weeks),
    ]


def _date(drawing: Drawing, day: date, month: int) -> Button:
    if day.month != month:
        return still("·")
    off = day in drawing.group.hours.holidays
    label = f"🔴{day.day}" if off else str(day.day)
    return drawing.settle(label, "off", f"{DROP if off else ADD}{day.toordinal()}")


def morning(drawing: Drawing) -> list[Row]:
    return _times(drawing, "am", MORNINGS, drawing.group.morning)


def evening(drawing: Drawing) -> list[Row]:
    return _times(drawing, "pm", EVENINGS, drawing.group.evening)


def _times(drawing: Drawing, do: str, offered: Sequence[time], settled: time | None) -> list[Row]:
    buttons = [
        drawing.settle(
            words.at(moment), do, str(moment.hour * 60 + moment.minute), chosen=moment == settled
        )
        for moment in offered
    ]
    never = drawing.settle(drawing.label("panel-never"), do, NONE, chosen=settled is None)
    return [*in_rows(buttons, 4), [never]]


def _day_label(drawing: Drawing, day: int) -> str:
    spans = drawing.group.hours.week[day]
    shown = ", ".join(words.span(one) for one in spans) or drawing.label("panel-day-off")
    return f"{words.day_name(drawing.v, day)} {shown}"


def month(day: date) -> int:
    """A month as one number, so that a button can carry it."""
    return day.year * MONTHS + day.month - 1
