"""Telegram's bad days: floods, faults and lost answers cost a manager nothing but time."""

from pathlib import Path

import pytest

from bot.errors import BotError
from bot.sandbox.faults import Kind
from tests.chat.rings import at, inbound
from tests.chat.talking import MANAGER, talking
from tests.chat.test_recording import tone


@pytest.mark.parametrize("kind", ["429", "500", "502", "reset"])
async def test_a_page_is_turned_through_trouble(tmp_path: Path, kind: Kind) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(f"10:{minute}")) for minute in range(10, 30)))
        await office.manager.send("сегодня")
        office.box.fault(kind, method="editMessageText")
        office.manager.patience = 10
        await office.manager.tap("›")
        assert "2 / 4" in office.manager.screen


async def test_a_lost_answer_is_not_given_twice(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        office.box.fault("lost", method="sendMessage", chat_id=MANAGER)
        await office.manager.send("сегодня", wait=False)
        await office.manager.wait("10:49")
        await office.manager.send("вчера")
        said = [m for m in office.manager.messages if "сегодня, 18 марта" in m.text]
        assert len(said) == 1


@pytest.mark.parametrize("kind", ["502", "reset", "lost"])
async def test_where_an_answer_may_have_come_the_manager_is_told_so(
    tmp_path: Path, kind: Kind
) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "a.wav")
        await office.learn(inbound(at("10:49"), recording="/storage/monitor/a.wav"))
        office.box.fault(kind, method="sendMessage")
        await office.manager.send("сегодня")
        assert "не подтвердил" in office.manager.last.text
        await office.manager.send("сегодня")
        office.box.fault(kind, method="sendAudio")
        await office.manager.tap("▶ 1")
        assert "не подтвердил" in office.manager.last.text
        sounds = [message for message in office.manager.messages if message.media]
        assert len(sounds) == (kind == "lost")


async def test_who_blocked_the_bot_meanwhile_is_no_failure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with talking(tmp_path) as office:
        office.box.fault("403", method="sendMessage", description="Forbidden: bot was blocked")
        await office.manager.send("сегодня")
        assert "failure" not in caplog.text
        await office.manager.send("вчера")
        assert "вчера" in office.manager.last.text


async def test_a_revoked_token_ends_the_bot_in_words(tmp_path: Path) -> None:
    async def revoke() -> None:
        async with talking(tmp_path) as office:
            await office.manager.send("сегодня")
            office.box.world.token = "42:another"
            assert office.running
            await office.running

    with pytest.raises(BotError, match="token-refused"):
        await revoke()
