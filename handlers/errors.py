"""Errors become words: a refusal in its own words, the rest as an apology and a log line."""

import logging
import secrets

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
)
from aiogram.types import CallbackQuery, ErrorEvent, Message

from bot.delivery import FAULTS
from bot.errors import BotError
from bot.i18n import Texts, Words

log = logging.getLogger(__name__)

ALERT = 200  # characters Telegram shows in an alert
TOO_LATE = "query is too old"


async def refused(event: ErrorEvent, texts: Texts) -> None:
    """A `BotError`: its key says what to tell."""
    error = event.exception
    if isinstance(error, BotError):
        await _tell(event, texts, error.key, **error.values)


async def too_late(event: ErrorEvent) -> None:
    """A press answered after Telegram gave up waiting: the person has seen the result already."""
    log.info("%s", event.exception)


async def unsure(event: ErrorEvent, texts: Texts) -> None:
    """Telegram failed, or was not heard: what was sent may have come, so it is not sent again."""
    log.warning("Telegram did not take an answer: %s", event.exception)
    await _tell(event, texts, "telegram-unsure")


async def unwelcome(event: ErrorEvent) -> None:
    """Whoever asked has blocked the bot or put it out since; there is nobody to tell."""
    log.info("%s", event.exception)


async def failed(event: ErrorEvent, texts: Texts) -> None:
    """Anything else is ours: log it whole under a code, and tell only the code."""
    code = secrets.token_hex(3)
    log.error("failure %s", code, exc_info=event.exception)
    await _tell(event, texts, "failure", code=code)


def is_too_late(event: ErrorEvent) -> bool:
    return isinstance(event.exception, TelegramBadRequest) and TOO_LATE in str(event.exception)


def is_unsure(event: ErrorEvent) -> bool:
    too_big = isinstance(event.exception, TelegramEntityTooLarge)
    return isinstance(event.exception, FAULTS) and not too_big


def is_unwelcome(event: ErrorEvent) -> bool:
    return isinstance(event.exception, TelegramForbiddenError)


def is_refusal(event: ErrorEvent) -> bool:
    return isinstance(event.exception, BotError)


async def _tell(event: ErrorEvent, texts: Texts, key: str, **values: str) -> None:
    query = event.update.callback_query
    message = event.update.message or event.update.edited_message
    if query:
        await _tell_presser(query, texts.of(query.from_user.language_code), key, values)
    elif message and message.from_user:
        await message.reply(texts.of(message.from_user.language_code)(key, **values))


async def _tell_presser(
    query: CallbackQuery, words: Words, key: str, values: dict[str, str]
) -> None:
    """In an alert, or in a message where the press has been answered already."""
    try:
        await query.answer(words.label(key, **values)[:ALERT], show_alert=True)
    except TelegramBadRequest:
        if isinstance(query.message, Message):
            await query.message.reply(words(key, **values))
