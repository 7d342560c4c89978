"""The pieces of every keyboard: a question's button, a copying one, rows put together."""

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.calls.query import Query
from handlers.callbacks import WHOLE, Place, listen
from handlers.views.view import View

Row = list[InlineKeyboardButton]


def markup(rows: list[Row]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def question(label: str, query: Query) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=Place().question(query.pack()))


def hear(label: str, call: int, recorded: int) -> InlineKeyboardButton:
    """Plays all that was `recorded` of the call with the id `call`: one recording, or several."""
    data = listen(call, "0" if recorded == 1 else WHOLE)
    return InlineKeyboardButton(text=label, callback_data=data, style="primary")


def copy(label: str, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=text))


def chosen(v: View, label: str, yes: bool) -> str:
    return v.t.label("button-chosen", label=label) if yes else label
