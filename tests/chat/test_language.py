"""People read their own language, Russian where Telegram says neither Russian nor English."""

from pathlib import Path

from bot.sandbox.person import Person
from tests.chat.rings import at, missed
from tests.chat.talking import talking


async def _commands(person: Person) -> list[dict[str, str]]:
    """The command menu as this person sees it."""
    chat = await person.ask("GET", f"/sandbox/people/{person.id}/chats/{person.id}")
    commands: list[dict[str, str]] = chat["commands"]
    return commands


async def test_english_for_an_english_telegram(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(missed(at("11:00", 1)))
        await office.admin.send("yesterday missed")
        assert office.admin.last.text == (
            "📅 yesterday, March 17, 2026 · missed · 1 call\n\n"
            "Yesterday, March 17\n"
            "1. 🔴 11:00 +7 925 528-37-44 → Белкина\n"
            "     missed · waited 0:24 · not called back"
        )


async def test_a_language_can_be_chosen_and_stays(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("/language")
        await office.manager.tap("English")
        assert office.manager.last.text == "All right, I answer in English."
        await office.manager.send("вчера")
        assert "yesterday" in office.manager.last.text
        await office.restart()
        await office.manager.send("вчера")
        assert "yesterday" in office.manager.last.text


async def test_commands_are_listed_in_both_languages(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("/start")
        await office.admin.send("/start")
        russian = await _commands(office.manager)
        english = await _commands(office.admin)
        names = [c["command"] for c in russian]
        assert [c["command"] for c in english] == [*names, "alerts"]  # an administrator's
        assert {"today", "missed", "find", "help"} <= {c["command"] for c in russian}
        assert "Звонки за сегодня" in [c["description"] for c in russian]
        assert "Calls of today" in [c["description"] for c in english]


async def test_help_shows_examples_that_are_understood(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("/help")
        assert "1–15 марта" in office.manager.last.text
        for example in list(office.manager.last.buttons):
            await office.manager.send(example.text)
            assert "Вот что я понимаю" not in office.manager.last.text
