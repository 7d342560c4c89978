"""How items belong together: «с 1 по 15», «с 201 на 202», «вчера с 9 до 18».

Items are written as a string of their codes and the patterns are expressions over that string; the
leftmost match of the first pattern that builds something is replaced by what it builds, until
nothing changes. Each step makes the list shorter, so it ends.
"""

import re
from dataclasses import replace

from bot.calls import period
from bot.calls.grammar import sides, within
from bot.calls.grammar.dates import not_yet
from bot.calls.grammar.items import Build, Item, Items, clock, number_of, spans_of, text_of
from bot.calls.period import DAY, DAY_MINUTES, MINUTE, Span
from bot.calls.reading import Office


def _minutes(item: Item) -> int:
    return item.hours[0] if item.hours else number_of(item) * 60


def _left_out(items: Items, _office: Office) -> Items:
    """«кроме внутренних» is nothing a question can hold: all calls, and it is said so."""
    return [Item(code="w", text=text_of(items)), Item(code="q")]


def _range(items: Items, _office: Office) -> Items:
    first, last = spans_of(items)
    if items[0].mark == "rolling" and items[1].code in "BP-":
        return [_before(items, first, last)]
    span = period.join(first, last)
    if all(each.code in "d&" for each in items):  # «сегодня и вчера» is in no order
        span = replace(span, reversed=False)
    return [Item(code="D", text=text_of(items), span=span)]


def _before(items: Items, first: Span, last: Span) -> Item:
    """«за неделю до 8 марта»; now, where «за неделю» ends, is the latest."""
    end = min(last.start if items[1].code == "B" else last.end, first.end)
    span = Span(start=end - (first.end - first.start), end=end)
    return Item(code="D", text=text_of(items), span=span)


def _moments(items: Items, _office: Office) -> Items:
    """«15.03 10:00 - 16.03 12:00»."""
    first, last = spans_of(items)
    start, end = (_minutes(each) for each in items if each.code == "t")
    span = Span(start=first.start + start * MINUTE, end=last.start + end * MINUTE)
    return [Item(code="D", text=text_of(items), span=span)] if span.start < span.end else [items[0]]


_DIGIT = re.compile(r"\d")
_HOUR = re.compile(r"(\d\d?)\s*(?:час(?:а|ов)?|ч\.?)")
_DASHED = re.compile(r"(\d\d?)-(\d\d?)")


def _hours(items: Items, _office: Office) -> Items | None:
    """«с 10 до 12», «10:00-12:00»."""
    first, last = (_minutes(each) for each in items if each.code in "ti")
    last = _later(first, last)
    if not first < last <= first + DAY_MINUTES or first >= DAY_MINUTES:
        return None
    return [Item(code="r", text=text_of(items), hours=(first, last))]


def _later(first: int, last: int) -> int:
    """The end of «с 9 до 5» and of «с 22 до 6»: in the afternoon, or in the morning after."""
    if last > first:
        return last
    noon = DAY_MINUTES // 2
    return last + (noon if first < last + noon < DAY_MINUTES else DAY_MINUTES)


def _clocked(item: Item) -> Item:
    """«15 часов» as a time of the day rather than the last 15 hours; others as they are."""
    hour = _HOUR.fullmatch(item.text)
    if not hour or int(hour[1]) > DAY_MINUTES // 60:
        return item
    return clock(item.text, int(hour[1]) * 60)


def _at_clock(items: Items, _office: Office) -> Items | None:
    """«в 15 часов», «после 15 ч»."""
    clocked = _clocked(items[-1])
    return [items[0], clocked] if clocked.code == "t" else None


def _days(items: Items, office: Office) -> Items | None:
    """«с 1 по 15»: days of this month."""
    first, last = (number_of(each) for each in items if each.code == "i")
    span = period.days_of_month(first, last, office.wall)
    if span is None:
        return None
    return [Item(code="d", text=text_of(items), span=replace(span, cycle="", moved=False))]


def _until_day(items: Items, _office: Office) -> Items | None:
    """«с 15 марта по 20»: until that day of the same month."""
    (first,) = spans_of(items)
    month = period.calendar("month", first.start, 0)
    last = month.start + (number_of(items[-1]) - 1) * DAY
    if not (first.end - first.start == DAY and first.start < last < month.end):
        return None
    return [Item(code="D", text=text_of(items), span=replace(first, end=last + DAY, cycle=""))]


def _since_day(items: Items, _office: Office) -> Items | None:
    """«с 16 по сегодня», «с 1 по 15 число прошлого месяца»: from that day of the month on."""
    (last,) = spans_of(items)
    day = number_of(items[1])
    for back in (0, 1):
        first = period.calendar("month", last.end - MINUTE, back)
        start = first.start + (day - 1) * DAY
        if day >= 1 and start < min(first.end, last.end):
            return [Item(code="D", text=text_of(items), span=replace(last, start=start))]
    return None


def _day_and_hours(items: Items, _office: Office) -> Items | None:
    """«вчера 10-12», «вчера 15ч»: beside a day, what looks like a date or a while is hours."""
    clocks = [_clocked(each) for each in items]
    if {each.code for each in clocks} == {"d", "t"}:
        return clocks
    found = [_DASHED.fullmatch(each.text) for each in items]
    day, dashed = (items[0], found[1]) if found[1] else (items[1], found[0])
    if dashed is None or all(found):
        return None
    first = int(dashed[1]) * 60
    last = _later(first, int(dashed[2]) * 60)
    if not first < last <= DAY_MINUTES:
        return None
    return [day, Item(code="r", text=dashed[0], hours=(first, last))]


def _last_few(items: Items, _office: Office) -> Items:
    """«последние 10 звонков»: the answer has pages, the count says nothing."""
    return [replace(items[0], code="w", term=None), items[1]]


def _since(items: Items, office: Office) -> Items:
    (span,) = spans_of(items)
    if items[0].code == "C" and not _DIGIT.search(items[-1].text):
        return [items[-1]]  # "calls from yesterday" are yesterday's
    tomorrow = period.midnight(office.now.date()) + DAY
    start = span.end if items[0].code == "A" else span.start
    if start > office.wall:  # «после марта», while it is March
        return [not_yet(text_of(items))]
    if span.end - span.start < DAY:  # «с 10:00 …», «after the last hour» hold to the minute
        tomorrow = max(tomorrow, span.end)
    since = replace(span, start=start, end=max(tomorrow, start + DAY), cycle="")
    return [Item(code="d", text=text_of(items), span=since, notes=items[-1].notes)]


def _until(items: Items, _office: Office) -> Items:
    (span,) = spans_of(items)
    end = span.start if items[0].code == "B" else span.end
    return [
        Item(
            code="d",
            text=text_of(items),
            span=replace(span, start=period.BEGINNING, end=end, cycle=""),
        )
    ]


def _from_hour(items: Items, _office: Office) -> Items | None:
    minutes = _minutes(items[-1])
    hours = (minutes, DAY_MINUTES) if items[0].code in "SCA" else (0, minutes)
    return (
        [Item(code="r", text=text_of(items), hours=hours)]
        if hours[0] < hours[1] <= DAY_MINUTES
        else None
    )


def _hour(items: Items, _office: Office) -> Items:
    minutes = min(_minutes(items[-1]), DAY_MINUTES - 60)
    return [Item(code="r", text=text_of(items), hours=(minutes, minutes + 60))]


def _hour_and_minutes(items: Items, _office: Office) -> Items | None:
    """«в 15 20»."""
    hour, minute = (number_of(each) for each in items[1:])
    if not (hour < 24 and minute < 60 and len(items[2].text) == 2):
        return None
    return [clock(text_of(items), hour * 60 + minute)]


PATTERNS: tuple[tuple[str, Build], ...] = (
    (r"![nNifdDtrehq]", _left_out),
    *within.PATTERNS,
    (r"[SABPVO]d", _at_clock),
    (r"Vii", _hour_and_minutes),
    (r"[SCT]?dt[-PBO&]dt", _moments),
    (r"[SCT]?(?:t[-PBO&]?t|t[-PBO&]i|i[-BPO&]t)", _hours),
    (r"(?:[SCT]?iOi|[SCT]iBi|Ti&i)", _hours),
    (r"[SCT]?iPi(?!d)", _days),
    (r"[SC]i[PB]d", _since_day),
    (r"[SCT]?d[P-]i|[SCT]dBi", _until_day),
    (r"iq", _last_few),
    (r"dd", _day_and_hours),
    (r"[SCT]?d[-PBO&>]?d", _range),
    (r"[SCA]d", _since),
    (r"[BP]d", _until),
    (r"[SCABP]t|[SAB]i", _from_hour),
    (r"V?t|Vi", _hour),
    *sides.PATTERNS,
)
_COMPILED = [(re.compile(pattern), build) for pattern, build in PATTERNS]
_ANY = re.compile("|".join(pattern for pattern, _ in PATTERNS))


def joined(items: Items, office: Office) -> Items:
    """The items with everything that belongs together put together."""
    if not _ANY.search(_codes(items)):  # as in most questions
        return items
    for pattern, build in _COMPILED:
        items = _applied(pattern, build, items, office)
    return items


def _applied(pattern: re.Pattern[str], build: Build, items: Items, office: Office) -> Items:
    codes = _codes(items)
    if not pattern.search(codes):
        return items
    result: Items = []
    place = 0
    while place < len(items):
        match = pattern.match(codes, place)
        made = build(items[place : match.end()], office) if match else None
        if match and made is not None:
            result += made
            place = match.end()
        else:
            result.append(items[place])
            place += 1
    return result


def _codes(items: Items) -> str:
    return "".join(each.code for each in items)
