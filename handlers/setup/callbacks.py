"""What the buttons of a group's panel say back: whose panel, which page, and what to settle first.

A button says the value it sets, never "the other one": pressed twice it settles the same.
"""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

LONGEST_LINE = 24  # characters of a line's number that fit a button beside the rest


class Page(StrEnum):
    """The pages of a panel."""

    HOME = "h"
    LINES = "l"
    HOURS = "w"
    DAY = "d"
    HOLIDAYS = "o"
    ESCALATION = "e"
    CLAIM = "c"
    MORNING = "m"
    EVENING = "v"


class Panel(CallbackData, prefix="g1"):
    """A page of the panel of the group `chat`; `at` is the page's own place (a day, a month)."""

    chat: int
    page: Page = Page.HOME
    at: int = 0
    do: str = ""
    value: str = ""
