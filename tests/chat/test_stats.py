"""/stats as people ask for it: figures with a picture, for any period that can be typed."""

from pathlib import Path

from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import Talking, talking

OTHER, THIRD = "79161112233", "79031234567"


async def learn_a_day(office: Talking, days_ago: int = 0) -> None:
    """Four calls came in: two answered, one missed and called back, one still waits."""
    await office.learn(
        inbound(at("9:10", days_ago), client=OTHER),
        missed(at("9:30", days_ago)),
        outbound(at("9:42", days_ago)),
        inbound(at("10:05", days_ago), client=OTHER, phone="305"),
        missed(at("11:20", days_ago), client=THIRD),
    )


async def test_today_is_what_stats_means(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await learn_a_day(office)
        await office.manager.send("/stats")
        said = office.manager.last.text
        assert "📊 сегодня, 18 марта 2026" in said
        assert "Входящих 4, отвечено 2 (50 %)" in said
        assert "Не дозвонились 2: 2 пропущенных" in said
        assert "Исходящих 1, дозвонились 1" in said
        assert "Перезвонили 1, дозвонились сами 0" in said
        assert "Обычно перезваниваем за 12 минут" in said
        assert "🔴 Без перезвона: 1 клиент" in said
        assert "Белкина: принято 1, исходящих 1, перезвонов 1" in said
        assert "Шевченко: принято 1" in said
        assert office.manager.last.raw["photo"]


async def test_the_button_shows_who_still_waits(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await learn_a_day(office)
        await office.manager.send("/stats")
        await office.manager.tap("Без перезвона")
        assert "+7 903 123-45-67" in office.manager.last.text
        assert "1 звонок" in office.manager.last.text


async def test_any_period_that_can_be_typed(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await learn_a_day(office, days_ago=7)
        await office.manager.send("/stats прошлая неделя")
        assert "9–15 марта 2026" in office.manager.last.text
        assert "Входящих 4" in office.manager.last.text
        await office.admin.send("/stats last week")
        assert "Inbound 4, answered 2 (50%)" in office.admin.last.text
        await office.manager.send("/stats всё время")
        assert "Входящих 4" in office.manager.last.text


async def test_a_word_is_as_good_as_the_command(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await learn_a_day(office)
        for words in ("Статистика", "итоги за сегодня", "отчёт за неделю", "report this week"):
            await office.manager.send(words)
            assert "Входящих 4" in office.manager.last.text
        await office.manager.send("отчёт по Белкиной")
        assert office.manager.last.text.startswith("👤 Белкина")


async def test_a_day_without_calls_is_a_sentence(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("/stats вчера")
        assert office.manager.last.text.endswith("Звонков не было.")
        assert "photo" not in office.manager.last.raw


async def test_a_bad_period_is_refused_in_words(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("/stats абракадабра")
        assert "Не понимаю, за какое время посчитать: «абракадабра»" in office.manager.last.text
        await office.manager.send("/stats 201 вчера")
        assert "Не понимаю" in office.manager.last.text
        await office.manager.send("/stats 31.02")
        assert "Даты «31.02» не бывает" in office.manager.last.text


async def test_strangers_get_no_figures(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await learn_a_day(office)
        await office.stranger.send("/stats")
        assert "Входящих" not in office.stranger.screen
