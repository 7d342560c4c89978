"""What people do about a client: buttons, replies, and what only who tapped may see."""

from dataclasses import replace

import pytest

from tests.alerts.group import Group
from tests.chat.rings import CLIENT, at, missed, outbound
from tests.chat.test_recording import tone


async def test_a_claim_is_seen_by_all_and_returns_to_the_pool(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.tap("Беру")
    assert group.manager.toast == "Вы взяли +7 925 528-37-44"
    await group.wait(5)
    assert "✋ занимается Мария с 12:00" in group.alert.text
    assert "✋ Мария" in group.board.text
    await group.wait(29 * 60)
    assert "занимается" in group.alert.text
    await group.wait(60)
    assert "занимается" not in group.alert.text
    assert "✋ Беру" in labels(group)


async def test_two_people_do_not_take_one_client(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.tap("Беру")
    admin = await group.office.admin.look(group.id)
    await admin.tap("Беру")
    assert admin.toast == "Уже занимается Мария"
    await group.wait(5)
    assert "занимается Мария" in group.alert.text


async def test_a_claim_can_be_given_back(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.tap("Беру")
    await group.wait(5)
    await group.manager.tap("Вернуть")
    await group.wait(5)
    assert "занимается" not in group.alert.text


async def test_closing_by_hand_is_shown_as_such_and_the_journal_stays_the_truth(
    group: Group,
) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.tap("Готово")
    await group.wait(5)
    assert group.alert.text.startswith("☑️")
    assert "закрыто вручную: Мария, 12:00" in group.alert.text
    assert "Никто не ждёт" in group.board.text
    await group.manager.send("/find пропущенные сегодня")
    assert "не перезвонили" in group.manager.last.text
    await group.learn(outbound(at("12:09")), after=5)
    assert group.alert.text.startswith("🟢")


async def test_who_calls_again_after_that_is_a_new_alert(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.tap("Готово")
    await group.learn(missed(at("12:09")), after=5)
    assert [alert.text[0] for alert in group.alerts] == ["☑", "🔴"]


async def test_a_button_of_a_client_who_does_not_wait_says_so(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    alert = group.alert
    await group.learn(outbound(at("12:02")))
    await group.manager.tap("Беру", alert)
    assert group.manager.toast == "Этот клиент уже не ждёт звонка."


async def test_the_history_is_shown_to_who_tapped(group: Group) -> None:
    await group.learn(outbound(at("10:00", 1)), missed(at("12:01")), after=2)
    await group.manager.tap("История")
    shown = group.manager.last
    assert shown.ephemeral
    assert "+7 925 528-37-44 · за всё время · 2 звонка" in shown.text
    await group.manager.tap("1", shown)
    assert group.manager.last.ephemeral
    assert "Пропущенный" in group.manager.last.text
    await group.manager.tap("К списку")
    assert "2 звонка" in group.manager.last.text
    assert [m.ephemeral for m in group.manager.messages].count(True) == 1
    others = await group.office.admin.look(group.id)
    assert not any(message.ephemeral for message in others.messages)


async def test_a_client_of_the_board_is_shown_with_his_buttons(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=5)
    await group.manager.tap("1", group.board)
    assert group.manager.last.ephemeral
    await group.manager.tap("Беру", group.manager.last)
    assert "занимается Мария" in group.manager.last.text
    await group.wait(5)
    assert "занимается Мария" in group.alert.text


async def test_the_conversation_is_heard_by_who_tapped(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    (leg,) = outbound(at("12:03"))
    await tone(group.office.monitor / "back.wav")
    await group.learn([replace(leg, recording="back.wav")], after=5)
    await group.manager.tap("Слушать")
    assert group.manager.last.audio.duration == 2
    assert group.manager.last.ephemeral


async def test_where_whispering_is_not_possible_the_answer_comes_in_private(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    group.office.box.fault("403", method="sendMessage", chat_id=group.id, times=2)
    await group.manager.tap("История")
    assert group.manager.toast == "Чтобы увидеть это, напишите мне в личные сообщения: /start"
    await group.manager.look(group.manager.id)
    await group.manager.send("/start")
    await group.manager.look(group.id)
    await group.manager.tap("История")
    private = await group.manager.look(group.manager.id)
    assert "1 звонок" in private.last.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("перезвонил", "закрыто вручную: Мария, 12:00"),
        ("Готово", "закрыто вручную: Мария, 12:00"),
        ("305", "👉 поручено: Шевченко"),
        ("Белкиной", "👉 поручено: Белкина"),
        ("просил счёт до пятницы", "📝 Мария: просил счёт до пятницы"),
    ],
)
async def test_a_reply_is_understood(group: Group, said: str, shown: str) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.send(said, reply_to=group.alert)
    await group.wait(5)
    assert shown in group.alert.text
    answer = next(m for m in group.manager.messages if m.own)
    assert answer.raw["reactions"] == ["👍"]


async def test_a_note_is_shown_whenever_the_number_comes_up(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.manager.send("перезвонил, просил счёт", reply_to=group.alert)
    await group.learn(missed(at("12:30")), after=5)
    assert group.alerts[-1].text.endswith("📝 Мария: перезвонил, просил счёт")
    private = await group.manager.look(group.manager.id)
    await private.send(CLIENT)
    assert "📝 Мария: перезвонил, просил счёт" in private.last.text
    await private.tap("1")
    assert "📝 Мария: перезвонил, просил счёт" in private.last.text


def labels(group: Group) -> list[str]:
    return [button.text for button in group.alert.buttons]


async def test_a_reply_to_a_list_names_the_row(group: Group) -> None:
    other = "79161112233"
    group.office.box.fault("429", method="sendMessage", seconds=9)
    await group.learn(missed(at("12:01")), missed(at("12:02"), client=other), after=2)
    await group.wait(20)
    assert group.alert.text.startswith("🔴 Пропущенные: 2")
    await group.manager.send("перезвонил", reply_to=group.alert)
    assert "О ком речь?" in group.manager.last.text
    await group.manager.send("2 перезвонил", reply_to=group.alert)
    await group.wait(9)
    rows = group.alert.text.splitlines()
    assert rows[1] == "1. 🔴 +7 925 528-37-44"
    assert rows[3:] == ["2. ☑️ +7 916 111-22-33", "     закрыто вручную: Мария, 12:00"]
