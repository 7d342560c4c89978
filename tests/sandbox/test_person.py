"""A person's screen: made of what they heard, it is what they would read anew."""

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api, Json


async def read_anew(box: Sandbox, person: Person) -> list[Json]:
    other = Person(box.url, box.key, id=person.id)
    async with other:
        await other.look(person.chat_id)
    return [message.raw for message in other.messages]


async def test_what_was_heard_is_what_is_there(box: Sandbox, api: Api, anna: Person) -> None:
    await api.ok("sendMessage", chat_id=anna.id, text="один")
    two = await api.ok("sendMessage", chat_id=anna.id, text="два")
    await anna.send("три", wait=False)
    assert [m.text for m in anna.messages] == ["привет", "один", "два", "три"]
    assert [m.raw for m in anna.messages] == await read_anew(box, anna)
    await api.ok("sendMessage", chat_id=anna.id, text="четыре")
    await api.ok("deleteMessage", chat_id=anna.id, message_id=two["message_id"])
    await anna.wait("четыре")
    assert [m.raw for m in anna.messages] == await read_anew(box, anna)
    await anna.send("пять", wait=False)
    assert [m.raw for m in anna.messages] == await read_anew(box, anna)


async def test_in_a_group_too(box: Sandbox, anna: Person, boris: Person, group: int) -> None:
    await boris.send("раз", wait=False)
    await anna.send("два", wait=False)
    await boris.wait("два")
    for person in (anna, boris):
        assert person.chat_id == group
        assert [m.raw for m in person.messages] == await read_anew(box, person)


async def test_what_has_just_gone_is_waited_for_in_vain(api: Api, anna: Person) -> None:
    said = await api.ok("sendMessage", chat_id=anna.id, text="вот")
    await anna.wait("вот")
    await api.ok("deleteMessage", chat_id=anna.id, message_id=said["message_id"])
    with pytest.raises(AssertionError, match="did not come"):
        await anna.wait("вот", timeout=0.05)


async def test_who_has_seen_nothing_yet_looks_first(box: Sandbox, anna: Person) -> None:
    again = Person(box.url, box.key, id=anna.id)
    try:
        await again.wait(lambda person: person.last.own)
        assert again.last.text == "привет"
    finally:
        await again.close()
