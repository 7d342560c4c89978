"""/stats: the figures of any period that can be typed, with their picture."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from aiogram.enums import ChatAction, ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import CommandObject
from aiogram.types import BufferedInputFile, Message

from bot.calls.query import Period, Query
from bot.calls.reader import read
from bot.calls.reading import Office, Reading
from bot.calls.stats import Stats
from bot.errors import BotError
from bot.i18n import Html
from bot.reports import chart
from db.calls import Calls
from db.chats import Chats
from db.sums import Sums
from handlers.alerts.post import NO_PICTURES
from handlers.answers import Answer
from handlers.keyboards import lists
from handlers.views import stats as words
from handlers.views.notes import lines
from handlers.views.view import View


async def by_command(
    message: Message,
    command: CommandObject,
    office: Office,
    calls: Calls,
    sums: Sums,
    chats: Chats,
    v: View,
) -> None:
    """Answer /stats; in a group, of the lines that are the group's business."""
    asked = (command.args or "").strip()
    reading = read(asked, office) if asked else Reading("period", Query(period=_today(office)))
    if reading.kind == "invalid":
        await message.answer(Html("\n".join(lines(v, reading))))
        return
    span = await _period(reading, asked, calls, office)
    await _show_busy(message)
    group = await chats.get(message.chat.id)
    found = await sums.stats(span, v.zone, group.lines if group else ())
    private = message.chat.type == ChatType.PRIVATE
    keyboard = lists.waiting(v, span) if private and found.waits.still else None
    await _send(message, Answer(words.text(v, found), keyboard), await drawn(v, found))


async def drawn(v: View, found: Stats) -> bytes | None:
    """The picture of the hours, None where there is nothing to draw."""
    if not found.load.calls:
        return None
    return await asyncio.to_thread(chart.by_hour, found.hours, words.captions(v, found))


async def _send(message: Message, answer: Answer, picture: bytes | None) -> None:
    """The figures with their picture, as words alone where the group takes no pictures."""
    if picture:
        photo = BufferedInputFile(picture, "calls.png")
        try:
            await message.answer_photo(photo, caption=answer.text, reply_markup=answer.keyboard)
        except TelegramBadRequest as error:
            if NO_PICTURES not in error.message:
                raise
        else:
            return
    await message.answer(answer.text, reply_markup=answer.keyboard)


async def _show_busy(message: Message) -> None:
    """A year of calls takes seconds: say that something is coming."""
    if message.bot:
        topic = message.message_thread_id if message.is_topic_message else None
        await message.bot.send_chat_action(
            message.chat.id, ChatAction.UPLOAD_PHOTO, message_thread_id=topic
        )


async def _period(reading: Reading, asked: str, calls: Calls, office: Office) -> Period:
    """The period of a reading that is nothing but one; raises `stats-period` for any other."""
    if reading.kind != "period" or replace(reading.query, period=None) != Query():
        raise BotError("stats-period", text=asked)
    if reading.query.period:
        return reading.query.period
    first = (await calls.span()).first or office.now
    midnight = first.astimezone(office.now.tzinfo).replace(hour=0, minute=0, second=0)
    return Period(midnight.replace(microsecond=0), _today(office).end)


def _today(office: Office) -> Period:
    midnight = office.now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Period(midnight, midnight + timedelta(days=1))
