"""The bot introduces itself to Telegram: the command menu and the texts of its profile."""

from aiogram import Bot
from aiogram.types import BotCommand

from bot.i18n import LANGUAGES, Texts, Words

COMMANDS = ("today", "missed", "board", "find", "stats", "language", "help")


async def introduce(bot: Bot, texts: Texts) -> None:
    """Register commands and descriptions: the default language for everybody, then each of ours."""
    for language in (None, *LANGUAGES):
        words = texts.of(language)
        await bot.set_my_commands(_commands(words), language_code=language)
        await bot.set_my_description(words.label("bot-description"), language_code=language)
        short = words.label("bot-short-description")
        await bot.set_my_short_description(short, language_code=language)


def _commands(words: Words) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=words.label(f"command-{name}")) for name in COMMANDS
    ]
