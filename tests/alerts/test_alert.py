"""An alert in a group: what it says, how it closes itself, read by the people of the group."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.alerts.group import Group, group_of
from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import talking


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with talking(tmp_path) as office:
        yield await group_of(office)


async def test_a_missed_call_is_announced_within_three_seconds(group: Group) -> None:
    await group.learn(missed(at("12:01"), phone="302"), after=2.5)
    text = group.alerts[-1].text
    for said in ("🔴", "+7 925 528-37-44", "12:01", "+7 495 229-30-42", "0:24", "Белкина"):
        assert said in text
    assert len(group.alerts) == 1


async def test_it_closes_itself(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.learn(outbound(at("12:03"), talk=0), after=200)
    await group.learn(outbound(at("12:05"), phone="305", talk=0), after=200)
    assert "🟡" in group.alerts[-1].text
    assert "пробовали 12:03 (Белкина) и 12:05 (Шевченко), не ответил" in group.alerts[-1].text
    await group.learn(outbound(at("12:07"), phone="305", talk=84), after=200)
    assert len(group.alerts) == 1
    assert "🟢" in group.alerts[-1].text
    assert "перезвон: Шевченко через 6 мин, говорили 1:24" in group.alerts[-1].text


async def test_a_client_who_got_through_himself(group: Group) -> None:
    await group.learn(missed(at("12:01")), after=2)
    await group.learn(inbound(at("12:03"), talk=70), after=200)
    said = "дозвонился сам через 2 мин, ответила Белкина, говорили 1:10"
    assert said in group.alerts[-1].text
