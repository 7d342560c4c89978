"""Showing an answer where another one stands: edit what can be edited, send anew what cannot."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot.errors import BotError
from handlers.answers import Answer

SAME = "message is not modified"
# The message is gone, too old to be ours, or became something else.
LOST = ("message to edit not found", "message can't be edited", "there is no text in the message")


async def show(press: CallbackQuery, answer: Answer) -> None:
    """Put `answer` in place of the message whose button was pressed."""
    message = pressed(press)
    bot = message.bot
    if bot and not await replace(bot, message.chat.id, message.message_id, answer):
        await message.answer(answer.text, reply_markup=answer.keyboard)


async def replace(bot: Bot, chat: int, message: int, answer: Answer) -> bool:
    """Edit a message of ours; False where there is nothing to edit any more.

    A second press of the same button changes nothing, which Telegram calls an error.
    """
    try:
        await bot.edit_message_text(
            answer.text, chat_id=chat, message_id=message, reply_markup=answer.keyboard
        )
    except TelegramBadRequest as error:
        if any(lost in error.message for lost in LOST):
            return False
        if SAME not in error.message:
            raise
    return True


def pressed(press: CallbackQuery) -> Message:
    """The message whose button was pressed; Telegram keeps old ones back as inaccessible."""
    if isinstance(press.message, Message):
        return press.message
    raise BotError("list-outdated")
