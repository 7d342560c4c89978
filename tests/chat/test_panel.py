"""/alerts: everything is settled by buttons, by administrators only, and outlives a restart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path

from bot.calls.calendar import Span
from bot.groups import Group
from db.chats import Chats
from tests.chat.rings import at, inbound
from tests.chat.talking import ADMIN, Talking, talking

SERVICE = "74952293043"


@asynccontextmanager
async def sales(folder: Path) -> AsyncIterator[tuple[Talking, int]]:
    """A group whose panel the administrator has just opened."""
    async with talking(folder) as office:
        chat = office.box.group("Продажи", office.admin, office.manager)
        await office.admin.look(chat)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts")
        yield office, chat


async def settled(office: Talking, chat: int) -> Group:
    group = await Chats(office.engine).get(chat)
    assert group
    return group


async def test_the_panel_says_what_is_settled(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, _):
        said = office.admin.last.text
        assert "🔕 Выключены" in said
        assert "Линии: Все линии" in said
        assert "Рабочее время: Пн–Пт 9:00–18:00" in said
        assert "Если никто не взял за 15 мин, зову: администраторов группы" in said
        assert "Сводки в 9:00, 18:00" in said


async def test_switches(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("Выключены — включить")
        await office.admin.tap("Сбросы в меню")
        await office.admin.tap("Следить за молчащими линиями")
        group = await settled(office, chat)
        assert (group.enabled, group.menu, group.silence) == (True, False, False)
        assert "🔔 Включены" in office.admin.last.text


async def test_each_group_has_its_lines(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.learn(inbound(at("9:00")), inbound(at("9:10"), did=SERVICE))
        other = office.box.group("Сервис", office.admin)
        await office.admin.tap("Линии")
        await office.admin.tap("+7 495 229-30-42")
        await office.admin.look(other)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts")
        await office.admin.tap("Линии")
        await office.admin.tap("+7 495 229-30-43")
        assert (await settled(office, chat)).lines == ("74952293042",)
        assert (await settled(office, other)).lines == (SERVICE,)
        await office.admin.tap("Все линии")
        assert (await settled(office, other)).lines == ()


async def test_working_hours(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("Рабочее время")
        await office.admin.tap("Каждый день 9:00–21:00")
        await office.admin.tap("Сб 9:00–21:00")
        opening = office.admin.last.rows[1]
        assert [button.text for button in opening] == ["−", "9:00", "+"]
        await office.admin.tap_data(opening[2].data or "")
        await office.admin.tap_data(office.admin.last.rows[2][0].data or "")
        await office.admin.tap("Назад")
        await office.admin.tap("Вс 9:00–21:00")
        await office.admin.tap("Выходной")
        week = (await settled(office, chat)).hours.week
        assert week[0] == (Span(540, 1260),)
        assert week[5:] == ((Span(570, 1230),), ())
        await office.admin.tap("Назад")
        await office.admin.tap("Назад")
        assert "Пн–Пт 9:00–21:00, Сб 9:30–20:30" in office.admin.last.text


async def test_holidays_are_tapped_in_a_calendar(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("Выходные")
        assert "Март 2026" in str(office.admin.last.rows)
        await office.admin.tap("›")
        await office.admin.tap("12")
        assert (await settled(office, chat)).hours.holidays == {date(2026, 4, 12)}
        await office.admin.tap("Назад")
        assert "Выходные: 12 апреля" in office.admin.last.text
        await office.admin.tap("🎉 Выходные")
        await office.admin.tap("›")
        await office.admin.tap("🔴12")
        assert not (await settled(office, chat)).hours.holidays


async def test_escalation_duty_and_claims(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("Звать на помощь")
        await office.admin.tap("30 мин")
        await office.admin.tap("Антон")
        await office.admin.tap("Назад")
        assert "за 30 мин, зову: Антон" in office.admin.last.text
        await office.admin.tap("✋")
        await office.admin.tap("60 мин")
        group = await settled(office, chat)
        assert group.duty
        assert (group.escalation, group.duty.id, group.claim) == (30, ADMIN, 60)
        await office.admin.tap("Назад")
        await office.admin.tap("Звать на помощь")
        await office.admin.tap("Не надо")
        assert (await settled(office, chat)).escalation is None


async def test_digest_times(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("Утренняя сводка")
        await office.admin.tap("8:30")
        await office.admin.tap("Назад")
        await office.admin.tap("Вечерняя сводка")
        await office.admin.tap("Не надо")
        group = await settled(office, chat)
        assert (group.morning, group.evening) == (time(8, 30), None)


async def test_the_groups_language(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.admin.tap("English")
        assert "Alerts: Продажи" in office.admin.last.text
        await office.manager.look(chat)
        await office.manager.send("/stats")
        assert "There were no calls" in office.manager.last.text


async def test_only_administrators_settle_anything(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.manager.look(chat)
        await office.manager.tap("Выключены — включить")
        assert office.manager.alert
        assert office.manager.toast == "Это настраивает администратор бота."
        await office.manager.send("/alerts")
        assert "Это настраивает администратор бота." in office.manager.last.text
        assert not (await settled(office, chat)).enabled


async def test_a_panel_outlives_a_restart(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        await office.restart()
        await office.admin.tap("Выключены — включить")
        assert (await settled(office, chat)).enabled


async def test_the_topic_is_where_alerts_was_typed(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        forum = office.box.group("Форум", office.admin, forum=True)
        asked = {"by": ADMIN, "name": "Звонки"}
        topic = await office.admin.ask("POST", f"/sandbox/groups/{forum}/topic", json=asked)
        await office.admin.look(forum)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts", thread_id=topic["message_thread_id"])
        assert "Тема: та, где написали /alerts" in office.admin.last.text
        assert (await settled(office, forum)).topic == topic["message_thread_id"]


async def test_in_private_any_groups_panel_opens(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.admin.send("/alerts")
        assert "Add me to a group" in office.admin.last.text
        chat = office.box.group("Продажи", office.admin)
        await office.admin.look(chat)
        await office.admin.wait("/alerts")
        await office.admin.look(ADMIN)
        await office.admin.send("/alerts")
        await office.admin.tap("Продажи")
        await office.admin.tap("Off — turn on")
        assert (await settled(office, chat)).enabled


async def test_what_no_button_says_settles_nothing(tmp_path: Path) -> None:
    async with sales(tmp_path) as (office, chat):
        before = await settled(office, chat)
        for data in ("claim:99999", "day:9.0.0", "am:5000", "off:+x", "lang:xx", "week:", "x:y"):
            await office.admin.tap_data(f"g1:{chat}:h:0:{data}")
            assert office.admin.toast == "This button is outdated: please ask again."
        assert await settled(office, chat) == before
