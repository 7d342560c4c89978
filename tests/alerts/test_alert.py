"""An alert in a group: what it says, what it counts, how it closes itself."""

from dataclasses import replace
from typing import Any

from bot.calls.model import App, End, Leg, Outcome
from tests.alerts.group import Group
from tests.chat.rings import CLIENT, LINE, at, inbound, missed, outbound

OTHER = "79161112233"


def hung_up_in_menu(clock: str, **facts: Any) -> list[Leg]:
    (leg,) = missed(at(clock), **facts)
    greeted: dict[str, Any] = {
        "app": App.MENU,
        "disposition": Outcome.ANSWERED,
        "answered": leg.started,
    }
    return [replace(leg, dst="", dst_end=End.NOBODY, **greeted)]


async def test_a_missed_call_is_announced_within_three_seconds(group: Group) -> None:
    await group.learn(missed(at("12:01"), phone="302", src_name="Орлов"), after=2)
    assert group.alert.text.splitlines() == [
        "🔴 +7 925 528-37-44 · Орлов",
        "Не дозвонился в 12:01 · +7 495 229-30-42 · ждал 0:24",
        "Не ответил: Белкина",
        "Звонит впервые за 30 дней",
    ]
    assert not group.alert.raw.get("disable_notification")
    assert len(group.alerts) == 1


async def test_it_says_how_often_he_called_and_whom_he_usually_speaks_with(group: Group) -> None:
    for days in (1, 2, 3):
        await group.learn(inbound(at("10:00", days), phone="305"))
    await group.learn(missed(at("12:01")), after=2)
    assert "За 30 дней: 4 звонка · обычно говорит с: Шевченко" in group.alert.text


async def test_it_closes_itself(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.learn(outbound(at("12:03"), talk=0), after=9)
    await group.learn(outbound(at("12:05"), phone="305", talk=0), after=9)
    assert "🟡" in group.alert.text
    said = "пробовали 12:03 (Белкина) и 12:05 (Шевченко), не ответил"
    assert said in group.alert.text
    await group.learn(outbound(at("12:07"), phone="305", talk=84), after=9)
    assert "🟢" in group.alert.text
    assert "перезвон: Шевченко через 6 мин, говорили 1:24" in group.alert.text
    assert len(group.alerts) == 1


async def test_the_call_back_can_be_heard(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    (leg,) = outbound(at("12:03"))
    await group.learn([replace(leg, recording="a.wav")], after=9)
    assert "говорили 1:00 ▶" in group.alert.text
    assert "▶ Слушать 1:00" in [button.text for button in group.alert.buttons]


async def test_a_client_who_got_through_himself(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.learn(inbound(at("12:03"), talk=70), after=9)
    said = "дозвонился сам через 2 мин, ответила Белкина, говорили 1:10"
    assert said in group.alert.text


async def test_late_legs_that_show_an_answer_withdraw_it(group: Group) -> None:
    (leg,) = missed(at("12:01"))
    await group.learn([leg], after=2)
    late: dict[str, Any] = {"key": f"{leg.key}b", "dst": "305", "disposition": Outcome.ANSWERED}
    answered = replace(leg, answered=at("12:01:20"), ended=at("12:03"), **late)
    await group.learn([answered], after=9)
    assert "снято: на звонок ответили" in group.alert.text
    assert len(group.alerts) == 1


async def test_half_written_calls_do_not_flash(group: Group) -> None:
    (leg,) = missed(at("12:01"))
    await group.learn([leg], after=0.5)
    answered: dict[str, Any] = {
        "answered": at("12:01:20"),
        "disposition": Outcome.ANSWERED,
        "dst": "305",
    }
    await group.learn([replace(leg, key=f"{leg.key}b", **answered)], after=9)
    assert group.alerts == []


async def test_further_calls_edit_it_and_ping_after_a_pause(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.learn(missed(at("12:05")), after=9)
    assert "2-й раз за 4 мин: 12:01, 12:05" in group.alert.text
    assert len(group.alerts) == 1
    await group.learn(missed(at("12:41")), after=9)
    alert, ping = group.alerts
    assert "3-й раз за 40 мин: 12:01, 12:05, 12:41" in alert.text
    assert ping.text == "🔴 +7 925 528-37-44 снова не дозвонился: 3-й раз за 40 мин"
    await group.wait(20)
    assert len(group.alerts) == 2


async def test_short_rings_are_counted_and_not_alerted(group: Group) -> None:
    await group.learn(missed(at("12:01"), rings=4), after=9)
    assert group.alerts == []
    await group.learn(missed(at("12:02")), missed(at("12:03"), rings=2), after=9)
    assert "и ещё 1 короткий звонок" in group.alert.text


async def test_who_hung_up_in_the_queue_is_missed_too(group: Group) -> None:
    queue: dict[str, Any] = {"app": App.QUEUE, "place": "2200100", "phone": ""}
    await group.learn(missed(at("12:01"), **queue), after=2)
    assert "Не дозвонился в 12:01" in group.alert.text


async def test_hang_ups_in_the_menu_by_a_switch(group: Group) -> None:
    await group.learn(hung_up_in_menu("12:01"), after=2)
    assert "Положил трубку в меню в 12:01" in group.alert.text
    await group.settle(menu=False)
    await group.learn(hung_up_in_menu("12:02", client=OTHER), after=9)
    assert len(group.alerts) == 1


async def test_a_group_hears_of_its_lines_only(group: Group) -> None:
    await group.settle(lines=("74950000000",))
    await group.learn(missed(at("12:01")), after=9)
    assert group.alerts == []
    await group.settle(lines=(LINE,))
    await group.wait(9)
    assert len(group.alerts) == 1


async def test_history_is_not_announced(group: Group) -> None:
    await group.learn(missed(at("11:59")), missed(at("10:00", 3), client=OTHER), after=9)
    assert group.alerts == []
    assert "Ждут звонка: 2" in group.board.text


async def test_who_called_back_before_anybody_was_told(group: Group) -> None:
    await group.learn(missed(at("12:01")), outbound(at("12:02")), after=9)
    assert group.alerts == []


async def test_a_restart_says_nothing_twice_and_forgets_nothing(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.restart()
    await group.wait(9)
    assert len(group.alerts) == 1
    await group.office.calls.save(list(missed(at("12:02"), client=OTHER)))
    await group.office.calls.save(list(outbound(at("12:03"))))
    await group.restart()
    await group.wait(20)
    first, second = group.alerts
    assert "🟢" in first.text
    assert "+7 916 111-22-33" in second.text


async def test_names_callers_chose_are_text(group: Group) -> None:
    await group.learn(missed(at("12:01"), src_name="<b>Рога</b> & Ко"), after=2)
    assert "<b>Рога</b> & Ко" in group.alert.text


async def test_the_number_can_be_copied(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    copies = [
        button.raw["copy_text"]["text"]
        for button in group.alert.buttons
        if "copy_text" in button.raw
    ]
    assert copies == [CLIENT]


async def test_a_group_reads_its_own_language(group: Group) -> None:
    await group.settle(language="en")
    await group.learn(missed(at("12:01")), after=5)
    assert "Missed at 12:01" in group.alert.text
    assert "Waiting for a call: 1" in group.board.text


async def test_a_message_does_not_change_at_midnight_nor_after_a_restart(group: Group) -> None:
    await group.learn(missed(at("12:01")), missed(at("12:02"), client=OTHER), after=20)
    await group.learn(outbound(at("12:03")), after=20)
    said = [(alert.text, alert.raw.get("edit_date")) for alert in group.alerts]
    await group.settle(escalation=None)
    group.office.pass_time(24 * 3600)
    await group.restart()
    await group.wait(60)
    assert [(alert.text, alert.raw.get("edit_date")) for alert in group.alerts] == said
