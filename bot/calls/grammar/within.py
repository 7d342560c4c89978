"""A time within another: «15 марта прошлого года», «в среду на прошлой неделе», «конец марта»."""

import re
from dataclasses import replace

from bot.calls import period
from bot.calls.grammar.dates import begun, not_yet
from bot.calls.grammar.items import Build, Item, Items, number_of, spans_of, text_of
from bot.calls.period import DAY
from bot.calls.reading import Office

_OF_MONTH = re.compile(r"\w+го\s|(?:the\s+)?(?:last|this|previous)\s+month")


def _share(items: Items, office: Office) -> Items | None:
    """«конец марта», «первая неделя прошлого месяца»."""
    (whole,) = spans_of(items)
    span = period.share(whole, items[0].mark)
    return [_past(Item(code="d", text=text_of(items), span=span), office)] if span else None


def _within(items: Items, office: Office) -> Items | None:
    """«15 марта прошлого года», «в среду на прошлой неделе», «в прошлом месяце 15 числа»."""
    for part, whole in ((items[0], items[-1]), (items[-1], items[0])):
        if _names_its_weekday(part, whole):
            return [whole]
        span = part.span and whole.span and period.within(part.span, whole.span)
        if span:
            return [_past(replace(part, text=text_of(items), span=span, others=()), office)]
    return None


def _names_its_weekday(weekday: Item, day: Item) -> bool:
    """«в понедельник 9 марта» is that day, whichever it was."""
    if weekday.span is None or day.span is None or weekday.span.cycle != "week":
        return False
    return day.span.cycle != "week" and day.span.end - day.span.start == DAY


def _day_within(items: Items, office: Office) -> Items | None:
    """«15 прошлого месяца»."""
    (whole,) = spans_of(items)
    day = whole.start + (number_of(items[0]) - 1) * DAY
    if not (_OF_MONTH.match(items[-1].text) and whole.start <= day < whole.end):
        return None
    return [_past(Item(code="d", text=text_of(items), span=period.days(day)), office)]


def _past(item: Item, office: Office) -> Item:
    """The item, of an earlier year where it did not say which, and this year's is to come."""
    if item.span is None or item.span.start <= office.wall:
        return item
    if item.span.cycle:
        return begun(item, office.wall)
    return not_yet(item.text)


PATTERNS: tuple[tuple[str, Build], ...] = (
    (r"h[dD]", _share),
    (r"[dD][VO]?d", _within),
    (r"id", _day_within),
)
