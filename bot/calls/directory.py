"""Who has which number: employees, queues, ring groups, the company's lines."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_LONG_ENDINGS = re.compile(r"(?<=\w\w\w)(?:ого|его|ому|ему|ыми|ими|ами|ями|ых|их)$")
_ENDINGS = re.compile(r"(?<=\w\w\w)[аеиоуыэюяйьм]{1,3}$")
_LATIN = str.maketrans(
    dict(
        zip("абвгдеёзийклмнопрстуфъыьэ", (*"abvgdeeziyklmnoprstuf", "", "y", "", "e"), strict=True)
    )
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)
_SHORTEST_PREFIX = 4


@dataclass(frozen=True)
class Directory:
    """Names by normalised number. Reading them from a PBX or a file is `bot.pbx`'s business.

    `lines` are those that somebody wrote down on purpose: only they may name a company's line.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)

    def name(self, number: str) -> str:
        """The name of `number`, or an empty string."""
        return self.names.get(number, "")

    def line(self, number: str) -> str:
        """The name of the company's line `number`; never an employee who has it as a mobile."""
        return self.lines.get(number, "")

    def find(self, word: str) -> frozenset[str]:
        """The numbers whose name has this word, in any grammatical case: «белкиной» is Белкина.

        Four letters or more may also be how the word begins.
        """
        stem = stemmed(word)
        found = self._numbers.get(stem, frozenset())
        if found or len(stem) < _SHORTEST_PREFIX:
            return found
        return self.beginning(stem)

    def beginning(self, letters: str) -> frozenset[str]:
        """The numbers whose name has a word that begins so: «п» is Пётр and Петрова."""
        beginning = (found for each, found in self._numbers.items() if each.startswith(letters))
        return frozenset().union(*beginning)

    @property
    def stems(self) -> Iterable[str]:
        """Every word of every name without its case ending, in Cyrillic and in Latin letters."""
        return self._numbers.keys()

    @cached_property
    def _numbers(self) -> dict[str, frozenset[str]]:
        numbers: dict[str, frozenset[str]] = {}
        for number, name in self.names.items():
            for word in _WORD.findall(name):
                for stem in {stemmed(word), stemmed(latin(word))}:
                    numbers[stem] = numbers.get(stem, frozenset()) | {number}
        return numbers


def latin(word: str) -> str:
    """A name as English speakers spell it: «Белкина» → belkina."""
    return word.casefold().translate(_LATIN)


def stemmed(word: str) -> str:
    """A name without its case ending: «Белкиной», «Белкина» → «белкин»; at least three letters."""
    folded = word.casefold().replace("ё", "е").removesuffix("'s")
    return _ENDINGS.sub("", _LONG_ENDINGS.sub("", folded))
