"""A page of a group's panel while it is drawn: what it is about, and how its buttons are made."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.groups import Duty, Group
from handlers.callbacks import Nothing
from handlers.setup.callbacks import Page, Panel
from handlers.views.view import View

Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class Known:
    """What a page can offer besides what is settled: the office's lines, the group's people."""

    lines: tuple[str, ...] = ()
    people: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page being drawn: whose eyes, which group, which page and place."""

    v: View
    group: Group
    page: Page
    at: int
    known: Known

    def go(self, label: str, page: Page, at: int = 0) -> InlineKeyboardButton:
        return button(label, Panel(chat=self.group.id, page=page, at=at))

    def settle(
        self, label: str, do: str, value: str, *, chosen: bool = False
    ) -> InlineKeyboardButton:
        """A button that settles something and shows this page again."""
        text = self.v.t.label("button-chosen", label=label) if chosen else label
        data = Panel(chat=self.group.id, page=self.page, at=self.at, do=do, value=value)
        return button(text, data)

    def label(self, key: str, **values: str) -> str:
        return self.v.t.label(key, **values)


def still(label: str) -> InlineKeyboardButton:
    return button(label, Nothing())


def in_rows(buttons: Row, width: int) -> list[Row]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def button(label: str, data: Panel | Nothing) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())
