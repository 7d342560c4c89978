"""Digests come in the morning and in the evening: once, in time, with their picture."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import schedule
from db.chats import Chats
from tests.chat.clockwork import Clockwork
from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import ADMIN, NOW, Talking, talking


@asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[tuple[Talking, int]]:
    """A group that is told things, in an office with a day of calls behind it."""
    async with talking(folder) as office:
        await office.learn(
            inbound(at("9:10", 1), client="79161112233"),
            missed(at("9:30", 1)),
            outbound(at("9:42", 1)),
            missed(at("11:20", 1), client="79031234567"),
            inbound(at("10:00"), phone="305"),
        )
        sales = office.box.group("Продажи", office.admin, office.manager)
        await office.manager.look(sales)
        await office.manager.wait("Здравствуйте")
        await office.admin.look(sales)
        await office.admin.send("/alerts")
        await office.admin.tap("Выключены — включить")
        yield office, sales


async def digests(office: Talking) -> list[str]:
    await office.manager.look()
    return [m.text for m in office.manager.messages if "тоги" in m.text]


async def test_the_morning_digest_tells_of_yesterday(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        clock = Clockwork(office)
        await clock.at(NOW.replace(hour=8, minute=59))
        assert await digests(office) == []
        await clock.at(NOW.replace(hour=9, minute=0))
        (said,) = await digests(office)
        assert "Доброе утро! Итоги: вчера, 17 марта 2026" in said
        assert "Входящих 3, отвечено 1 (33 %)" in said
        assert "Перезвонили 1" in said
        assert "Обычно перезваниваем за 12 минут" in said
        assert "🔴 Без перезвона: 1 клиент" in said
        assert "Белкина: принято 1, исходящих 1, перезвонов 1" in said
        assert office.manager.last.raw["photo"]


async def test_the_evening_digest_tells_of_the_day(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        await Clockwork(office).at(NOW.replace(hour=18))
        (said,) = await digests(office)
        assert "Итоги дня: сегодня, 18 марта 2026" in said
        assert "Входящих 1, отвечено 1 (100 %)" in said
        assert "Никто не остался без ответа" in said


async def test_a_digest_is_sent_once_also_after_a_restart(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        for minute in (0, 1, 2):
            await Clockwork(office).at(NOW.replace(hour=9, minute=minute))
        await office.restart()
        await Clockwork(office).at(NOW.replace(hour=9, minute=3))
        assert len(await digests(office)) == 1


async def test_a_bot_that_was_down_too_long_skips_it(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        await Clockwork(office).at(NOW.replace(hour=11, minute=30))
        assert await digests(office) == []


async def test_a_pbx_that_cannot_be_read_is_waited_for(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        clock = Clockwork(office)
        await clock.at(NOW.replace(hour=9), read=False)
        assert await digests(office) == []
        await clock.at(NOW.replace(hour=9, minute=40))
        assert len(await digests(office)) == 1


async def test_the_time_and_the_switch_are_the_groups(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, sales):
        await office.admin.tap("Утренняя сводка")
        await office.admin.tap("8:30")
        await office.admin.tap("Назад")
        await office.admin.tap("Вечерняя сводка")
        await office.admin.tap("Не надо")
        clock = Clockwork(office)
        await clock.at(NOW.replace(hour=8, minute=30))
        await clock.at(NOW.replace(hour=18))
        assert len(await digests(office)) == 1
        assert await Chats(office.engine).marked(sales, "morning") == "2026-03-18"


async def test_telegram_away_is_tried_again(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        clock = Clockwork(office)
        office.box.fault("429", method="sendPhoto", seconds=7)
        await clock.at(NOW.replace(hour=9))
        assert await digests(office) == []
        await clock.at(NOW.replace(hour=9, minute=1))
        assert len(await digests(office)) == 1


async def test_what_may_have_come_is_not_sent_twice(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, _):
        clock = Clockwork(office)
        office.box.fault("lost", method="sendPhoto")
        await clock.at(NOW.replace(hour=9))
        await clock.at(NOW.replace(hour=9, minute=1))
        assert len(await digests(office)) == 1


async def test_a_group_that_moved_meanwhile_gets_it_in_its_new_place(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, sales):
        await office.stop()  # so that nobody hears of the move but by the error
        moved = await office.admin.ask(
            "POST", f"/sandbox/groups/{sales}/migrate", json={"by": ADMIN}
        )
        clock = Clockwork(office)
        await clock.at(NOW.replace(hour=9))
        await clock.at(NOW.replace(hour=9, minute=1))
        await office.manager.look(moved["id"])
        assert len(await digests(office)) == 1
        assert [group.id for group in await Chats(office.engine).listening()] == [moved["id"]]


async def test_a_group_that_takes_no_pictures_gets_the_words(tmp_path: Path) -> None:
    async with listening(tmp_path) as (office, sales):
        asked = {
            "by": ADMIN,
            "user": office.box.bot_id,
            "permissions": {"can_send_messages": True, "can_send_photos": False},
        }
        await office.admin.ask("POST", f"/sandbox/groups/{sales}/restrict", json=asked)
        await Clockwork(office).at(NOW.replace(hour=9))
        assert len(await digests(office)) == 1
        assert "photo" not in office.manager.last.raw


async def test_the_scheduler_asks_each_job_and_minds_no_failure() -> None:
    """A clock of its own, and a sleep that moves it: two rounds, then it is cancelled."""
    now, asked = [NOW], list[datetime]()

    async def sleep(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)
        if len(asked) > 1:
            raise asyncio.CancelledError

    async def broken(_: datetime) -> None:
        raise RuntimeError("on purpose")

    async def counting(moment: datetime) -> None:
        asked.append(moment)

    with pytest.raises(asyncio.CancelledError):
        await schedule.run((broken, counting), lambda: now[0], every=20, sleep=sleep)
    assert asked == [NOW, NOW + timedelta(seconds=20)]
