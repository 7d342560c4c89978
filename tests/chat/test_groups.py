"""The bot in groups: added, removed, become a supergroup; who sees /alerts in the menu."""

from pathlib import Path

from db.chats import Chats
from tests.chat.rings import inbound
from tests.chat.talking import ADMIN, MANAGER, NOW, Talking, talking


async def commands_of(office: Talking, person: int, chat: int) -> list[str]:
    view = await office.admin.ask("GET", f"/sandbox/people/{person}/chats/{chat}")
    return [command["command"] for command in view["commands"]]


async def test_the_bot_says_what_to_do_where_it_is_added(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        sales = office.box.group("Отдел продаж", office.admin, office.manager)
        await office.admin.look(sales)
        await office.admin.wait("/alerts")
        group = await Chats(office.engine).get(sales)
        assert group
        assert (group.title, group.active, group.enabled) == ("Отдел продаж", True, False)


async def test_a_removed_bot_keeps_what_was_settled(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        chats = Chats(office.engine)
        sales = office.box.group("Продажи", office.admin, office.manager)
        await office.admin.look(sales)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts")
        await office.admin.tap("Выключены")
        by = {"by": ADMIN, "user": office.box.bot_id}
        await office.admin.ask("POST", f"/sandbox/groups/{sales}/remove", json=by)
        await office.manager.send("/stats")  # the bot has heard of everything before it
        assert await chats.listening() == ()
        await office.admin.ask("POST", f"/sandbox/groups/{sales}/add", json=by)
        await office.manager.send("/stats")
        assert [group.id for group in await chats.listening()] == [sales]


async def test_a_supergroup_is_the_same_group(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        chats = Chats(office.engine)
        sales = office.box.group("Продажи", office.admin, office.manager)
        await office.admin.look(sales)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts")
        await office.admin.tap("Выключены")
        moved = await office.admin.ask(
            "POST", f"/sandbox/groups/{sales}/migrate", json={"by": ADMIN}
        )
        await office.manager.send("/stats")
        assert await chats.get(sales) is None
        group = await chats.get(moved["id"])
        assert group
        assert group.listens
        await office.admin.look(moved["id"])
        await office.admin.send("/alerts")
        assert "🔔 Включены" in office.admin.last.text
        assert "alerts" in await commands_of(office, ADMIN, moved["id"])


async def test_whoever_moved_the_group_it_is_followed(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        sales = office.box.group("Продажи", office.stranger, office.admin)
        await office.admin.look(sales)
        await office.admin.wait("/alerts")
        by = {"by": office.stranger.id}
        moved = await office.admin.ask("POST", f"/sandbox/groups/{sales}/migrate", json=by)
        await office.manager.send("/stats")
        assert [group.id for group in await Chats(office.engine).all()] == [moved["id"]]


async def test_a_new_title_is_the_panels_title(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        sales = office.box.group("Продажи", office.admin)
        await office.admin.look(sales)
        await office.admin.wait("/alerts")
        await office.admin.look(ADMIN)
        title = {"by": ADMIN, "title": "Отдел заботы"}
        await office.admin.ask("POST", f"/sandbox/groups/{sales}/title", json=title)
        await office.admin.send("/start")
        await office.admin.send("/alerts")
        assert "Отдел заботы" in str(office.admin.last.rows)


async def test_only_administrators_see_alerts_in_the_menu(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        sales = office.box.group("Продажи", office.admin, office.manager)
        await office.admin.look(sales)
        await office.admin.wait("/alerts")
        assert "alerts" in await commands_of(office, ADMIN, sales)
        assert "alerts" not in await commands_of(office, MANAGER, sales)
        await office.admin.look(ADMIN)
        await office.admin.send("/start")
        assert "alerts" in await commands_of(office, ADMIN, ADMIN)
        assert "stats" in await commands_of(office, MANAGER, MANAGER)
        assert "alerts" not in await commands_of(office, MANAGER, MANAGER)


async def test_a_groups_figures_are_of_its_lines(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(
            inbound(NOW.replace(hour=9)),
            inbound(NOW.replace(hour=10), did="74952293043"),
        )
        sales = office.box.group("Продажи", office.admin, office.manager)
        await office.admin.look(sales)
        await office.admin.wait("Здравствуйте")
        await office.admin.send("/alerts")
        await office.admin.tap("Линии")
        await office.admin.tap("+7 495 229-30-43")
        await office.manager.look(sales)
        await office.manager.send("/stats")
        assert "Входящих 1, отвечено 1 (100 %)" in office.manager.last.text
        await office.manager.look(MANAGER)
        await office.manager.send("/stats")
        assert "Входящих 2" in office.manager.last.text
