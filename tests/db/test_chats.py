"""Groups are remembered with what was settled for them, wherever they go."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.groups import Group
from db.chats import Chats

SALES = -1001
SUPERGROUP = -100500


@pytest.fixture
def chats(engine: AsyncEngine) -> Chats:
    return Chats(engine)


async def test_a_new_group_has_the_defaults(chats: Chats) -> None:
    assert await chats.join(SALES, "Отдел продаж") == Group(id=SALES, title="Отдел продаж")
    assert await chats.get(SALES) == Group(id=SALES, title="Отдел продаж")
    assert await chats.get(-2) is None


async def test_settings_outlive_a_removal(chats: Chats) -> None:
    await chats.join(SALES, "Продажи")
    await chats.change(SALES, lambda group: replace(group, enabled=True, morning=time(8, 30)))
    await chats.leave(SALES)
    assert await chats.listening() == ()
    left = await chats.get(SALES)
    assert left is not None
    assert not left.active
    back = await chats.join(SALES, "Отдел продаж")
    assert (back.active, back.enabled, back.morning) == (True, True, time(8, 30))
    assert back.title == "Отдел продаж"
    assert await chats.listening() == (back,)


async def test_a_change_of_an_unknown_group_is_none(chats: Chats) -> None:
    assert await chats.change(SALES, lambda group: replace(group, enabled=True)) is None
    assert await chats.all() == ()


async def test_a_supergroup_takes_everything_along_but_the_board(chats: Chats) -> None:
    await chats.join(SALES, "Продажи")
    await chats.change(SALES, lambda group: replace(group, enabled=True, board=7))
    await chats.mark(SALES, "morning", "2026-03-18")
    await chats.join(SUPERGROUP, "Продажи")  # Telegram may tell of the new group first
    await chats.move(SALES, SUPERGROUP)
    assert await chats.all() == (Group(id=SUPERGROUP, title="Продажи", enabled=True),)
    assert await chats.marked(SUPERGROUP, "morning") == "2026-03-18"


async def test_the_second_telling_of_a_move_changes_nothing(chats: Chats) -> None:
    await chats.join(SALES, "Продажи")
    await chats.move(SALES, SUPERGROUP)
    await chats.change(SUPERGROUP, lambda group: replace(group, enabled=True))
    await chats.mark(SUPERGROUP, "evening", "2026-03-18")
    await chats.move(SALES, SUPERGROUP)
    await chats.leave(SALES)
    assert [group.enabled for group in await chats.listening()] == [True]
    assert await chats.marked(SUPERGROUP, "evening") == "2026-03-18"


async def test_a_mark_is_made_once(chats: Chats) -> None:
    assert await chats.mark(SALES, "morning", "2026-03-18")
    assert not await chats.mark(SALES, "morning", "2026-03-18")
    assert await chats.mark(SALES, "evening", "2026-03-18")
    assert await chats.mark(SALES, "morning", "2026-03-19")
    assert await chats.marked(SALES, "silence") == ""
