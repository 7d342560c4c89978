"""Pages are turned by buttons, which go on meaning the same: later, after a restart, for ever."""

from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.telegram import make_bot
from tests.chat.rings import at, inbound, missed
from tests.chat.talking import ADMIN, talking

MINUTES = range(10, 35)


def _times(manager: Person) -> list[str]:
    """The times of the calls on the screen, in the order of the list."""
    lines = manager.last.text.splitlines()
    return [line.split()[2] for line in lines if line[:1].isdigit()]


def _clock(minute: int) -> str:
    return f"10:{minute:02}"


async def test_every_call_is_on_one_page_and_only_one(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        said, seen = len(office.manager.messages), _times(office.manager)
        for page in range(2, 6):
            await office.manager.tap("›")
            assert f"{page} / 5" in office.manager.screen
            seen += _times(office.manager)
        assert seen == [_clock(minute) for minute in reversed(MINUTES)]
        assert len(office.manager.messages) == said


async def test_new_calls_neither_repeat_nor_skip_a_row(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        first = _times(office.manager)
        await office.learn(inbound(at("11:00")), inbound(at("11:01")))
        await office.manager.tap("›")
        second = _times(office.manager)
        assert first + second == [_clock(minute) for minute in list(reversed(MINUTES))[:12]]
        await office.manager.tap("‹")
        assert _times(office.manager)[-1] == first[-1]


async def test_first_and_last_page_are_a_tap_away(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        await office.manager.tap("»")
        assert _times(office.manager) == ["10:10"]
        await office.manager.tap("«")
        assert _times(office.manager)[0] == "10:34"


async def test_a_second_tap_on_the_same_button_does_no_harm(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        older = next(button for button in office.manager.last.buttons if button.text == "›")
        assert older.data
        await office.manager.tap_data(older.data)
        page = office.manager.last.text
        await office.manager.tap_data(older.data)
        assert office.manager.last.text == page
        assert office.manager.toast is None


async def test_buttons_outlive_the_bot(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        await office.restart()
        await office.manager.tap("›")
        assert _times(office.manager)[0] == "10:28"


async def test_filters_keep_the_question(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(
            inbound(at("10:10"), recording="a.wav"), missed(at("10:20")), inbound(at("10:30"))
        )
        await office.manager.send("79255283744")
        for button, times in (
            ("Пропущенные", ["10:20"]),
            ("Отвеченные", ["10:30", "10:10"]),
            ("С записью", ["10:10"]),
            ("Все", ["10:30", "10:20", "10:10"]),
        ):
            await office.manager.tap(button)
            assert _times(office.manager) == times
            assert "+7 925 528-37-44" in office.manager.last.text


async def test_the_period_is_chosen_from_presets(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:10")), inbound(at("9:00", 1)), inbound(at("9:00", 40)))
        await office.manager.send("79255283744")
        await office.manager.tap("📅")
        await office.manager.tap("Вчера")
        assert "вчера, 17 марта 2026 · 1 звонок" in office.manager.last.text
        await office.manager.tap("📅")
        await office.manager.tap("Всё время")
        assert "за всё время · 3 звонка" in office.manager.last.text


async def test_a_card_leads_back_to_its_page(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(_clock(minute))) for minute in MINUTES))
        await office.manager.send("сегодня")
        await office.manager.tap("›")
        page = office.manager.last.text
        await office.manager.tap("3")
        assert "10:26:05 ответила Белкина" in office.manager.last.text
        await office.manager.tap("К списку")
        assert office.manager.last.text == page


async def test_the_card_offers_the_history_of_its_number_and_copies(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        legs = inbound(at("10:10"))
        await office.learn(legs, inbound(at("9:00", 1)), inbound(at("9:30"), client="79031234567"))
        await office.manager.send(legs[0].linkedid)
        copies = [b.raw["copy_text"]["text"] for b in office.manager.last.buttons if "📋" in b.text]
        assert copies == ["79255283744", legs[0].linkedid]
        await office.manager.tap("История")
        assert "за всё время · 2 звонка" in office.manager.last.text


async def test_a_button_that_nobody_made_is_refused(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("сегодня")
        for data in ("q1:nonsense::", "c1:zzz:::", "r1:1:99:0", "zz", "q1:A:1:1:1:1"):
            await office.manager.tap_data(data)
            assert office.manager.alert, data


async def test_a_message_that_is_gone_is_answered_anew(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(f"10:{minute}")) for minute in range(10, 30)))
        await office.admin.send("today")
        page = office.admin.last
        async with make_bot(office.box.token, office.box.url).context() as bot:
            await bot.delete_message(ADMIN, page.id)
        (turn,) = [button.data for button in page.buttons if button.text == "›"]
        await office.admin.tap_data(turn or "", page)
        assert "2 / 4" in office.admin.screen
        (period,) = [button.data for button in page.buttons if "📅" in button.text]
        await office.admin.tap_data(period or "", page)
        assert office.admin.toast == "This button is outdated: please ask again."


async def test_any_button_may_be_tapped_twice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with talking(tmp_path) as office:
        await office.learn(*(inbound(at(f"10:{minute}")) for minute in range(10, 30)))
        await office.manager.send("сегодня")
        await office.manager.send("/language")
        for message in [each for each in office.manager.messages if each.buttons]:
            for button in message.buttons:
                for _ in range(2 * bool(button.data)):
                    await office.manager.tap_data(button.data or "", message)
        assert "failure" not in caplog.text
