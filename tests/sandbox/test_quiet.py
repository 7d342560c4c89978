"""When `send` and `tap` return: not before the bot is done, and not long after."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api

Handler = Callable[[Any], Awaitable[None]]


@asynccontextmanager
async def bot(api: Api, handle: Handler) -> AsyncIterator[None]:
    """A bot that confirms first and handles afterwards, as aiogram does."""

    async def poll(group: asyncio.TaskGroup) -> None:
        offset = 0
        while True:
            for update in await api.ok("getUpdates", offset=offset, timeout=5):
                offset = update["update_id"] + 1
                group.create_task(work(update))

    async def work(update: Any) -> None:
        busy.add(update["update_id"])
        await handle(update)
        busy.discard(update["update_id"])

    busy: set[int] = set()
    api.box.idle_when(lambda: not busy)
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(poll(group))
        yield
        polling.cancel()


async def test_a_handler_that_thinks_is_waited_for(box: Sandbox, api: Api) -> None:
    async def answer(update: Any) -> None:
        chat_id = update["message"]["chat"]["id"]
        await asyncio.sleep(0.3)
        await api.ok("sendMessage", chat_id=chat_id, text="раз")
        await asyncio.sleep(0.3)
        await api.ok("sendMessage", chat_id=chat_id, text="два")

    anna = box.person("Анна")
    async with bot(api, answer):
        await anna.send("?")
        assert [m.text for m in anna.messages] == ["?", "раз", "два"]


async def test_where_the_bot_says_when_it_is_idle_silence_costs_nothing(
    box: Sandbox, api: Api
) -> None:
    async def ignore(_: Any) -> None:
        await asyncio.sleep(0)

    anna = box.person("Анна")
    async with bot(api, ignore):
        began = asyncio.get_running_loop().time()
        for _ in range(5):
            await anna.send("?")
        assert asyncio.get_running_loop().time() - began < 1


async def test_a_standing_chat_action_means_more_is_to_come(box: Sandbox, api: Api) -> None:
    async def convert(update: Any) -> None:
        chat_id = update["message"]["chat"]["id"]
        await api.ok("sendChatAction", chat_id=chat_id, action="upload_voice")
        await asyncio.sleep(0.4)
        await api.upload("sendVoice", {"voice": b"OggS"}, chat_id=chat_id)

    anna = box.person("Анна")
    async with bot(api, convert):
        box.quiet.idle = None  # nobody says when the bot is idle
        await anna.send("?")
        assert anna.last.media


async def test_a_tap_that_is_never_answered_is_found_out(box: Sandbox, api: Api) -> None:
    keyboard = {"inline_keyboard": [[{"text": "▶", "callback_data": "x"}]]}

    async def forget(update: Any) -> None:
        if "message" in update:
            chat_id = update["message"]["chat"]["id"]
            await api.ok("sendMessage", chat_id=chat_id, text="вот", reply_markup=keyboard)

    anna = box.person("Анна")
    anna.patience = 0.3
    async with bot(api, forget):
        await anna.send("?")
        with pytest.raises(AssertionError, match=r"the bot is still busy; the screen:\nme: \?"):
            await anna.tap("▶")
