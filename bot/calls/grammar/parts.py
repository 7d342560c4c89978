"""Years and their parts: «2025», «3 квартал», «2 полугодие», «летом», «11 неделя», «начало мая»."""

import re
from dataclasses import replace
from datetime import date

from bot.calls import period
from bot.calls.grammar.dates import SINCE, Build, Found, as_number, beside, not_yet, of_year
from bot.calls.grammar.items import Item
from bot.calls.grammar.words import (
    MONTH,
    QUARTER,
    QUARTERS,
    SEASONS,
    YEAR,
    full_year,
    place,
)
from bot.calls.period import DAY
from bot.calls.query import Match
from bot.calls.reading import Office

_NTH = r"(?:-?(?:й|ый|ий|ой|м|ом|го|ое|е|я|ая|ю|ую))?"
# What a share is of: «марта», «прошлого месяца», "of last month".
_OF_MONTH = (
    rf"(?=\s+(?:of\s+)?(?:the\s+)?(?:{MONTH}|(?:\w+го\s+)?месяца(?!\w)|"
    r"(?:(?:last|this|previous)\s+)?month(?!\w)))"
)
_SHARES = {
    "week 1": rf"(?:перв\w+|1{_NTH})\s+недел\w+|first\s+week",
    "week 2": rf"(?:втор\w+|2{_NTH})\s+недел\w+|second\s+week",
    "week 3": rf"(?:трет\w+|3{_NTH})\s+недел\w+|third\s+week",
    "week 4": rf"(?:четверт\w+|4{_NTH})\s+недел\w+|fourth\s+week",
    "last week": r"последн\w+\s+недел\w+|last\s+week",
    "first day": r"перв\w+\s+д(?:ень|ня)|first\s+day",
    "last day": r"последн\w+\s+д(?:ень|ня)|last\s+day",
    "first half": rf"(?:перв\w+|1{_NTH})\s+половин\w+|first\s+half",
    "second half": rf"(?:втор\w+|2{_NTH})\s+половин\w+|second\s+half",
    "start": r"начал\w+|start|beginning",
    "middle": r"середин\w+|middle",
    "end": r"кон(?:ец|ц\w+)|end",
}


def _quarter(match: Found, office: Office) -> Item:
    return of_year(match, office, place(match["q"], QUARTERS) * 3 + 1, 3)


def _half(match: Found, office: Office) -> Item:
    first = match["q"].startswith(("1", "перв")) or match["q"] == "i"
    return of_year(match, office, 1 if first else 7, 6)


def _season(match: Found, office: Office) -> Item | None:
    """«летом», «прошлой зимой», "summer 2025"; winter is that of the year it ends in."""
    if office.directory.find(match["s"]):
        return None
    item = of_year(match, office, place(match["s"], SEASONS) * 3, 3)
    if item.span is None or not match["last"]:
        return item
    last = item.span if item.span.end <= office.wall else period.shifted(item.span, -1)
    return replace(item, span=replace(last, moved=False))


def _week(match: Found, office: Office) -> Item | None:
    """«11 неделя», "week 11": as calendars number them. «11 недель» are so many."""
    number = int(match["n"] or match["w"])
    said = full_year(match["y"], office.now) if match["y"] else office.now.year
    for year in range(said, SINCE, -1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        span = period.days(monday, monday + 6 * DAY)
        if span.start <= office.wall:
            return Item(code="d", text=match[0], span=replace(span, moved=year < said))
    return None


def _year(match: Found, office: Office) -> Item | None:
    """2025, unless somebody has that number and no word says that it is a year."""
    number = int(match["y"])
    known = bool(office.directory.name(match["y"]))
    if not match["word"] and (known or not 2010 <= number <= office.now.year):
        return None
    if number > office.now.year:
        return not_yet(match[0])
    item = Item(code="d", text=match[0], span=period.year(number))
    return item if match["word"] else beside(item, as_number(match["y"], Match.EXACT))


def _short_year(match: Found, office: Office) -> Item | None:
    """«25 год», «в 25 году»: nobody asks for so many years."""
    number = full_year(match["y"], office.now)
    if number > office.now.year:
        return None
    return Item(code="d", text=match[0], span=period.year(number))


def _years_through(match: Found, office: Office) -> Item | None:
    """«2024-2025», unless they are somebody's numbers."""
    if any(office.directory.name(match[each]) for each in ("y", "z")):
        return None
    first, last = (period.year(int(match[each])) for each in ("y", "z"))
    if first.start > office.wall:
        return None
    return Item(code="D", text=match[0], span=period.join(first, last))


def _share(match: Found, _office: Office) -> Item:
    """A part of the month that is named next."""
    share = next(name for name, each in _SHARES.items() if re.fullmatch(each, match["share"]))
    return Item(code="h", text=match[0], mark=share)


_WEEK = (
    r"(?:(?P<n>[1-5]?[02-9]|11)\s*(?:-?(?:я|ю|ая|ую)\s*)?недел[яю](?!\w)|"
    rf"(?:недел[яю]|week)\s*(?:#\s*|no\.?\s*)?(?P<w>[1-5]?\d)(?!\w)){YEAR}"
)
_NEAR = r"(?:(?:в|за|на|эт\w+|(?P<last>прошл\w+|last)|this|in|the)\s+){0,3}"
RULES: tuple[tuple[str, Build], ...] = (
    (rf"(?:(?:в|во|за|на|the)\s+)?(?P<share>{'|'.join(_SHARES.values())}){_OF_MONTH}", _share),
    (rf"(?P<q>{QUARTER}){_NTH}\s*(?:квартал\w*|кв\.?)(?!\w){YEAR}", _quarter),
    (rf"q(?P<q>[1-4])(?!\w){YEAR}", _quarter),
    (rf"(?P<q>1|2|i|ii|перв\w+|втор\w+){_NTH}\s*полугоди\w+{YEAR}", _half),
    (rf"{_NEAR}(?P<s>{'|'.join(SEASONS)})(?!\w){YEAR}", _season),
    (_WEEK, _week),
    (r"(?P<y>20\d\d)\s*-\s*(?P<z>20\d\d)(?!\w)(?![-./]\d)", _years_through),
    (r"(?P<y>20\d\d)(?P<word>\s*(?:год\w*|г\.?)(?!\w))?(?![\w])(?![-./]\d)", _year),
    (r"(?P<y>[1-4]\d)(?:-?[йм])?\s*(?:год|году|года)(?!\w)", _short_year),
)
