"""Written days and months: «01.03», «1 марта 2026», "March 1-15", 20260301, «март», «15 числа»."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.calls import period
from bot.calls.grammar.items import Item, clock
from bot.calls.grammar.words import (
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    full_year,
    month,
    place,
)
from bot.calls.period import DAY, Span
from bot.calls.query import Match, NumberTerm
from bot.calls.reading import Note, Office

Found = re.Match[str]
_END = r"(?![\w])(?![-./]\d)"
_SAME = r"(?!\w)(?!(?P=sign)\d)"  # «01.03-15.03» is two dates, 12-03-44-55 none
_NTH = r"(?:\s*-?\s*(?:го|ое|ого|е|й|st|nd|rd|th)(?!\w))?"
_OF = r"(?:\s+of)?\s*"
_TO = r"\s*(?:-|по|до|на|и|to|and|through|till|until)\s*"
_LIST = rf"(?:\s*,\s*\d\d?)*(?:{_TO}|\s*,\s*)"  # «10, 11 и 12 марта»
_DM = r"(?P<a>\d\d?)(?P<sign>[-./])(?P<b>\d\d?)"
_NO_PART = r"(?!\s*(?:квартал|полугоди|недел|половин|quarter|week|half))"
SINCE = 1999  # no year that is looked for is before it
_THE = r"(?:the\s+)?"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bad(text: str) -> Item:
    return Item(code="x", text=text, notes=(Note("impossible-date", {"part": text}),))


def _dated(text: str, y: int | None, m: int, d: int, office: Office) -> Item:
    """A day; without a year the latest one that has come."""
    now = office.wall
    try:
        if y is None:
            date(now.year, m, d)
            return Item(code="d", text=text, span=period.latest(_years(m, d, now), now))
        day = date(y, m, d)
    except ValueError:
        return _bad(text)
    return begun(Item(code="d", text=text, span=period.days(day)), now)


def begun(item: Item, now: datetime) -> Item:
    """The item in the latest year that has begun, if its own year is this one; else impossible."""
    span = item.span
    if span is None or span.start <= now:
        return item
    if span.start.year > now.year:
        return not_yet(item.text)
    earlier = period.shifted(Span(start=span.start, end=span.end, cycle="year"), -1)
    moved = Span(start=earlier.start, end=earlier.end, moved=True)
    return Item(code="d", text=item.text, span=moved)


def not_yet(text: str) -> Item:
    """A time still to come, of which there are no calls."""
    return Item(code="x", text=text, notes=(Note("future-date", {"part": text}),))


def _years(m: int, d: int, now: datetime) -> Iterator[Span]:
    for year in range(now.year, SINCE, -1):
        try:
            yield period.days(date(year, m, d), cycle="year")
        except ValueError:
            continue


def _numeric(match: Found, office: Office) -> Item | None:
    """«01.03», «01.03.26», 03/15/2026, 12-03; a dash may also be inside a number."""
    text, sign = match[0], match["sign"]
    first, second = int(match["a"]), int(match["b"])
    year = full_year(match["y"], office.now) if match["y"] else None
    if sign == "." and not year and first < 24 and 12 < second < 60 and len(match["b"]) == 2:
        return clock(text, first * 60 + second)  # «в 15.20»
    if sign in "-, " and not _possible(year, second, first):
        return None
    if year and sign == "-" and len(match["y"]) == 2 and year < 2010 <= 2000 + first:
        first, year = year - 2000, 2000 + first  # 26-03-01
    item = _dated(text, year, second, first, office)
    if sign == "/" and _possible(year, first, second):
        american = _dated(text, year, first, second, office)
        if item.code == "x":
            return american
        if first != second:
            return beside(item, american)
    unsure = sign == "-" or (sign == " " and len(match["y"]) == 2)
    if unsure and len(_digits(text)) >= 4 and item.code == "d":
        return beside(item, as_number(_digits(text), Match.SUFFIX))
    return item


def _possible(year: int | None, m: int, d: int) -> bool:
    try:
        date(year or 2024, m, d)
    except ValueError:
        return False
    return True


def beside(item: Item, other: Item) -> Item:
    """The item, which may also be the other one."""
    return Item(code=item.code, text=item.text, span=item.span, notes=item.notes, others=(other,))


def as_number(digits: str, match: Match) -> Item:
    return Item(code="n", text=digits, term=NumberTerm(digits, match))


def _iso(match: Found, office: Office) -> Item:
    return _dated(match[0], int(match["y"]), int(match["m"]), int(match["d"]), office)


def _compact(match: Found, office: Office) -> Item | None:
    """20260301 or 15032026: a date if there is such a day, and perhaps a number."""
    text = match[0]
    iso = (int(text[:4]), int(text[4:6]), int(text[6:]))
    ours = (int(text[4:]), int(text[2:4]), int(text[:2]))
    for y, m, d in (iso, ours):
        if 2000 <= y <= office.now.year and _possible(y, m, d):
            return beside(_dated(text, y, m, d, office), as_number(text, Match.CONTAINS))
    return None


def _worded(match: Found, office: Office) -> Item:
    """«1 марта 2026», "March 1st"."""
    year = full_year(match["y"], office.now) if match["y"] else None
    return _dated(match[0], year, month(match["m"].rstrip(".")), int(match["d"]), office)


def _days(match: Found, office: Office) -> Item:
    """«1–15 марта», "March 1-15", «1-15.03.2026»."""
    year = full_year(match["y"], office.now) if match["y"] else None
    number = int(match["m"]) if match["m"].isdecimal() else month(match["m"].rstrip("."))
    first = _dated(match[0], year, number, int(match["d"]), office)
    last = _dated(match[0], year, number, int(match["e"]), office)
    if first.span is None or last.span is None:
        return _bad(match[0])
    span = period.join(first.span, last.span)
    return Item(code="D", text=match[0], span=replace(span, cycle="" if year else "year"))


def _month(match: Found, office: Office) -> Item | None:
    """«март», «03.2026», «майские», unless that is somebody's name."""
    if "ск" in match["m"] and office.directory.find(match["m"]):
        return None
    number = int(match["m"]) if match["m"].isdecimal() else month(match["m"].rstrip("."))
    if not 1 <= number <= 12:
        return _bad(match[0])
    return of_year(match, office, number, 1)


def of_year(match: Found, office: Office, first: int, months: int) -> Item:
    """So many months from the `first` on, of the year that was said, or the latest to have begun.

    Month 0 is the December of the year before.
    """
    now = office.wall
    if match["y"]:
        span = period.month(full_year(match["y"], now), first, months)
        return begun(Item(code="d", text=match[0], span=span), now)
    newest = now.year + (not first and now.month == 12)
    spans = (
        replace(period.month(year, first, months), cycle="year")
        for year in range(newest, SINCE, -1)
    )
    return Item(code="d", text=match[0], span=period.latest(spans, now))


def _weekday(match: Found, office: Office) -> Item:
    today = office.wall
    back = (today.weekday() - place(match["w"], WEEKDAYS)) % 7
    if match["last"]:
        back = today.weekday() - place(match["w"], WEEKDAYS) + 7
    return Item(code="d", text=match[0], span=period.days(today.date() - back * DAY, cycle="week"))


def _of_month(match: Found, office: Office) -> Item:
    """«15 числа», «15-го»: of this month, or of the one before."""
    day = int(match["d"])
    span = period.days_of_month(day, day, office.wall)
    return Item(code="d", text=match[0], span=span) if span else _bad(match[0])


def _days_of_month(match: Found, office: Office) -> Item:
    """«1-15 числа»."""
    span = period.days_of_month(int(match["d"]), int(match["e"]), office.wall)
    return Item(code="D", text=match[0], span=span) if span else _bad(match[0])


Build = Callable[[Found, Office], Item | None]
RULES: tuple[tuple[str, Build], ...] = (
    (r"(?P<y>20\d\d)[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)(?!\d)(?![./]\d)(?:t(?=\d\d:))?", _iso),
    (rf"(?P<d>\d\d?){_NTH}{_LIST}(?P<e>\d\d?){_NTH}{_OF}(?P<m>{MONTH})\.?{YEAR}", _days),
    (rf"(?P<m>{MONTH})\.?\s*(?P<d>\d\d?){_NTH}{_TO}(?P<e>\d\d?){_NTH}(?![\d:]){YEAR}", _days),
    (rf"(?P<d>\d\d?){_TO}(?P<e>\d\d?)\.(?P<m>\d\d)(?:\.(?P<y>(?:20)?\d\d))?{_END}", _days),
    (rf"{_THE}(?P<d>\d\d?){_NTH}{_OF}(?P<m>{MONTH})\.?{YEAR}", _worded),
    (rf"(?P<m>{MONTH})\.?\s*(?P<d>\d\d?)(?![\d:.])(?!\s*г(?:\.|од)){_NTH}{YEAR}", _worded),
    (rf"{_DM}(?P=sign)(?P<y>(?:20)?\d\d)(?:\s*г(?:\.|ода?)?)?{_SAME}", _numeric),
    (rf"{_DM}(?P<y>){_SAME}", _numeric),
    (r"(?P<a>\d\d)(?P<sign> )(?P<b>\d\d) (?P<y>20\d\d|2\d)(?![\w-])(?! \d)", _numeric),
    (rf"(?P<a>\d\d)(?P<sign>,)(?P<b>\d\d)(?P<y>){_SAME}", _numeric),
    (rf"(?P<y>20[1-4]\d)\s+(?P<m>{MONTH})(?!\s*\d)", _month),
    (rf"(?P<m>\d\d?)[./](?P<y>20\d\d){_END}", _month),
    (rf"(?P<y>20\d\d)-(?P<m>\d\d){_END}", _month),
    (r"\d{8}(?![\w])(?![-./(]\d(?!\d{7}(?!\d)))", _compact),
    (rf"(?:весь\s+|whole\s+)?(?P<m>{MONTH})\.?(?:\s+месяц\w*)?{YEAR}", _month),
    (rf"(?P<d>\d\d?){_TO}(?P<e>\d\d?)\s*числ[аоу](?!\w)", _days_of_month),
    (
        rf"(?P<d>\d\d?)(?:(?:-?го)?\s*числ[аоу]|-?(?:го|ое|е|st|nd|rd|th)(?:\s+числ[аоу])?)(?!\w){_NO_PART}",
        _of_month,
    ),
    (rf"(?P<last>(?:прошл\w+|last)\s+)?(?P<w>{WEEKDAY})", _weekday),
)
