"""The pinned board, and the questions that give the same list."""

import pytest

from tests.alerts.group import Group
from tests.chat.rings import at, missed, outbound

OTHER, THIRD = "79161112233", "79031234567"


async def test_an_empty_board_reads_as_a_pleasure(group: Group) -> None:
    assert group.board.text.startswith("✨ Никто не ждёт звонка")
    assert group.board.raw["pinned"]


async def test_it_says_who_waits_oldest_first_since_when_how_often_and_who_has_it(
    group: Group,
) -> None:
    board = group.board.id
    await group.learn(missed(at("12:02")), missed(at("12:01"), client=OTHER))
    await group.learn(missed(at("12:04"), client=OTHER), outbound(at("12:03"), talk=0), after=20)
    await group.manager.tap("1", group.board)
    await group.manager.tap("Беру", group.manager.last)
    await group.wait(5)
    assert group.board.text.splitlines() == [
        "📌 Ждут звонка: 2",
        "1. 🔴 +7 916 111-22-33",
        "     с 12:01 · 2 звонка · ✋ Мария",
        "2. 🟡 +7 925 528-37-44",
        "     с 12:02 · 1 попытка",
    ]
    assert group.board.id == board
    await group.learn(outbound(at("12:10")), outbound(at("12:11"), client=OTHER), after=20)
    assert group.board.text.startswith("✨")
    assert group.board.id == board


@pytest.mark.parametrize("asked", ["/board", "/missed", "кто не перезвонил"])
async def test_three_questions_give_the_same_list(group: Group, asked: str) -> None:
    await group.learn(missed(at("10:00", 2)), missed(at("12:01"), client=OTHER), after=20)
    board = group.board.text
    private = await group.manager.look(group.manager.id)
    await private.send(asked)
    assert private.last.text == board
    await private.tap("2")
    assert "+7 916 111-22-33" in private.last.text
    await private.tap("Готово")
    assert "закрыто вручную: Мария" in private.last.text
    await private.send(asked)
    assert "Ждут звонка: 1" in private.last.text


async def test_a_question_with_a_date_is_a_question_like_others(group: Group) -> None:
    await group.learn(missed(at("10:00", 1)), outbound(at("11:00", 1)), after=5)
    private = await group.manager.look(group.manager.id)
    await private.send("/missed вчера")
    assert "вчера, 17 марта" in private.last.text
    assert "перезвонила Белкина" in private.last.text


async def test_a_board_that_somebody_deleted_comes_again(group: Group) -> None:
    board = group.board
    del group.office.box.world.chats[group.id].messages[board.key]
    await group.learn(missed(at("12:01")), after=9)
    assert group.board.id != board.id
    assert "Ждут звонка: 1" in group.board.text


async def test_a_group_sees_its_own_lines_only(group: Group) -> None:
    await group.settle(lines=("74950000000",))
    await group.learn(missed(at("12:01")), after=9)
    assert group.board.text.startswith("✨")
    await group.manager.send("/board")
    assert group.manager.last.text.startswith("✨")
