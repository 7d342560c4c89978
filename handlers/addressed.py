"""Whether a message speaks to the bot, and what it asks: filters that give `question`.

In a private chat everything does; in a group only a command, a mention of the bot, or a reply.
"""

import re
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.calls.reader import read
from bot.calls.reading import Office

FIGURES = re.compile(
    r"(?:статистик|итог|отч[её]т|сводк)\w*\s*|(?:stats|statistics|figures|report)\b\s*",
    re.IGNORECASE,
)
SEARCH = re.compile(r"^/find(@\w+)?\s*", re.IGNORECASE)


async def words(message: Message, bot: Bot) -> bool | dict[str, Any]:
    """As `addressed`, of what is surely no command."""
    return not _text(message).startswith("/") and await addressed(message, bot)


async def figures(message: Message, bot: Bot, office: Office) -> bool | dict[str, Any]:
    """«статистика за неделю», as a `command`: of a time and nothing else, like /stats."""
    if not FIGURES.search(_text(message)):
        return False
    said = await addressed(message, bot)
    asked = FIGURES.match(said["question"]) if isinstance(said, dict) else None
    if asked is None:
        return False
    rest = asked.string[asked.end() :]
    if rest and read(rest, office).kind != "period":
        return False
    return {"command": CommandObject(command="stats", args=rest)}


async def addressed(message: Message, bot: Bot) -> bool | dict[str, Any]:
    """Give the `question` of a message that is one, without the bot's name and `/find`.

    It also sees to there being words at all: aiogram takes a filter of `F` to a thread and back.
    """
    text = _text(message)
    if not text:
        return False
    me = await bot.me()
    name = f"@{me.username}"
    mentioned = name.lower() in text.lower()
    replied = message.reply_to_message and message.reply_to_message.from_user
    to_me = bool(replied and replied.id == me.id)
    private = message.chat.type == ChatType.PRIVATE
    if not (private or mentioned or to_me or text.startswith("/")):
        return False
    question = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return {"question": SEARCH.sub("", question).strip()}


def _text(message: Message) -> str:
    if message.contact:
        # Telegram sends the number of a card without its plus.
        return "+" + message.contact.phone_number.lstrip("+")
    return message.text or ""
