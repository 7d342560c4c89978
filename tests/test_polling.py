"""How updates come: whoever asks must not wait for the bot to ask for the next question."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe, GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, Update, User

from bot.delivery import Retry


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
        assert isinstance(method, GetUpdates)
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


async def test_an_update_is_begun_before_the_next_is_asked_for() -> None:
    heard: list[str] = []
    telegram = Telegram(heard)
    telegram.middleware(Retry())
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def _answer(_message: Message) -> None:
        heard.append("answering")

    bot = Bot("42:token", session=telegram)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(dispatcher.start_polling(bot, handle_signals=False))
        await telegram.asked_again.wait()
        await dispatcher.stop_polling()
        await polling
    assert heard == ["asked for updates", "answering", "asked for updates"]
