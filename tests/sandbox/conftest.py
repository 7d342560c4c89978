"""A sandbox with a clock to push, a bot by bare HTTP, and people."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox, sandbox
from tests.sandbox.api import Api
from tests.sandbox.scene import Scene


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    async with sandbox() as started:
        started.call_bot("Call History", "calls_bot")
        yield started


@pytest.fixture
async def api(box: Sandbox) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(box, session)


@pytest.fixture
async def anna(box: Sandbox) -> Person:
    """A person who has written to the bot."""
    person = box.person("Анна", id=101, language="ru", username="anna")
    await person.send("привет", wait=False)
    return person


@pytest.fixture
async def boris(box: Sandbox) -> Person:
    """A person who has not."""
    return box.person("Борис", id=102)


@pytest.fixture
async def group(box: Sandbox, anna: Person, boris: Person) -> int:
    """A supergroup of both and the bot, where each looks at it."""
    chat_id = box.group("Продажи", anna, boris, supergroup=True)
    await anna.look(chat_id)
    await boris.look(chat_id)
    return chat_id


@pytest.fixture
async def scene(box: Sandbox, api: Api, anna: Person, boris: Person, group: int) -> Scene:
    await anna.look(anna.id)
    sent = await api.ok("sendMessage", chat_id=anna.id, text="слово")
    return Scene(box, api, anna, boris, group, sent["message_id"])
