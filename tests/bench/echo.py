"""The least a bot can do: what the product's replies are compared with."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def _echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(token: str, url: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher = Dispatcher()
    dispatcher.message.register(_echo)
    async with Bot(token, session=session) as bot:
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
