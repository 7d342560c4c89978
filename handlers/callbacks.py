"""What the buttons say back, in Telegram's 64 bytes.

Pages need no state of ours, so a button works after a restart and on a month-old message.
Prefixes carry a version.
"""

from dataclasses import dataclass
from typing import Self

from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH, CallbackData

from bot.calls import base62
from bot.calls.page import Anchor, Edge, Page, PageAt

WHOLE = "all"


class Question(CallbackData, prefix="q1"):
    """A page of a list: `at` is empty (first), `z` (last), or an anchor with its side."""

    query: str
    number: str = ""
    at: str = ""


class Periods(CallbackData, prefix="d1"):
    """The choice of a period for a question."""

    query: str


class Card(CallbackData, prefix="c1"):
    """One call, and the list to go back to."""

    call: str
    query: str = ""
    number: str = ""
    at: str = ""


class Listen(CallbackData, prefix="r1"):
    """A recording of a call: `part` is its position or `all`; `file` asks for a document."""

    call: str
    part: str
    file: bool = False


class Nothing(CallbackData, prefix="n1"):
    """A button that only shows something, such as the page's number."""


class Language(CallbackData, prefix="l1"):
    """The language a person chose to read."""

    code: str


class Example(CallbackData, prefix="e1"):
    """An example question, asked by a tap."""

    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list: the page's number to show, and how to find its first row again."""

    number: int = 1
    at: str = ""

    @classmethod
    def of(cls, data: Question | Card) -> Self:
        """The place a button names; a button nobody made is the first page."""
        return cls(number=_read(data.number) or 1, at=data.at)

    @classmethod
    def older(cls, page: Page) -> Self:
        return cls(page.number + 1, f"-{base62.encode(page.entries[-1].id)}")

    @classmethod
    def newer(cls, page: Page) -> Self:
        return cls(page.number - 1, f"+{base62.encode(page.entries[0].id)}")

    @classmethod
    def last(cls, page: Page) -> Self:
        return cls(page.pages, "z")

    def page_at(self) -> PageAt:
        """The same place in the journal's words."""
        if self.at[:1] in ("-", "+"):
            return Anchor(id=_read(self.at[1:]), older=self.at[0] == "-", number=self.number)
        return Edge.LAST if self.at == "z" else Edge.FIRST

    def question(self, packed: str) -> str:
        """The button that leads here, of a packed question's list."""
        return pack(Question, packed, self._number, self.at)

    def card(self, call: str, packed: str) -> str:
        """A card's button that knows its way back; to the first page where no more fits."""
        try:
            return pack(Card, call, packed, self._number, self.at)
        except ValueError:
            return pack(Card, call, packed, "", "")

    @property
    def _number(self) -> str:
        return base62.encode(self.number) if self.at else ""


def pack(kind: type[CallbackData], *values: str) -> str:
    """What a button of this kind says back, of its fields' values in their order.

    aiogram's own `pack` takes three times as long, and a list has fifteen buttons. Raises
    ValueError, as that does, for what would not come back whole.
    """
    data = kind.__separator__.join((kind.__prefix__, *values))
    if len(data.encode()) > MAX_CALLBACK_LENGTH:
        raise ValueError(f"too long for a button: {data}")
    if data.count(kind.__separator__) > len(values):
        raise ValueError(f"a separator within a value: {data}")
    return data


def listen(call: int, part: str, *, file: bool = False) -> str:
    """The button that plays a recording of the call with the id `call`, or gives it as a file."""
    return pack(Listen, base62.encode(call), part, str(int(file)))


def call_id(data: Card | Listen) -> int:
    return _read(data.call)


def _read(text: str) -> int:
    """The number `base62.encode` wrote; 0 where a changed client sent something else."""
    try:
        return base62.decode(text)
    except ValueError:
        return 0
