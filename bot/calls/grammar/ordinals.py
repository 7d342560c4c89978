"""Days as they are dictated: «первого марта», «двадцать пятое» are read as 1-го and 25-го."""

import re

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


def dictated(text: str) -> str:
    """Folded text with its days in digits."""
    return _ORDINAL.sub(lambda said: f"{_DAYS[said['stem']] + _TENS.get(said['tens'], 0)}-го", text)
