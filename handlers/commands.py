"""The bot introduces itself to Telegram: the command menus and the texts of its profile.

Everybody is shown what everybody may; administrators see theirs besides, alone and in groups.
"""

import logging
from collections.abc import Collection

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeUnion,
)

from bot.i18n import LANGUAGES, Texts, Words

COMMANDS = ("today", "missed", "board", "find", "stats", "language", "help")
ADMIN_COMMANDS = ("alerts",)

log = logging.getLogger(__name__)


async def introduce(bot: Bot, texts: Texts) -> None:
    """Register commands and descriptions: the default language for everybody, then each of ours."""
    for language in (None, *LANGUAGES):
        words = texts.of(language)
        await bot.set_my_commands(_commands(words, COMMANDS), language_code=language)
        await bot.set_my_description(words.label("bot-description"), language_code=language)
        short = words.label("bot-short-description")
        await bot.set_my_short_description(short, language_code=language)


async def in_private(bot: Bot, texts: Texts, admin: int) -> None:
    """Show an administrator their commands in the chat with the bot, once there is such a chat."""
    await _for_admin(bot, texts, BotCommandScopeChat(chat_id=admin))


async def in_group(bot: Bot, texts: Texts, group: int, admins: Collection[int]) -> None:
    """Show administrators their commands in a group; its other people do not see them."""
    for admin in admins:
        scope = BotCommandScopeChatMember(chat_id=group, user_id=admin)
        await _for_admin(bot, texts, scope)


async def _for_admin(bot: Bot, texts: Texts, scope: BotCommandScopeUnion) -> None:
    try:
        for language in (None, *LANGUAGES):
            menu = _commands(texts.of(language), (*COMMANDS, *ADMIN_COMMANDS))
            await bot.set_my_commands(menu, scope=scope, language_code=language)
    except TelegramAPIError as error:
        # They never wrote to the bot, or are not in that group: /alerts works all the same.
        log.info("no menu of their own: %s", error)


def _commands(words: Words, names: Collection[str]) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.label(f"command-{name}")) for name in names]
