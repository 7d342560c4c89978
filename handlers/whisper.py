"""Answers for one pair of eyes: in a group only who tapped sees them, there or in private.

Telegram shows an ephemeral message within 15 seconds of a tap; where that is over or not possible,
the answer goes to the person's private chat.
"""

from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import SendAudio, SendDocument, SendMessage
from aiogram.types import CallbackQuery, EphemeralMessageParameters, Message

from bot.errors import BotError
from handlers.answers import Answer
from handlers.edits import pressed, show

Sending = SendMessage | SendAudio | SendDocument
NOT_POSSIBLE = ("ephemeral", "query is too old", "user not found", "not enough rights")


async def whisper(press: CallbackQuery, answer: Answer) -> None:
    """Answer a tap, as a message of its own; a whisper goes on in its place."""
    message = pressed(press)
    if message.ephemeral_message_id:
        await show(press, answer)
    else:
        topic = message.message_thread_id if message.is_topic_message else None
        said = SendMessage(
            chat_id=message.chat.id,
            message_thread_id=topic,
            text=answer.text,
            reply_markup=answer.keyboard,
        )
        await send(press, said)


async def send(press: CallbackQuery, method: Sending) -> Message:
    """Send it so that only who tapped sees it; raises `alert-write-first` where none can."""
    message = pressed(press)
    bot = message.bot
    if bot is None:
        raise BotError("list-outdated")
    if message.chat.type == ChatType.PRIVATE:
        return await bot(method)
    eyes = EphemeralMessageParameters(
        receiver_user_id=press.from_user.id, callback_query_id=press.id
    )
    try:
        return await bot(method.model_copy(update={"ephemeral_message_parameters": eyes}))
    except TelegramForbiddenError:
        pass
    except TelegramBadRequest as error:
        if not any(reason in error.message for reason in NOT_POSSIBLE):
            raise
    return await _in_private(bot, press, method)


def for_one(press: CallbackQuery) -> bool:
    """Whether what was tapped is seen by one person only, so that it may change in place."""
    message = pressed(press)
    return message.chat.type == ChatType.PRIVATE or bool(message.ephemeral_message_id)


async def _in_private(bot: Bot, press: CallbackQuery, method: Sending) -> Message:
    there: dict[str, Any] = {
        "chat_id": press.from_user.id,
        "message_thread_id": None,
        "reply_parameters": None,
    }
    try:
        return await bot(method.model_copy(update=there))
    except TelegramForbiddenError:
        raise BotError("alert-write-first") from None
