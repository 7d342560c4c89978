"""A page of a group's panel while it is drawn: what it is about, and how its buttons are made."""

from dataclasses import dataclass

from bot.groups import Duty, Group
from handlers.buttons import Button, Row, button
from handlers.callbacks import Nothing
from handlers.setup.callbacks import Page, Panel
from handlers.views.view import View


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

    def go(self, label: str, page: Page, at: int = 0) -> Button:
        return button(label, Panel(chat=self.group.id, page=page, at=at).pack())

    def settle(self, label: str, do: str, value: str, *, chosen: bool = False) -> Button:
        """A button that settles something and shows this page again."""
        text = self.v.t.label("button-chosen", label=label) if chosen else label
        data = Panel(chat=self.group.id, page=self.page, at=self.at, do=do, value=value)
        return button(text, data.pack())

    def label(self, key: str, **values: str) -> str:
        return self.v.t.label(key, **values)


def still(label: str) -> Button:
    return button(label, Nothing().pack())


def in_rows(buttons: Row, width: int) -> list[Row]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
