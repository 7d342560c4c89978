"""Days and hours as they are dictated: «первого марта» is read as 1-го, «до пяти» as «до 5»."""

import re

from bot.calls.grammar.words import NUMERAL, count

_ONES = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_TEENS = ("один", "две", "три", "четыр", "пят", "шест", "сем", "восем", "девят")
_TENS = {"двадцать": 20, "тридцать": 30}
_DAYS = {
    stem: day
    for day, stem in enumerate((*_ONES, *(f"{each}надцат" for each in _TEENS), "двадцат"), 1)
} | {"тридцат": 30}
_ORDINAL = re.compile(
    rf"\b(?:(?P<tens>двадцать|тридцать)\s+)?(?P<stem>{'|'.join(_DAYS)})(?:ое|ого|ье|ьего)\b"
)
_HOUR = re.compile(
    rf"\b(?P<at>в|до|с|со|после|около|к)\s+(?P<n>{NUMERAL})"
    r"(?=\s+(?:час(?:а|ов)?|утра|дня|вечера|ночи|до|по)(?!\w)|\s*$)"
)


def dictated(text: str) -> str:
    """Folded text with its days and hours in digits."""
    text = _HOUR.sub(lambda said: f"{said['at']} {count(said['n'])}", text)
    return _ORDINAL.sub(lambda said: f"{_DAYS[said['stem']] + _TENS.get(said['tens'], 0)}-го", text)
