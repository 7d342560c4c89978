"""Lost answers, floods, storms, groups that move or are gone: nothing twice, nothing forgotten."""

from collections import Counter
from pathlib import Path

import pytest

from bot.calls.calendar import ALWAYS, Hours
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Kind
from bot.sandbox.flood import Flood
from bot.sandbox.state import Chat
from tests.alerts.group import Group, group_of
from tests.chat.rings import LINE, at, missed, outbound
from tests.chat.talking import talking

OTHER = "79161112233"


class Strict(Flood):
    """Remembers how often Telegram turned something away for coming too often."""

    refused = 0

    def spend(self, chat: Chat, messages: int = 1) -> None:
        try:
            super().spend(chat, messages)
        except ApiError:
            self.refused += 1
            raise


@pytest.mark.parametrize("kind", ["lost", "reset", "500", "502", "429"])
async def test_whatever_befalls_a_sending_the_alert_is_there_once(group: Group, kind: Kind) -> None:
    group.office.box.fault(kind, method="sendMessage")
    await group.learn(missed(at("12:01")), after=60)
    assert len(group.alerts) == 1
    await group.learn(outbound(at("12:05")), after=20)
    assert "🟢" in group.alert.text
    assert len(group.alerts) == 1


async def test_a_lost_one_is_found_after_a_restart(group: Group) -> None:
    group.office.box.fault("lost", method="sendMessage")
    await group.learn(missed(at("12:01")), after=1)
    await group.manager.send("ребята, кто перезвонит?")
    await group.restart()
    await group.wait(60)
    assert len(group.alerts) == 1
    await group.learn(outbound(at("12:05")), after=20)
    assert "🟢" in group.alert.text


async def test_telegram_away_for_long(group: Group) -> None:
    group.office.box.fault("reset", times=None)
    await group.learn(missed(at("12:01")), after=30)
    await group.learn(missed(at("12:01:20"), client=OTHER), after=30)
    group.office.box.world.faults.planned.clear()
    await group.wait(30)
    said = "\n".join(alert.text for alert in group.alerts)
    assert said.count("+7 925 528-37-44") == said.count("+7 916 111-22-33") == 1


async def test_a_storm_stays_within_the_budget_and_merges(tmp_path: Path) -> None:
    async with talking(tmp_path, flood=True) as office:
        group = await group_of(office)
        office.box.world.flood = flood = Strict(office.box.clock)
        clients = [f"7916000{number:04}" for number in range(60)]
        for second, client in enumerate(clients):
            moment = at(f"12:01:{second:02}")
            await group.learn(missed(moment, client=client), after=1)
        assert not flood.refused
        await group.wait(120)
        assert not flood.refused
        said = "\n".join(message.text for message in group.alerts)
        shown = Counter(client for client in clients if said.count(pretty(client)) == 1)
        assert len(shown) == len(clients)
        assert len(group.alerts) <= 8
        assert "Ждут звонка: 60" in group.board.text
        await group.learn(*(outbound(at("12:10"), client=client) for client in clients), after=180)
        assert not flood.refused
        assert "🔴" not in "\n".join(message.text for message in group.alerts)
        assert group.board.text.startswith("✨")


async def test_the_newest_state_wins(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    group.office.box.fault("429", method="editMessageText", seconds=30)
    await group.learn(outbound(at("12:03"), talk=0), after=10)
    await group.learn(outbound(at("12:04")), after=60)
    assert "🟢" in group.alert.text


async def test_a_group_that_becomes_a_supergroup(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=20)
    moved = f"/sandbox/groups/{group.id}/migrate"
    admin = group.office.admin
    found = await admin.ask("POST", moved, json={"by": admin.id})
    await group.learn(missed(at("12:05"), client=OTHER), after=30)
    group.id = found["id"]
    await group.wait(30)
    assert "Ждут звонка: 2" in group.board.text
    assert sorted(alert.text.split("·")[0] for alert in group.alerts)
    said = "\n".join(alert.text for alert in group.alerts)
    assert said.count("+7 925 528-37-44") == said.count("+7 916 111-22-33") == 1


async def test_a_group_that_removed_the_bot_hears_nothing_more(group: Group) -> None:
    admin = group.office.admin
    gone = {"by": admin.id, "user": group.office.announcer.bot.id}
    await admin.ask("POST", f"/sandbox/groups/{group.id}/remove", json=gone)
    await group.learn(missed(at("12:01")), after=30)
    known = await group.chats.get(group.id)
    assert known
    assert not known.active
    group.office.pass_time(300)
    await admin.ask("POST", f"/sandbox/groups/{group.id}/add", json=gone)
    await group.chats.join(group.id, "Продажи")
    await group.wait(5)
    await group.learn(missed(at("12:07"), client=OTHER), after=30)
    assert [alert.text.split("\n")[0] for alert in group.alerts] == ["🔴 +7 916 111-22-33"]


async def test_alerts_switched_off_and_on_do_not_tell_of_what_was_between(group: Group) -> None:
    await group.settle(enabled=False)
    await group.learn(missed(at("12:01")), after=20)
    group.office.pass_time(300)
    await group.settle(enabled=True)
    await group.learn(missed(at("12:07"), client=OTHER), after=20)
    assert len(group.alerts) == 1
    assert "+7 916 111-22-33" in group.alert.text


def pretty(client: str) -> str:
    return f"+7 {client[1:4]} {client[4:7]}-{client[7:9]}-{client[9:]}"


async def test_a_forum_hears_in_its_topic_and_without_it_anywhere(group: Group) -> None:
    office, admin = group.office, group.office.admin
    forum = office.box.group("Форум", admin, office.manager, supergroup=True, forum=True)
    topic = {"by": admin.id, "name": "Пропущенные"}
    made = await admin.ask("POST", f"/sandbox/groups/{forum}/topic", json=topic)
    await group.chats.join(forum, "Форум")
    await group.settle(enabled=False)
    there = Group(office, group.chats, office.manager, forum)
    await there.settle(enabled=True, hours=Hours(ALWAYS), topic=made["message_thread_id"])
    await there.wait(20)
    await there.learn(missed(at("12:02")), after=9)
    assert there.alert.raw["message_thread_id"] == made["message_thread_id"]
    await there.settle(topic=999)
    await there.learn(missed(at("12:03"), client=OTHER), after=20)
    assert "message_thread_id" not in there.alerts[-1].raw


async def test_each_group_has_its_lines(group: Group) -> None:
    office = group.office
    service = await group_of(office, lines=("74950000000",))
    await group.settle(lines=(LINE,))
    await group.learn(missed(at("12:05")), after=9)
    await service.wait()
    assert service.alerts == []
    assert len((await look(group)).alerts) == 1


async def look(group: Group) -> Group:
    await group.manager.look(group.id)
    return group


async def test_an_alert_that_somebody_deleted_comes_again_while_he_waits(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=20)
    messages = group.office.box.world.chats[group.id].messages
    del messages[group.alert.key]
    await group.wait(20)
    assert group.alerts == []
    await group.learn(missed(at("12:05")), after=20)
    assert "2-й раз" in group.alert.text
    del messages[group.alert.key]
    await group.learn(outbound(at("12:09")), after=20)
    assert group.alerts == []
