"""What the buttons about a waiting client say back: what to do, and about which client."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class Do(StrEnum):
    """What a button about a client does."""

    TAKE = "t"
    GIVE_BACK = "b"
    DONE = "d"
    PAST = "p"
    SHOW = "s"


class About(CallbackData, prefix="a1"):
    """A button about the client with this number; it works in every chat and for ever."""

    do: Do
    client: str
