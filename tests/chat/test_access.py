"""Recordings are personal data: only those who may, may; asked at each message and button."""

from pathlib import Path

from tests.chat.rings import at, inbound
from tests.chat.talking import STRANGER, talking


async def test_a_stranger_learns_an_id_and_nothing_else(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        for text in ("/start", "/help", "79255283744", "сегодня"):
            await office.stranger.send(text)
            assert str(STRANGER) in office.stranger.last.text
            assert "Белкина" not in office.stranger.last.text
            assert not office.stranger.last.buttons


async def test_a_strangers_taps_are_refused_whatever_they_send(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49"), recording="a.wav"))
        await office.manager.send("сегодня")
        await office.stranger.send("сегодня")
        said = len(office.stranger.messages)
        for button in office.manager.last.buttons:
            assert button.data
            await office.stranger.tap_data(button.data)
            assert office.stranger.alert
            assert office.stranger.toast == "Эти звонки видят только сотрудники из списка бота."
        assert len(office.stranger.messages) == said


async def test_a_right_taken_away_is_gone_at_the_next_tap(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        await office.manager.send("сегодня")
        office.managers.clear()
        await office.manager.tap("1")
        assert office.manager.alert
        assert "ответила" not in office.manager.last.text


async def test_in_a_group_only_the_addressed_bot_speaks_and_only_to_the_permitted(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        group = office.box.group("Отдел продаж", office.admin, office.manager, office.stranger)
        manager, stranger = office.manager, office.stranger
        await manager.look(group)
        await stranger.look(group)
        said = len(manager.messages)

        await stranger.send("/find 79255283744")
        await manager.send("79255283744")
        await manager.send("привет всем")
        await manager.send("/find привет")
        await manager.look()
        assert [m.own for m in manager.messages[said:]].count(True) == 3
        assert not any("Белкина" in m.text for m in manager.messages)

        await manager.send("/find 79255283744")
        assert "Белкина" in manager.last.text
        await manager.send(f"@{office.username} вчера")
        assert "вчера, 17 марта" in manager.last.text


async def test_a_strangers_tap_in_the_group_is_refused_too(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        group = office.box.group("Отдел продаж", office.admin, office.manager, office.stranger)
        await office.manager.look(group)
        await office.manager.send("/find 79255283744")
        await office.stranger.look(group)
        await office.stranger.tap("1")
        assert office.stranger.alert
        assert "ответила" not in office.stranger.last.text
