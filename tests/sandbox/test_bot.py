"""A real aiogram bot talks on the sandbox over HTTP, and a person talks with it."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import sandbox
from tests.sandbox.tiny import running


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


async def test_another_program_drives_the_same_person(manager: Person) -> None:
    await manager.send("/start")
    async with Person(manager.url, manager.key, id=manager.id) as elsewhere:
        assert elsewhere.screen == manager.screen
        await elsewhere.tap("»")
    await manager.wait("страница 2")
