"""Nights, mornings, holidays, and clients who wait too long."""

from datetime import date, timedelta

from bot.calls.calendar import NINE_TO_SIX, Hours
from bot.groups import Duty
from tests.alerts.group import Group
from tests.chat.rings import at, missed, outbound
from tests.chat.talking import ADMIN, NOW

OTHER, THIRD = "79161112233", "79031234567"
OFFICE = Hours(NINE_TO_SIX)


async def night(group: Group) -> None:
    """It is 20:00, the office is closed."""
    await group.settle(hours=OFFICE)
    group.office.pass_time(8 * 3600)


async def morning(group: Group) -> None:
    """It is 9:00 of the next day."""
    ahead = NOW.replace(hour=9) + timedelta(days=1) - group.office.now
    group.office.pass_time(ahead.total_seconds())
    await group.wait(2)


async def test_at_night_alerts_gather_into_one_morning_list(group: Group) -> None:
    await night(group)
    await group.learn(missed(at("20:00")), missed(at("20:10"), client=OTHER), after=60)
    await group.learn(missed(at("21:00"), client=THIRD), outbound(at("21:10"), client=THIRD))
    await group.wait(60)
    assert group.alerts == []
    assert "Ждут звонка: 2" in group.board.text
    await morning(group)
    assert group.alert.text.splitlines() == [
        "🌅 Не дозвонились, пока офис был закрыт: 2",
        "1. 🔴 +7 925 528-37-44",
        "     с 18 марта, 20:00",
        "2. 🔴 +7 916 111-22-33",
        "     с 18 марта, 20:10",
    ]
    await group.wait(30)
    assert len(group.alerts) == 1


async def test_the_rows_of_the_list_close_themselves(group: Group) -> None:
    await night(group)
    await group.learn(missed(at("20:00")), missed(at("20:10"), client=OTHER))
    await morning(group)
    await group.learn(outbound(at("9:05", -1), phone="305", talk=84), after=5)
    assert "1. 🟢 +7 925 528-37-44\n     перезвон: Шевченко через 13 ч 5 мин" in group.alert.text
    assert [button.text for button in group.alert.buttons] == ["2"]


async def test_a_single_one_is_an_alert_as_always(group: Group) -> None:
    await night(group)
    await group.learn(missed(at("20:00")), after=60)
    await morning(group)
    assert "Не дозвонился в 18 марта, 20:00" in group.alert.text


async def test_a_holiday_is_a_night(group: Group) -> None:
    await group.settle(hours=Hours(NINE_TO_SIX, frozenset({date(2026, 3, 18)})))
    await group.learn(missed(at("12:01")), after=60)
    assert group.alerts == []


async def test_who_waits_too_long_is_brought_to_the_administrators(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.wait(14 * 60)
    assert len(group.alerts) == 1
    await group.wait(150)
    ping = group.alerts[-1]
    assert ping.text == "⏰ +7 925 528-37-44 ждёт звонка уже 15 мин, никто не взял. Антон"
    assert [e["user"]["id"] for e in ping.raw["entities"] if e["type"] == "text_mention"] == [ADMIN]
    assert ping.raw["reply_to_message"]["message_id"] == group.alert.id
    await group.wait(20 * 60)
    assert len(group.alerts) == 2


async def test_the_person_on_duty_is_named(group: Group) -> None:
    await group.settle(duty=Duty(ADMIN, "Дежурный"), escalation=5)
    await group.learn(missed(at("12:01")), missed(at("12:01"), client=OTHER), after=7 * 60)
    assert group.alerts[-1].text.startswith("⏰ Ждут звонка, и никто не взял. Дежурный\n1. 🔴")


async def test_a_client_who_is_taken_or_called_back_is_not(group: Group) -> None:
    await group.learn(missed(at("12:01")), missed(at("12:01:30"), client=OTHER), after=5)
    await group.manager.tap("Беру", group.alert)
    await group.learn(outbound(at("12:05"), client=OTHER), after=20 * 60)
    assert len(group.alerts) == 2


async def test_working_time_is_what_counts(group: Group) -> None:
    await group.settle(hours=OFFICE)
    group.office.pass_time(5 * 3600 + 50 * 60)
    await group.learn(missed(at("17:50")), after=2)
    await morning(group)
    await group.wait(3 * 60)
    assert len(group.alerts) == 1
    await group.wait(3 * 60)
    assert "⏰" in group.alerts[-1].text


async def test_escalation_can_be_off(group: Group) -> None:
    await group.settle(escalation=None)
    await group.learn(missed(at("12:01")), after=20 * 60)
    assert len(group.alerts) == 1
