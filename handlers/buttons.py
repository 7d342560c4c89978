"""The pieces of every keyboard: a question's button, a copying one, rows put together.

Buttons are plain values, written as the Bot API writes them. aiogram's own check each of thirteen
fields and know their bot, which a keyboard that is only sent needs not: 13 µs each, made and
written out, and a list has twenty.
"""

from collections.abc import Iterable
from functools import cache
from typing import Literal, Required, TypedDict

from aiogram.types import InlineKeyboardMarkup

from bot.calls.query import Query
from handlers.callbacks import WHOLE, Place, listen
from handlers.views.view import View

Style = Literal["danger", "success", "primary"]


class Copied(TypedDict):
    """What a copying button gives, at most 256 characters."""

    text: str


class Button(TypedDict, total=False):
    """One button of a keyboard: it either says `callback_data` back or copies a text."""

    text: Required[str]
    callback_data: str
    copy_text: Copied
    style: Style


Row = list[Button]


def markup(rows: Iterable[Row]) -> InlineKeyboardMarkup:
    """The keyboard of these rows, without those that are empty.

    Where it is written out, pydantic would warn of buttons that are none of aiogram's own.
    """
    return _empty().model_copy(update={"inline_keyboard": [row for row in rows if row]})


def button(label: str, data: str, style: Style | None = None) -> Button:
    """A button that says `data` back."""
    if style:
        return Button(text=label, callback_data=data, style=style)
    return Button(text=label, callback_data=data)


def question(label: str, query: Query) -> Button:
    """A button that asks `query`."""
    return button(label, Place().question(query.pack()))


def hear(label: str, call: int, recorded: int) -> Button:
    """Plays all that was `recorded` of the call with the id `call`: one recording, or several."""
    return button(label, listen(call, "0" if recorded == 1 else WHOLE), "primary")


def copy(label: str, text: str) -> Button:
    """A button that puts `text` where it can be pasted from."""
    return Button(text=label, copy_text=Copied(text=text))


@cache
def _empty() -> InlineKeyboardMarkup:
    """A keyboard to copy: made once, since aiogram's classes are built when first made."""
    return InlineKeyboardMarkup(inline_keyboard=[])


def chosen(v: View, label: str, yes: bool) -> str:
    return v.t.label("button-chosen", label=label) if yes else label
