"""A real aiogram bot talks on the sandbox over HTTP, and a person talks with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
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

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox, sandbox

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


@pytest.fixture
async def manager() -> AsyncIterator[Person]:
    async with sandbox() as box, running(box):
        yield box.person("Анна", language="ru")


async def test_a_person_writes_taps_and_listens(manager: Person) -> None:
    await manager.send("/start")
    assert manager.last.raw["entities"] == [{"type": "bold", "offset": 8, "length": 3}]
    assert manager.screen == "me: /start\nSandbox Bot: Привет, мир\n[▶ 1] [»]"

    await manager.tap("»")
    assert manager.toast == "готово"
    assert manager.last.text == "страница 2"
    assert manager.last.edited

    await manager.tap("▶")
    assert manager.toast is None
    assert manager.last.audio.duration == 84
    assert (await manager.download(manager.last)).startswith(b"ID3")


async def test_a_button_that_is_not_there_is_named_with_those_that_are(manager: Person) -> None:
    await manager.send("/start")
    with pytest.raises(AssertionError, match=r"no button 'Назад'; the buttons .*\[▶ 1\], \[»\]"):
        await manager.tap("Назад")
