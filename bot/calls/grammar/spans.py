"""Times told from now: «вчера», «за 3 дня», «на прошлой неделе», «утром», «с 10 до 12»."""

import re

from bot.calls import period
from bot.calls.grammar.dates import Build, Found
from bot.calls.grammar.items import Item
from bot.calls.grammar.words import NUMERAL, PARTS, UNIT, count, either, part, unit
from bot.calls.period import DAY
from bot.calls.reading import Note, Office

_DAYS = {
    0: r"сегодня(?:шн\w+)?|седня|today|tonight",
    1: r"вчера(?:шн\w+)?|yesterday",
    2: r"позавчера(?:шн\w+)?|(?:the\s+)?day\s+before\s+yesterday",
}
_RECENT = (
    r"(?:за\s+|в\s+течени[ие]\s+|for\s+|in\s+|the\s+){0,3}"
    r"(?:последн\w+\s+|прошедш\w+\s+|past\s+|last\s+)?"
)
_WHICH = (
    r"(?P<which>(?:поза)?прошл\w+|предыдущ\w+|эт(?:от|а|ой|у|ом)|текущ\w+|"
    r"last|previous|this|current)"
)
_AGO = r"(?P<ago>\s+(?:тому\s+)?назад(?!\w)|\s+ago(?!\w))?"
AHEAD = {"завтра", "послезавтра", "tomorrow"}
_BARE = {"день", "дня", "дней", "дни", "day", "days", "d", "h", "ч", "ч.", "мин", "min", "лет"}
_CLOCK = (
    r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?!\d)\s*"
    r"(?P<half>am|pm|утра|дня|вечера|ночи)?(?!\w)"
)
_OCLOCK = r"(?P<h>[01]?\d|2[0-4])\s*(?:час\w*\s+|ч\.?\s*)?(?P<half>am|pm|утра|вечера|ночи)(?!\w)"


def _named(match: Found, office: Office) -> Item:
    back = next(n for n, each in _DAYS.items() if re.fullmatch(each, match[0]))
    return Item(code="d", text=match[0], span=period.days(office.now.date() - back * DAY))


def _recent(match: Found, office: Office) -> Item | None:
    """«за 2 часа», «последние 3 дня», «неделю назад», «час»."""
    now = office.wall
    what, number = unit(match["unit"]), count(match["n"]) if match["n"] else 1
    if not 0 < number < 10_000 or match[0] in _BARE:
        return None
    try:
        span = (period.ago if match["ago"] else period.rolling)(what, number, now)
    except (ValueError, OverflowError):
        return None
    return Item(code="d", text=match[0], span=span) if span.start >= period.BEGINNING else None


def _half(match: Found, office: Office) -> Item:
    now, minutes = office.wall, 90 if "полтора" in match[0] else 30
    return Item(code="d", text=match[0], span=period.rolling("minute", minutes, now))


def _half_year(match: Found, office: Office) -> Item:
    return Item(code="d", text=match[0], span=period.rolling("half", 1, office.wall))


def _calendar(match: Found, office: Office) -> Item | None:
    """«на этой неделе», «прошлый месяц», "last year"."""
    what, which = unit(match["unit"]), match["which"]
    if what in {"minute", "hour"}:
        return None
    back = (
        2
        if which.startswith("позапр")
        else 0
        if which.startswith(("эт", "тек", "this", "curr"))
        else 1
    )
    return Item(code="d", text=match[0], span=period.calendar(what, office.wall, back))


def _since_start(match: Found, office: Office) -> Item:
    now = office.wall
    start = period.calendar(unit(match["unit"]), now, 0).start
    return Item(code="d", text=match[0], span=period.days(start.date(), now.date()))


def _weekend(match: Found, office: Office) -> Item:
    today = office.wall
    saturday = today.date() - ((today.weekday() - 5) % 7) * DAY
    if match["last"] and today.weekday() >= 5:
        saturday -= 7 * DAY
    return Item(code="d", text=match[0], span=period.days(saturday, saturday + DAY))


def _future(match: Found, _office: Office) -> Item:
    return Item(code="x", text=match[0], notes=(Note("future-date", {"part": match[0]}),))


def _ever(match: Found, _office: Office) -> Item:
    return Item(code="e", text=match[0])


def _clock(match: Found, _office: Office) -> Item | None:
    hour, half = int(match["h"]), match["half"] or ""
    afternoon = half.startswith(("p", "вечера", "дня"))
    if afternoon and hour < 12:
        hour += 12
    if half.startswith(("a", "ноч")) and hour == 12:
        hour = 0
    minute = hour * 60 + int(match.groupdict().get("m") or 0)
    return Item(code="t", text=match[0], hours=(minute, minute)) if minute <= 1440 else None


def _dotted_hours(match: Found, _office: Office) -> Item | None:
    """«10.00-12.00»: no such months, so a range of clocks."""
    start, end = (int(match[h]) * 60 + int(match[m]) for h, m in (("a", "b"), ("c", "d")))
    return Item(code="r", text=match[0], hours=(start, end)) if start < end <= 24 * 60 else None


def _no_clock(match: Found, _office: Office) -> Item:
    return Item(code="x", text=match[0], notes=(Note("impossible-time", {"part": match[0]}),))


def _part(match: Found, _office: Office) -> Item:
    start, end = part(match[0])
    return Item(code="r", text=match[0], hours=(start * 60, end * 60))


def _office_hours(match: Found, _office: Office) -> Item | None:
    """«9-18», where it is no date."""
    start, end = int(match["a"]), int(match["b"])
    if not start < end <= 24:
        return None
    return Item(code="r", text=match[0], hours=(start * 60, end * 60))


_DOTTED = r"[.-](?P<{}>00|15|30|45)"
_DOTTED_HOURS = (
    rf"(?P<a>\d\d?){_DOTTED.format('b')}\s*(?:-|до|по|to)\s*"
    rf"(?P<c>\d\d?){_DOTTED.format('d')}(?!\w)(?![.-]\d)"
)
# Read before dates, which these are not.
CLOCKS: tuple[tuple[str, Build], ...] = (
    (_DOTTED_HOURS, _dotted_hours),
    (r"(?P<a>\d\d?)\s*-\s*(?P<b>\d\d?)\s*(?:час(?:а|ов)?|ч\.?)(?!\w)", _office_hours),
)
RULES: tuple[tuple[str, Build], ...] = (
    (either(_DAYS.values()), _named),
    (r"(?:завтра\w*|послезавтра|tomorrow|(?:следующ\w+|next)\s+\w+)(?!\w)", _future),
    (
        r"(?:за\s+)?(?:вс[её]\s+врем\w+|вс[юя]\s+истори\w+|all\s+time|whole\s+history|ever)(?!\w)",
        _ever,
    ),
    (
        rf"(?:с\s+начала|since\s+the\s+(?:start|beginning)\s+of(?:\s+the)?)\s+(?P<unit>{UNIT})",
        _since_start,
    ),
    (
        rf"(?:(?:на|в|за|во|for|in|during)\s+)?(?:the\s+)?{_WHICH}\s+(?P<unit>{UNIT})",
        _calendar,
    ),
    (rf"{_RECENT}(?:полчаса|пол\s+часа|получас\w*|полтора\s+часа|half\s+an\s+hour)(?!\w)", _half),
    (rf"{_RECENT}(?:полгода|пол\s+года|half\s+a\s+year)(?!\w)", _half_year),
    (
        r"(?P<last>(?:в\s+)?прошл\w+\s+|last\s+)?(?:в\s+)?(?:эти\s+)?(?:выходны[ехмя]+|weekends?)(?!\w)",
        _weekend,
    ),
    (_CLOCK, _clock),
    (_OCLOCK, _clock),
    (r"\d{1,2}:\d\d(?!\d)", _no_clock),
    (
        rf"{_RECENT}(?:(?P<n>\d{{1,4}}|{NUMERAL})(?:-?х(?!\w))?[\s-]*)?(?P<unit>{UNIT}){_AGO}",
        _recent,
    ),
    (either(PARTS.values()), _part),
    (r"(?P<a>\d\d?)\s*-\s*(?P<b>\d\d?)(?![\w:.])(?!-\d)", _office_hours),
)
