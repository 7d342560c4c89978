"""How updates come: an answer is given before more is asked for, unless it takes long."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe, GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, Update, User

from bot.delivery import InFlight, InTurn


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


async def _polled(answer: Callable[[Telegram], Awaitable[None]]) -> list[str]:
    """What was done in turn until more was asked for and `answer` was given."""
    heard: list[str] = []
    telegram, in_flight, dispatcher = Telegram(heard), InFlight(), Dispatcher()
    telegram.middleware(InTurn(in_flight))
    dispatcher.update.outer_middleware(in_flight)

    @dispatcher.message()
    async def _answer(_message: Message) -> None:
        await answer(telegram)
        heard.append("answered")

    bot = Bot("42:token", session=telegram)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(dispatcher.start_polling(bot, handle_signals=False))
        await telegram.asked_again.wait()
        await in_flight.drain()
        await dispatcher.stop_polling()
        await polling
    return heard


async def test_an_answer_is_given_before_more_is_asked_for() -> None:
    async def soon(_: Telegram) -> None:
        await asyncio.to_thread(int)

    assert await _polled(soon) == ["asked for updates", "answered", "asked for updates"]


async def test_an_answer_that_takes_long_holds_nobody_up() -> None:
    async def late(telegram: Telegram) -> None:
        await telegram.asked_again.wait()

    assert await _polled(late) == ["asked for updates", "asked for updates", "answered"]
