"""Times told from now: «вчера», «за 3 дня», «на прошлой неделе», «утром», «с 10 до 12»."""

import re

from bot.calls import period
from bot.calls.grammar.dates import Build, Found, not_yet
from bot.calls.grammar.items import Item, clock
from bot.calls.grammar.words import NUMERAL, PARTS, UNIT, count, either, part, unit
from bot.calls.period import DAY, DAY_MINUTES
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
_FRACTIONS = {
    r"пол\s*часа|получас\w*|half\s+an\s+hour": ("minute", 30),
    r"четверть\s+часа|quarter\s+of\s+an\s+hour": ("minute", 15),
    r"полтора\s+часа": ("minute", 90),
    r"полторы\s+недели": ("day", 10),
    r"пол\s*месяца|half\s+a\s+month": ("day", 15),
    r"полтора\s+месяца": ("day", 45),
    r"пол\s*года|half\s+a\s+year": ("half", 1),
    r"полтора\s+года": ("half", 3),
}
_WHICH = (
    r"(?P<which>(?:поза)?прошл\w+|предыдущ\w+|эт(?:от|а|ой|у|ом|ого)|текущ\w+|"
    r"last|previous|this|current)"
)
_AGO = r"(?P<ago>\s+(?:тому\s+)?назад(?!\w)|\s+ago(?!\w))?"
_ABOUT = (  # «минут 20 назад», «недели две», «час-два»
    r"(?:за\s+|последн\w+\s+)?(?P<unit>минуту?|час(?:а|ов)?|дня|дней|день|недел[июь]|месяца|месяцев)"
    rf"\s*-?\s*(?P<n>\d\d?(?!\d)|{NUMERAL}){_AGO}(?!\s*[:.-]?\d)"
)
AHEAD = {"завтра", "послезавтра", "tomorrow"}
_BARE = {"день", "дня", "дней", "дни", "day", "days", "d", "h", "ч", "ч.", "мин", "min", "лет"}
_CLOCK = (
    r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?!\d)\s*"
    r"(?P<half>am|pm|утра|дня|вечера|ночи)?(?!\w)"
)
_AFTERNOON = (  # «в 3 часа дня», «в 12 дня», «до 3 дня»; «3 дня» are three days
    r"(?:(?P<h>\d\d?)\s*(?:час\w*|ч\.?)|(?:(?<=в\s)|(?<=с\s)|(?<=до\s))(?P<o>1[0-2]|[1-9]))\s+"
    r"(?P<half>дня)(?!\w)"
)
_ONE = r"(?:(?<=в\s)|(?<=до\s)|(?<=с\s)|(?<=около\s))часа?\s+(?P<half>дня|ночи)(?!\w)"
_WHEN = r"час(?:ов|а|ам|иков)\s+(?=(?:в|до|с|к|около)\s+\d)"  # «часов в 15»
_REGULARLY = (
    r"(?:по\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|выходн|будн)"
    r"(?:ам|ям|ым)|кажд\w+\s+(?!утр|вечер|ноч)\w+|every\s+(?!morn|after|even|night)\w+|"
    r"on\s+\w+days|(?:с\s+)?нов\w+\s+год\w*)(?!\w)"
)
_OCLOCK = (
    r"(?P<h>[01]?\d|2[0-4])\s*(?:час\w*\s+|ч\.?\s*)?(?P<half>am|pm|утра|вечера|ночи|"
    r"in\s+the\s+(?:morning|afternoon|evening))(?!\w)"
)


def _named(match: Found, office: Office) -> Item:
    back = next(n for n, each in _DAYS.items() if re.fullmatch(each, match[0]))
    return Item(code="d", text=match[0], span=period.days(office.now.date() - back * DAY))


def _recent(match: Found, office: Office) -> Item | None:
    """«за 2 часа», «последние 3 дня», «неделю назад», «час»."""
    now = office.wall
    what, number = unit(match["unit"]), count(match["n"]) if match["n"] else 1
    if not 0 < number < 10_000 or match[0] in _BARE or _counted(match["n"], match["unit"]):
        return None
    try:
        span = (period.ago if match["ago"] else period.rolling)(what, number, now)
    except (ValueError, OverflowError):
        return None
    if span.start < period.BEGINNING:
        return None
    return Item(code="d", text=match[0], span=span, mark="" if match["ago"] else "rolling")


def _counted(number: str | None, unit_: str) -> bool:
    """«за 3 квартал», «за 25 год», «11 неделю»: which one, not how many of them."""
    if not (number and number.isdecimal()):
        return False
    several = int(number) % 10 != 1 or int(number) % 100 == 11  # «11 недель», «21 неделя»
    return (
        (unit_ in {"квартал", "кв", "кв."} and int(number) <= 4)
        or (unit_ == "полугодие" and int(number) <= 2)
        or (unit_ in {"год", "году"} and int(number) >= 10)
        or (unit_ in {"неделя", "неделю"} and several)
    )


def _fraction(match: Found, office: Office) -> Item:
    """«полчаса», «полторы недели»."""
    said = next(each for each in _FRACTIONS if re.fullmatch(each, match["part"]))
    span = period.rolling(*_FRACTIONS[said], office.wall)
    return Item(code="d", text=match[0], span=span, mark="rolling")


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


def _since_start(match: Found, office: Office) -> Item | None:
    """«с начала месяца»; of an hour the calendar knows nothing."""
    now = office.wall
    if unit(match["unit"]) in {"minute", "hour"}:
        return None
    start = period.calendar(unit(match["unit"]), now, 0).start
    return Item(code="d", text=match[0], span=period.days(start.date(), now.date()))


def _this(match: Found, office: Office) -> Item:
    """«месяца» in «конец месяца», «до конца года»."""
    return Item(code="d", text=match[0], span=period.calendar(unit(match["unit"]), office.wall, 0))


def _last_year(match: Found, office: Office) -> Item:
    return Item(code="d", text=match[0], span=period.calendar("year", office.wall, 1))


def _weekend(match: Found, office: Office) -> Item:
    today = office.wall
    saturday = today.date() - ((today.weekday() - 5) % 7) * DAY
    if match["last"] and today.weekday() >= 5:
        saturday -= 7 * DAY
    return Item(code="d", text=match[0], span=period.days(saturday, saturday + DAY))


def _regularly(match: Found, _office: Office) -> Item:
    """«по понедельникам», «каждый день» are nothing a question can hold; «новый год» is no year."""
    return Item(code="w", text=match[0])


def _future(match: Found, _office: Office) -> Item:
    return not_yet(match[0])


def _ever(match: Found, _office: Office) -> Item:
    return Item(code="e", text=match[0])


def _clock(match: Found, _office: Office) -> Item | None:
    said = match.groupdict()
    hour, half = int(said.get("h") or said.get("o") or 1), match["half"] or ""
    afternoon = half.startswith(("p", "вечера", "дня")) or half.endswith(("afternoon", "evening"))
    if afternoon and hour < 12:
        hour += 12
    if half.startswith(("a", "ноч")) and hour == 12:
        hour = 0
    minute = hour * 60 + int(said.get("m") or 0)
    return clock(match[0], minute) if minute <= DAY_MINUTES else None


def _dotted_hours(match: Found, _office: Office) -> Item | None:
    """«10.00-12.00»: no such months, so a range of clocks."""
    start, end = (int(match[h]) * 60 + int(match[m]) for h, m in (("a", "b"), ("c", "d")))
    return Item(code="r", text=match[0], hours=(start, end)) if start < end <= 24 * 60 else None


def _no_clock(match: Found, _office: Office) -> Item:
    return Item(code="x", text=match[0], notes=(Note("impossible-time", {"part": match[0]}),))


def _part(match: Found, office: Office) -> Item | None:
    """«утром», «вечерние», unless that is somebody's name."""
    if office.directory.find(match[0]):
        return None
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
    (_REGULARLY, _regularly),
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
    (_ABOUT, _recent),
    (r"(?P<unit>месяца|недели|года|квартала|полугодия)(?!\w)", _this),
    (r"the\s+(?P<unit>month|week|year|quarter)(?!\w)", _this),
    (r"прошлогодн\w+", _last_year),
    (rf"{_RECENT}(?P<part>{'|'.join(_FRACTIONS)})(?!\w)", _fraction),
    (
        r"(?P<last>(?:в\s+)?прошл\w+\s+|last\s+)?(?:в\s+)?(?:эти\s+)?(?:выходны[ехмя]+|weekends?)(?!\w)",
        _weekend,
    ),
    (_CLOCK, _clock),
    (_OCLOCK, _clock),
    (_AFTERNOON, _clock),
    (_ONE, _clock),
    (_WHEN, lambda match, _office: Item(code="", text=match[0])),
    (r"\d{1,2}:\d\d(?!\d)", _no_clock),
    (
        rf"{_RECENT}(?:(?P<n>\d{{1,4}}|{NUMERAL})(?:-?х(?!\w))?[\s-]*)?(?P<unit>{UNIT}){_AGO}",
        _recent,
    ),
    (either(PARTS.values()), _part),
    (r"(?P<a>\d\d?)\s*-\s*(?P<b>\d\d?)(?![\w:.])(?!-\d)", _office_hours),
)
