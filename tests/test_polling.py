"""How updates come: an answer is given before more is asked for, unless it takes long."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe, GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, Update, User

from bot.access import Policy
from bot.delivery import InFlight
from bot.i18n import Texts
from bot.telegram import poll
from db.chats import Chats
from db.engine import make_engine, upgrade


class Telegram(BaseSession):
    """Has one message for the bot, then none; notes what it is asked for."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self.heard = heard
        self.asked_again = asyncio.Event()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109, ARG002 - as aiogram gives it
    ) -> Any:
        if isinstance(method, GetMe):
            return User(id=bot.id, is_bot=True, first_name="Звонки", username="calls_bot")
        if not isinstance(method, GetUpdates):
            raise TelegramNetworkError(method, "only updates are to be had here")
        self.heard.append("asked for updates")
        if method.offset is None:
            chat = Chat(id=1, type="private")
            said = Message(message_id=1, date=datetime.now(UTC), chat=chat, text="вчера")
            return [Update(update_id=1, message=said)]
        self.asked_again.set()
        return await asyncio.Event().wait()

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        raise NotImplementedError
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


async def _polled(folder: Path, answer: Callable[[Telegram], Awaitable[None]]) -> list[str]:
    """What was done in turn until more was asked for and `answer` was given."""
    heard: list[str] = []
    url = f"sqlite:///{folder}/journal.db"
    await upgrade(url)
    telegram, in_flight, engine = Telegram(heard), InFlight(), make_engine(url)
    dispatcher = Dispatcher(in_flight=in_flight, policy=Policy(), chats=Chats(engine))
    dispatcher.update.outer_middleware(in_flight)

    @dispatcher.message()
    async def _answer(_message: Message) -> None:
        await answer(telegram)
        heard.append("answered")

    bot = Bot("42:token", session=telegram)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(poll(dispatcher, bot, Texts(), signals=False))
        await telegram.asked_again.wait()
        await in_flight.drain()
        await dispatcher.stop_polling()
        await polling
    await engine.dispose()
    return heard


async def test_an_answer_is_given_before_more_is_asked_for(tmp_path: Path) -> None:
    async def soon(_: Telegram) -> None:
        await asyncio.to_thread(int)

    assert await _polled(tmp_path, soon) == ["asked for updates", "answered", "asked for updates"]


async def test_an_answer_that_takes_long_holds_nobody_up(tmp_path: Path) -> None:
    async def late(telegram: Telegram) -> None:
        await telegram.asked_again.wait()

    assert await _polled(tmp_path, late) == ["asked for updates", "asked for updates", "answered"]
