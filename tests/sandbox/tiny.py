"""A tiny real bot of aiogram's, polling: what the sandbox's own tests talk with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.sandbox.server import Sandbox

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="▶ 1", callback_data="play"),
            InlineKeyboardButton(text="»", callback_data="next", style="primary"),
        ]
    ]
)


def dispatcher() -> Dispatcher:
    dp = Dispatcher()

    @dp.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("Привет, <b>мир</b>", parse_mode="HTML", reply_markup=KEYBOARD)

    @dp.callback_query(F.data == "next")
    async def turn(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("страница 2", reply_markup=KEYBOARD)
        await query.answer("готово")

    @dp.callback_query(F.data == "play")
    async def play(query: CallbackQuery) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            file = BufferedInputFile(b"ID3" + bytes(1000), "call.mp3")
            await query.message.answer_audio(file, title="Звонок", duration=84)

    return dp


@asynccontextmanager
async def running(box: Sandbox) -> AsyncIterator[Bot]:
    """The bot polls for as long as the block runs."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(box.url))
    async with Bot(box.token, session=session) as bot, asyncio.TaskGroup() as group:
        dp = dispatcher()
        polling = group.create_task(dp.start_polling(bot, handle_signals=False))
        yield bot
        await dp.stop_polling()
        await polling
