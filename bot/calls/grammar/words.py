"""Words of the calendar in Russian and English, as regular expressions over folded text."""

import re
from collections.abc import Iterable
from datetime import datetime

MONTHS = (
    r"янв(?:ар(?:[ьяею]м?|ск\w+))?|jan(?:uary)?",
    r"фев(?:р(?:ал(?:[ьяею]м?|ьск\w+))?)?|feb(?:ruary)?",
    r"мар(?:т(?:а|е|у|ом|овск\w+)?)?|mar(?:ch)?",
    r"апр(?:ел(?:[ьяею]м?|ьск\w+))?|apr(?:il)?",
    r"ма(?:й|я|е|ю|ем|йск\w+)|may",
    r"июн(?:[ьяею]м?|ьск\w+)?|june?",
    r"июл(?:[ьяею]м?|ьск\w+)?|july?",
    r"авг(?:уст(?:а|е|у|ом|овск\w+)?)?|aug(?:ust)?",
    r"сен(?:т(?:ябр(?:[ьяею]м?|ьск\w+))?)?|sept?(?:ember)?",
    r"окт(?:ябр(?:[ьяею]м?|ьск\w+))?|oct(?:ober)?",
    r"ноя(?:б(?:р(?:[ьяею]м?|ьск\w+))?)?|nov(?:ember)?",
    r"дек(?:абр(?:[ьяею]м?|ьск\w+))?|dec(?:ember)?",
)
WEEKDAYS = (
    r"понедельник\w*|пн|mon(?:days?)?",
    r"вторник\w*|вт|tue(?:s(?:days?)?)?",
    r"сред[аыуе]|ср|wed(?:nesdays?)?",
    r"четверг\w*|чт|thu(?:rs(?:days?)?)?",
    r"пятниц\w*|пт|fri(?:days?)?",
    r"суббот\w*|сб|sat(?:urdays?)?",
    r"воскресен\w*|вс|sun(?:days?)?",
)
QUARTERS = (r"1|i|первы\w+", r"2|ii|второ\w+", r"3|iii|трети\w+", r"4|iv|четверты\w+")
SEASONS = (
    r"зим(?:ой|ою|а|у)|winter",
    r"весн(?:ой|ою|а|у)|spring",
    r"лет(?:ом|о)|summer",
    r"осен(?:ью|ь)|autumn|fall",
)
UNITS = {
    "minute": r"минут\w*|мин\.?|minutes?|mins?",
    "hour": r"час\w*|ч\.?|hours?|hrs?|h",
    "day": r"дн(?:я|ей|и)|день|days?|d",
    "daylong": r"сут(?:ки|ок|кам)",
    "week": r"недел\w*|нед\.?|weeks?|wks?",
    "month": r"месяц\w*|мес\.?|months?",
    "quarter": r"квартал\w*|кв\.?|quarters?",
    "half": r"полугод\w*",
    "year": r"год(?:а|у|ом)?|лет|years?",
}
PARTS = {
    (0, 6): r"(?:(?:прошл|эт)ой\s+)?ночью|(?:за|каждую)\s+ночь|по\s+ночам|ночн\w+|nights?",
    (6, 12): (
        r"(?:с\s+|каждое\s+)?утр(?:ом|а|о)|по\s+утрам|утренн\w+|"
        r"(?:in\s+the\s+|this\s+|every\s+)?mornings?"
    ),
    (12, 18): r"днем|дневн\w+|после\s+обеда|(?:in\s+the\s+|this\s+|every\s+)?afternoons?",
    (18, 24): (
        r"(?:каждый\s+)?вечер(?:ом|а)?|по\s+вечерам|вечерн\w+|"
        r"(?:in\s+the\s+|this\s+|every\s+)?evenings?"
    ),
    (0, 13): r"до\s+обеда",
    (0, 12): r"(?:в\s+)?перв\w+\s+половин\w+\s+дня",
    (12, 24): r"(?:во\s+)?втор\w+\s+половин\w+\s+дня",
    (12, 13): r"(?:в\s+)?полдень|(?:около\s+)?полудня|(?:at\s+)?noon",
    (12, 14): r"в\s+обед|(?:at\s+)?lunch(?:time)?",
}
NUMERALS = {
    r"од(?:ин|на|ну)|one|an?": 1,
    r"дв[ае]|двух|двое|two|пар[уы]?|couple": 2,
    r"три|трех|трое|three": 3,
    r"четыр(?:е|ех)|четверо|four": 4,
    r"пят(?:ь|и)|five": 5,
    r"шест(?:ь|и)|six": 6,
    r"сем(?:ь|и)|seven": 7,
    r"восем(?:ь|и)|eight": 8,
    r"девят(?:ь|и)|nine": 9,
    r"десят(?:ь|и)|ten": 10,
    r"одиннадцат(?:ь|и)|eleven": 11,
    r"двенадцат(?:ь|и)|twelve": 12,
}


def either(expressions: Iterable[str]) -> str:
    """One group that matches any of the expressions, as a whole word."""
    return rf"(?:{'|'.join(expressions)})(?!\w)"


MONTH = either(MONTHS)
QUARTER = "|".join(QUARTERS)
WEEKDAY = either(WEEKDAYS)
UNIT = either(UNITS.values())
YEAR = (  # «2026», «2026 г.», «25 года»
    r"(?:,?\s*(?P<y>20[1-4]\d(?!\d)|[1-4]\d(?=\s*г(?:\.|од)))(?:\s*г(?:\.|ода?у?)?(?!\w))?)?"
)
NUMERAL = either(NUMERALS)


def place(word: str, expressions: tuple[str, ...]) -> int:
    """Which of the expressions `word` is, counted from 0."""
    return next(n for n, each in enumerate(expressions) if re.fullmatch(each, word))


def month(word: str) -> int:
    return place(word, MONTHS) + 1


def full_year(text: str, now: datetime) -> int:
    """A year that may have been said in two digits."""
    number = int(text)
    return number if number > 99 else now.year // 100 * 100 + number


def count(word: str) -> int:
    """A number in digits or as a word."""
    if word.isdecimal():
        return int(word)
    return next(n for each, n in NUMERALS.items() if re.fullmatch(each, word))


def unit(word: str) -> str:
    return next(name for name, each in UNITS.items() if re.fullmatch(each, word))


def part(word: str) -> tuple[int, int]:
    """The hours of a part of the day."""
    return next(hours for hours, each in PARTS.items() if re.fullmatch(each, word))
