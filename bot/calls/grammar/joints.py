"""How items belong together: «с 1 по 15», «с 201 на 202», «вчера с 9 до 18».

Items are written as a string of their codes and the patterns are expressions over that string; the
leftmost match of the first pattern that builds something is replaced by what it builds, until
nothing changes. Each step makes the list shorter, so it ends.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.calls import period
from bot.calls.grammar.items import Item
from bot.calls.period import DAY, Span
from bot.calls.query import Role
from bot.calls.reading import Office

_DAY_MINUTES = 24 * 60
Items = list[Item]
Build = Callable[[Items, Office], Items | None]


def _text(items: Items) -> str:
    return " ".join(each.text for each in items)


def _spans(items: Items) -> list[Span]:
    return [each.span for each in items if each.span]


def _number(item: Item) -> int:
    return int(item.term.number) if item.term else 0


def _minutes(item: Item) -> int:
    return item.hours[0] if item.hours else _number(item) * 60


def _range(items: Items, _office: Office) -> Items:
    first, last = _spans(items)
    return [Item(code="D", text=_text(items), span=period.join(first, last))]


def _moments(items: Items, _office: Office) -> Items:
    """«15.03 10:00 - 16.03 12:00»."""
    first, last = _spans(items)
    start, end = (_minutes(each) for each in items if each.code == "t")
    span = Span(start=first.start + start * _MINUTE, end=last.start + end * _MINUTE)
    return [Item(code="D", text=_text(items), span=span)] if span.start < span.end else [items[0]]


_DIGIT = re.compile(r"\d")
_HOUR = re.compile(r"(\d\d?)\s*(?:час(?:а|ов)?|ч\.?)")
_DASHED = re.compile(r"(\d\d?)-(\d\d?)")
_MINUTE = DAY / _DAY_MINUTES


def _hours(items: Items, _office: Office) -> Items | None:
    """«с 10 до 12», «10:00-12:00»."""
    first, last = (_minutes(each) for each in items if each.code in "ti")
    last = _later(first, last)
    if not first < last <= first + _DAY_MINUTES or first >= _DAY_MINUTES:
        return None
    return [Item(code="r", text=_text(items), hours=(first, last))]


def _later(first: int, last: int) -> int:
    """The end of «с 9 до 5» and of «с 22 до 6»: in the afternoon, or in the morning after."""
    if last > first:
        return last
    noon = _DAY_MINUTES // 2
    return last + (noon if first < last + noon < _DAY_MINUTES else _DAY_MINUTES)


def _clocked(item: Item) -> Item:
    """«15 часов» as a time of the day rather than the last 15 hours; others as they are."""
    hour = _HOUR.fullmatch(item.text)
    if not hour or int(hour[1]) > _DAY_MINUTES // 60:
        return item
    return Item(code="t", text=item.text, hours=(int(hour[1]) * 60,) * 2)


def _at_clock(items: Items, _office: Office) -> Items | None:
    """«в 15 часов», «после 15 ч»."""
    clock = _clocked(items[-1])
    return [items[0], clock] if clock.code == "t" else None


def _days(items: Items, office: Office) -> Items | None:
    """«с 1 по 15»: days of this month."""
    now = office.wall
    first, last = (_number(each) for each in items if each.code == "i")
    for back in (0, 1, 2):
        start = period.calendar("month", now, back).start
        length = (period.calendar("month", now, back).end - start).days
        if start + (first - 1) * DAY <= now and 1 <= first <= last <= length:
            span = period.days(start + (first - 1) * DAY, start + (last - 1) * DAY)
            return [Item(code="d", text=_text(items), span=span)]
    return None


def _since_day(items: Items, office: Office) -> Items | None:
    """«с 16 по сегодня»: from that day of the month on."""
    (last,) = _spans(items)
    day = _number(items[1])
    for back in (0, 1):
        first = period.calendar("month", office.wall, back)
        start = first.start + (day - 1) * DAY
        if day >= 1 and start < min(first.end, last.end):
            return [Item(code="D", text=_text(items), span=replace(last, start=start))]
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
    if not first < last <= _DAY_MINUTES:
        return None
    return [day, Item(code="r", text=dashed[0], hours=(first, last))]


def _last_few(items: Items, _office: Office) -> Items:
    """«последние 10 звонков»: the answer has pages, the count says nothing."""
    return [replace(items[0], code="w", term=None), items[1]]


def _since(items: Items, office: Office) -> Items:
    (span,) = _spans(items)
    if items[0].code == "C" and not _DIGIT.search(items[-1].text):
        return [items[-1]]  # "calls from yesterday" are yesterday's
    tomorrow = period.midnight(office.now.date()) + DAY
    start = span.end if items[0].code == "A" else span.start
    if span.end - span.start < DAY:  # «с 10:00 …», «after the last hour» hold to the minute
        tomorrow = max(tomorrow, span.end)
    since = replace(span, start=start, end=max(tomorrow, start + DAY))
    return [Item(code="d", text=_text(items), span=since, notes=items[-1].notes)]


def _until(items: Items, _office: Office) -> Items:
    (span,) = _spans(items)
    end = span.start if items[0].code == "B" else span.end
    return [Item(code="d", text=_text(items), span=replace(span, start=period.BEGINNING, end=end))]


def _from_hour(items: Items, _office: Office) -> Items | None:
    minutes = _minutes(items[-1])
    hours = (minutes, _DAY_MINUTES) if items[0].code in "SCA" else (0, minutes)
    return (
        [Item(code="r", text=_text(items), hours=hours)]
        if hours[0] < hours[1] <= _DAY_MINUTES
        else None
    )


def _hour(items: Items, _office: Office) -> Items:
    minutes = min(_minutes(items[-1]), _DAY_MINUTES - 60)
    return [Item(code="r", text=_text(items), hours=(minutes, minutes + 60))]


def _directed(items: Items, _office: Office) -> Items:
    first, last = (each for each in items if each.code in "ni")
    return [_role(first, Role.CALLER), _role(last, Role.CALLED)]


def _role(item: Item, role: Role) -> Item:
    term = item.term and replace(item.term, role=role)
    others = tuple(_role(each, role) for each in item.others if each.term)
    return replace(item, code="N", term=term, others=others)


def _caller(items: Items, _office: Office) -> Items:
    return [_role(items[-1], Role.CALLER)]


def _called(items: Items, _office: Office) -> Items:
    return [_role(items[-1], Role.CALLED)]


def _asked_side(items: Items, _office: Office) -> Items | None:
    """«кому звонил 201»: the filter says which side the number is on."""
    role = items[0].fields.get("role")
    if role is None:
        return None
    fields = {key: value for key, value in items[0].fields.items() if key != "role"}
    if items[-1].phone and items[0].text == "кто звонил":
        fields = {}  # «кто звонил 7925…»: one of us, «кто звонил на 7495…»: anybody
    return [replace(items[0], fields=fields), _role(items[-1], role)]


PATTERNS: tuple[tuple[str, Build], ...] = (
    (r"[SABPVO]d", _at_clock),
    (r"[SCT]?dt[-PBO&]dt", _moments),
    (r"[SCT]?(?:t[-PBO&]?t|t[-PBO&]i|i[-BPO&]t)", _hours),
    (r"(?:[SCT]i[BO]i|Ti&i)", _hours),
    (r"[SCT]?iPi(?!d)", _days),
    (r"[SC]i[PB]d", _since_day),
    (r"iq", _last_few),
    (r"dd", _day_and_hours),
    (r"[SCT]?d[-PBO&>]?d", _range),
    (r"[SCA]d", _since),
    (r"[BP]d", _until),
    (r"[SCABP]t|[SAB]i", _from_hour),
    (r"V?t|Vi", _hour),
    (r"[SC]?n[OP>U]n|[SC]n[BOP>]n", _directed),
    (r"f[SCO]?n", _asked_side),
    (r"Cn", _caller),
    (r"On", _called),
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
