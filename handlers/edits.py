"""Showing an answer where another one stands: edit what can be edited, send anew what cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.errors import BotError
from handlers.answers import Answer

LONG_AGO = datetime.fromtimestamp(0, UTC)
SAME = "message is not modified"
# The message is gone, too old to be ours, or became something else.
LOST = ("message to edit not found", "message can't be edited", "there is no text in the message")


async def show(press: CallbackQuery, answer: Answer) -> None:
    """Put `answer` in place of the message whose button was pressed."""
    message = pressed(press)
    bot = message.bot
    if message.ephemeral_message_id and bot:
        with suppress_same():
            await bot.edit_ephemeral_message_text(
                chat_id=message.chat.id,
                receiver_user_id=press.from_user.id,
                ephemeral_message_id=message.ephemeral_message_id,
                text=answer.text,
                reply_markup=answer.keyboard,
            )
    elif bot and not await replace(bot, message.chat.id, message.message_id, answer):
        await message.answer(answer.text, reply_markup=answer.keyboard)


async def rebutton(press: CallbackQuery, keyboard: InlineKeyboardMarkup) -> None:
    """Put other buttons under the message whose button was pressed."""
    message = pressed(press)
    if message.ephemeral_message_id and message.bot:
        await message.bot.edit_ephemeral_message_reply_markup(
            chat_id=message.chat.id,
            receiver_user_id=press.from_user.id,
            ephemeral_message_id=message.ephemeral_message_id,
            reply_markup=keyboard,
        )
        return
    try:
        with suppress_same():
            await message.edit_reply_markup(reply_markup=keyboard)
    except TelegramBadRequest as error:
        if not any(lost in error.message for lost in LOST):
            raise
        raise BotError("list-outdated") from None


@contextmanager
def suppress_same() -> Iterator[None]:
    """A second press of the same button changes nothing, which Telegram calls an error."""
    try:
        yield
    except TelegramBadRequest as error:
        if SAME not in error.message:
            raise


async def replace(bot: Bot, chat: int, message: int, answer: Answer) -> bool:
    """Edit a message of ours; False where there is nothing to edit any more."""
    try:
        with suppress_same():
            await bot.edit_message_text(
                answer.text, chat_id=chat, message_id=message, reply_markup=answer.keyboard
            )
    except TelegramBadRequest as error:
        if any(lost in error.message for lost in LOST):
            return False
        raise
    return True


def pressed(press: CallbackQuery) -> Message:
    """The message whose button was pressed; of one that is gone only where it was is known."""
    message = press.message
    if message is None:
        raise BotError("list-outdated")
    if isinstance(message, Message):
        return message
    gone = Message(message_id=message.message_id, date=LONG_AGO, chat=message.chat)
    return gone.as_(press.bot)
