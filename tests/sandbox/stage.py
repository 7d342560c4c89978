"""A stage for tests of the chat page: people, a group, a bot played by the test itself.

The test says what the bot does, line by line, so that each step on the screen has one cause.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from playwright.async_api import Browser, Locator, Page

from bot.sandbox.server import Sandbox, sandbox
from tests.browser import DESKTOP, Window, window

ANNA, PETER, JOHN, GROUP = 101, 102, 103, -1001


@dataclass
class Stage:
    box: Sandbox
    bot: Bot
    page: Page
    http: aiohttp.ClientSession
    offset: int = field(default=0)

    async def people(self, path: str, **body: Any) -> Any:
        """One request of the people's side; raises when it is refused."""
        async with self.http.post(f"{self.box.url}/sandbox/{path}", json=body) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def heard(self) -> Update:
        """What reaches the bot next."""
        while not (updates := await self.bot.get_updates(self.offset, limit=1, timeout=5)):
            pass
        self.offset = updates[0].update_id + 1
        return updates[0]

    async def look(self, person: int = ANNA, chat: int | None = ANNA) -> None:
        """Open the page as this person, with a chat open."""
        place = "/".join(str(part) for part in (person, chat) if part is not None)
        await self.page.goto(f"{self.box.url}/?key={self.box.key}#{place}")
        await self.page.locator(".person.current").wait_for(state="attached")
        if chat is not None:
            await self.page.locator(".feed").wait_for()

    @property
    def bubbles(self) -> Locator:
        return self.page.locator(".bubble")

    def key(self, label: str) -> Locator:
        return self.page.locator(".key", has_text=label)

    async def write(self, text: str) -> None:
        await self.page.locator(".compose-text").fill(text)
        await self.page.keyboard.press("Enter")


async def _cast(stage: Stage) -> None:
    for person, name, title, language in (
        (ANNA, "Анна", "Менеджер", "ru"),
        (PETER, "Пётр", "Администратор", "ru"),
        (JOHN, "John", "Stranger", "en"),
    ):
        await stage.people("people", id=person, name=name, title=title, language=language)
    for person in (ANNA, PETER):
        await stage.people(f"people/{person}/send", chat_id=person, text="/start")
    await stage.people(
        "groups", title="Продажи", owner=PETER, people=[ANNA], supergroup=True, id=GROUP
    )
    for person in (ANNA, PETER):
        await stage.people(f"people/{person}/read", chat_id=GROUP)
    updates = await stage.bot.get_updates(timeout=0)
    stage.offset = updates[-1].update_id + 1


@asynccontextmanager
async def stage(browser: Browser, size: Window = DESKTOP) -> AsyncIterator[Stage]:
    async with (
        sandbox(flood=False) as box,
        aiohttp.ClientSession(
            headers={"X-Sandbox-Key": box.key}, json_serialize=json.dumps
        ) as http,
    ):
        session = AiohttpSession(api=TelegramAPIServer.from_base(box.url))
        async with Bot(box.token, session) as bot, window(browser, size) as page:
            ready = Stage(box, bot, page, http)
            await _cast(ready)
            yield ready
