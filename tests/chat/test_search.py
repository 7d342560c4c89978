"""A manager asks, in every way there is to ask, and reads the answer."""

from pathlib import Path

from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import talking

OTHER = "79031234567"


async def test_a_number_in_any_spelling_finds_its_calls(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")), missed(at("11:00"), client=OTHER))
        await office.manager.send("8 (925) 528-37-44")
        assert office.manager.last.text == (
            "☎ +7 925 528-37-44 · за всё время · 1 звонок\n\n"
            "Сегодня, 18 марта\n"
            "1. ↘️ 10:49 +7 925 528-37-44 → Белкина\n"
            "     разговор 1:00"
        )


async def test_two_numbers_find_only_their_talks(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(
            inbound(at("10:49")), missed(at("11:00")), inbound(at("11:30"), phone="305")
        )
        await office.manager.send("79255283744 302")
        assert "↔ Белкина" in office.manager.last.text
        assert "1 звонок" in office.manager.last.text


async def test_dates_find_the_calls_of_those_days(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")), inbound(at("9:00", 1)), inbound(at("9:00", 3)))
        await office.manager.send("вчера")
        assert office.manager.last.text.startswith("📅 вчера, 17 марта 2026 · 1 звонок")
        await office.manager.send("15.03-17.03")
        assert office.manager.last.text.startswith("📅 15–17 марта 2026 · 2 звонка")


async def test_hours_of_several_days_are_those_of_each(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        evening, noon = missed(at("19:00", 1)), missed(at("12:00", 2))
        await office.learn(evening, noon, missed(at("20:30", 3)), inbound(at("10:00")))
        await office.manager.send("после 18 за неделю")
        said = "12–18 марта 2026 · ежедневно 18:00–24:00"
        assert office.manager.last.text.startswith(f"📅 {said} · 2 звонка")
        await office.manager.tap("Пропущенные")
        assert office.manager.last.text.startswith(f"📅 {said} · пропущенные · 2 звонка")
        await office.manager.tap("📅")
        await office.manager.tap("Вчера")
        assert "ежедневно 18:00–24:00 · пропущенные · 1 звонок" in office.manager.last.text
        await office.manager.tap("📅")
        await office.manager.tap("Всё время")
        assert office.manager.last.text.startswith("📋 все звонки · пропущенные · 3 звонка")


async def test_short_talks_are_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")), missed(at("11:00")))
        await office.manager.send("сегодня короче 5 минут")
        assert office.manager.last.text.startswith(
            "📅 сегодня, 18 марта 2026 · отвеченные · короче 5:00 · 1 звонок"
        )
        await office.manager.send("сегодня короче минуты")
        assert office.manager.last.text.endswith("Таких звонков нет.")


async def test_a_linkedid_opens_its_call(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        legs = inbound(at("10:49"))
        await office.learn(legs)
        await office.manager.send(legs[0].linkedid.removeprefix("mikopbx-"))
        assert "ответила Белкина" in office.manager.last.text
        assert legs[0].linkedid in office.manager.last.text


async def test_a_linkedid_that_is_not_there_tells_its_date(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49", 9)))
        await office.manager.send("1699999999.1")
        assert office.manager.last.text == (
            "Звонка mikopbx-1699999999.1 нет в журнале.\n"
            "Судя по linkedid, он начался 15 ноября 2023.\n"
            "Журнал хранит 10 дней: с 9 марта 2026."
        )


async def test_a_missed_call_says_whether_somebody_called_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(missed(at("11:00")), missed(at("11:20"), client=OTHER))
        await office.manager.send("пропущенные сегодня")
        assert office.manager.last.text.count("не перезвонили") == 2
        await office.learn(outbound(at("11:30"), phone="305"))
        await office.manager.send("пропущенные сегодня")
        assert "✅ перезвон: Шевченко, 11:30" in office.manager.last.text
        await office.manager.send("без перезвона сегодня")
        assert "1 звонок" in office.manager.last.text


async def test_an_edited_question_gets_its_answer_edited(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")), inbound(at("9:00", 1)))
        await office.manager.send("вчера")
        said = len(office.manager.messages)
        await office.manager.edit("сегодня")
        assert len(office.manager.messages) == said
        assert "10:49" in office.manager.last.text


async def test_a_contact_card_is_a_question(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49")))
        await office.manager.contact("79255283744", "Рога и Копыта")
        assert "10:49" in office.manager.last.text


async def test_a_name_that_two_people_have_is_asked_about(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49"), phone="204"))
        await office.manager.send("Иванов")
        assert "Таких сотрудников несколько" in office.manager.last.text
        await office.manager.tap("Иванов Сергей")
        assert "10:49" in office.manager.last.text


async def test_what_was_read_otherwise_is_a_button(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49", 6)))
        await office.manager.send("12-03")
        assert office.manager.last.text.startswith("📅 12 марта 2026")
        await office.manager.tap("1203")
        assert "1203" in office.manager.last.text


async def test_small_talk_gets_examples_that_work_by_a_tap(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(missed(at("11:00")))
        await office.manager.send("привет")
        assert "Вот что я понимаю" in office.manager.last.text
        await office.manager.tap("пропущенные сегодня")
        assert "11:00" in office.manager.last.text


async def test_an_impossible_date_is_named(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.manager.send("31.02")
        assert "31.02" in office.manager.last.text
        assert "не бывает" in office.manager.last.text


async def test_a_callers_name_cannot_break_the_message(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49"), src_name="<b>Рога & Копыта</b> 📞😀"))
        await office.manager.send("сегодня")
        assert "(<b>Рога & Копыта</b> 📞😀)" in office.manager.last.text
        await office.manager.tap("1")
        assert "(<b>Рога & Копыта</b> 📞😀)" in office.manager.last.text


async def test_all_history_is_shown(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49", 100)), inbound(at("10:49")))
        await office.manager.send("за всё время")
        assert "2 звонка" in office.manager.last.text


async def test_a_hidden_number_is_said_to_be_hidden(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(inbound(at("10:49"), client=""))
        await office.manager.send("сегодня")
        assert "номер скрыт → Белкина\n     разговор 1:00" in office.manager.last.text
        await office.manager.tap("1")
        assert "10:49:05 ответила Белкина · 1:00" in office.manager.last.text
        assert [b.text for b in office.manager.last.buttons] == ["📋 linkedid", "‹ К списку"]
