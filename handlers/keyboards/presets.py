"""Things to choose from: the presets of a period, examples of questions, languages."""

from dataclasses import replace
from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardMarkup

from bot.calls.query import Period, Query
from handlers.buttons import button, chosen, markup, question
from handlers.callbacks import Example, Language
from handlers.views.view import View

WEEK, MONTH = 7, 30
EXAMPLES = (1, 2, 3, 4)


def periods(v: View, query: Query) -> InlineKeyboardMarkup:
    """The presets of a question's period."""
    today = v.now.replace(hour=0, minute=0, second=0, microsecond=0)
    presets = {
        "period-button-today": _days(today, 1, 0),
        "period-button-yesterday": _days(today, 1, 1),
        "period-button-week": _days(today, WEEK, 0),
        "period-button-month": _days(today, MONTH, 0),
        "period-button-all": None,
    }
    buttons = [
        question(chosen(v, v.t.label(key), query.period == period), _during(query, period))
        for key, period in presets.items()
    ]
    back = question(v.t.label("button-back"), query)
    return markup([buttons[:2], buttons[2:4], [buttons[4], back]])


def languages() -> InlineKeyboardMarkup:
    """Each language by its own name, which needs no translation."""
    names = {"ru": "Русский", "en": "English"}
    return markup([[button(name, Language(code=code).pack()) for code, name in names.items()]])


def examples(v: View) -> InlineKeyboardMarkup:
    """Questions to tap, for who does not know what to type."""
    return markup(
        [button(v.t.label(f"example-{number}"), Example(number=number).pack())]
        for number in EXAMPLES
    )


def _during(query: Query, period: Period | None) -> Query:
    """The question about another time; hours are of the days of one."""
    return replace(query, period=period, hours=query.hours if period else None)


def _days(today: datetime, days: int, ago: int) -> Period:
    end = today + timedelta(days=1 - ago)
    return Period(end - timedelta(days=days), end)
