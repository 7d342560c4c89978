"""The bot in groups: added, removed, renamed, become a supergroup. What was settled stays."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import ChatMemberUpdated, Message, TelegramObject

from bot.access import Policy
from bot.i18n import Texts
from db.chats import Chats
from handlers import commands
from handlers.alerts.announcer import Announcer

log = logging.getLogger(__name__)


async def added(
    update: ChatMemberUpdated, bot: Bot, chats: Chats, policy: Policy, texts: Texts
) -> None:
    """The bot came into a group: it says what an administrator is to do."""
    known = await chats.get(update.chat.id)
    group = await chats.join(update.chat.id, update.chat.title or "")
    if known is None or not known.active:
        try:
            await bot.send_message(group.id, texts.of(group.language or None)("group-hello"))
        except TelegramAPIError as error:
            log.info("no greeting in %s: %s", group.id, error)
    await commands.in_group(bot, texts, group.id, policy.admins)


async def removed(update: ChatMemberUpdated, chats: Chats) -> None:
    """The bot is out: nothing is said there any more, nothing is forgotten."""
    await chats.leave(update.chat.id)


class Follow(BaseMiddleware):
    """Follows a group whose id or title changes, and how far its messages have come."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, Message):
            announcer: Announcer = data["announcer"]
            announcer.post.numbers.saw(event.chat.id, event.message_id)
            await _note(event, data["chats"])
            if event.migrate_to_chat_id and event.bot:
                admins = data["policy"].admins
                await commands.in_group(event.bot, data["texts"], event.migrate_to_chat_id, admins)
        return await handler(event, data)


async def _note(message: Message, chats: Chats) -> None:
    chat = message.chat.id
    if message.migrate_to_chat_id:
        await chats.move(chat, message.migrate_to_chat_id)
    if message.migrate_from_chat_id:
        await chats.move(message.migrate_from_chat_id, chat)
    if message.new_chat_title and await chats.get(chat):
        await chats.join(chat, message.new_chat_title)
