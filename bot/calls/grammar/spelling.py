"""Slips of the fingers: the other keyboard layout («dxthf»), a letter missed or doubled."""

import re
from collections.abc import Iterable

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюе"
_SWAP = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)
_WORDS = re.findall(
    r"\w+",
    """
    сегодня вчера позавчера пропущенные неотвеченные отвеченные входящие исходящие внутренние
    недозвоны перезвонили неделю месяц понедельник вторник четверг пятница пятницу суббота
    субботу воскресенье январь февраль апрель август сентябрь октябрь ноябрь декабрь января
    февраля апреля августа сентября октября ноября декабря квартал утром вечером today yesterday
    missed incoming outgoing unanswered answered recording monday tuesday wednesday thursday friday
    saturday sunday january february april september october november december
    """,
)
_SHORTEST = 4
_LONGEST = 20
_LONG = 9  # a word this long may have two slips


def swapped(word: str) -> str:
    """`word` as the same keys give it in the other layout."""
    return word.translate(_SWAP)


def nearest(word: str, words: Iterable[str] = _WORDS) -> str:
    """The one of `words` (of the grammar's own) that `word` is a slip of, or an empty string."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    allowed = 2 if len(word) >= _LONG else 1
    near = (each for each in words if abs(len(each) - len(word)) <= allowed)
    best = min(near, key=lambda each: _slips(word, each), default="")
    return best if best and _slips(word, best) <= allowed else ""


def _slips(one: str, other: str) -> int:
    """Letters to change, add, drop or exchange with their neighbour to get from one to other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (sign != wanted))
            if row > 1 and column > 1 and sign == other[column - 2] and wanted == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
