"""The people's side: who may come in, what one sees, what the bot hears of it."""

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api

DOORS = [
    ("GET", "/sandbox"),
    ("GET", "/sandbox/people/101/chats"),
    ("POST", "/sandbox/people/101/send"),
    ("GET", "/sandbox/events"),
    ("GET", "/sandbox/files/x"),
    ("GET", "/"),
    ("GET", "/page/chat.js"),
]


@pytest.mark.parametrize(("verb", "path"), DOORS)
async def test_nobody_comes_in_without_the_key(api: Api, verb: str, path: str) -> None:
    async with api.session.request(verb, api.box.url + path) as response:
        assert response.status == 403
    headers = {"X-Sandbox-Key": api.box.key, "Host": "evil.example"}
    async with api.session.request(verb, api.box.url + path, headers=headers) as response:
        assert response.status == 403, "a name that only leads here by a DNS trick"


async def test_the_key_in_the_address_becomes_a_cookie(api: Api) -> None:
    async with api.session.get(api.box.page, allow_redirects=False) as response:
        cookie = response.cookies["sandbox_key"]
        assert (response.status, response.headers["Location"]) == (302, "/")
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    async with api.session.get(
        api.box.url + "/sandbox", cookies={"sandbox_key": cookie.value}
    ) as response:
        assert response.status == 200


async def news(api: Api) -> list[str]:
    """What waits for the bot, now confirmed: words where there are any, else the kind."""
    kinds = ["message", "chat_member", "my_chat_member"]
    found = await api.ok("getUpdates", allowed_updates=kinds, offset=api.offset)
    api.offset = found[-1]["update_id"] + 1 if found else api.offset
    names = [next(key for key in update if key != "update_id") for update in found]
    return [
        update["message"].get("text", name) if name == "message" else name
        for update, name in zip(found, names, strict=True)
    ]


async def test_privacy_mode_lets_through_only_what_is_meant_for_the_bot(
    api: Api, anna: Person, group: int
) -> None:
    said = await api.ok("sendMessage", chat_id=group, text="табло")
    await news(api)
    await anna.look(group)
    for text in ("болтовня", "/help", "/help@calls_bot", "/help@other_bot", "эй @calls_bot"):
        await anna.send(text, wait=False)
    table = next(m for m in anna.messages if m.id == said["message_id"])
    await anna.send("ответ", reply_to=table, wait=False)
    heard = ["/help", "/help@calls_bot", "эй @calls_bot", "ответ"]
    assert await news(api) == heard
    await anna.ask("POST", "/sandbox/privacy", json={"on": False})
    await anna.send("теперь слышно", wait=False)
    assert await news(api) == ["теперь слышно"]


async def act(anna: Person, group: int, what: str, **facts: Any) -> None:
    await anna.ask("POST", f"/sandbox/groups/{group}/{what}", json={"by": anna.id, **facts})


async def test_joining_leaving_and_ruling_are_heard(
    api: Api, box: Sandbox, anna: Person, group: int
) -> None:
    bot = box.world.bot.id
    await news(api)
    vera = box.person("Вера", id=103)
    await act(anna, group, "add", user=vera.id)
    await act(anna, group, "remove", user=vera.id)
    await act(anna, group, "promote", user=bot)
    await act(anna, group, "demote", user=bot)
    await act(anna, group, "remove", user=bot)
    heard = await news(api)
    joined, gone = ["chat_member", "message"], ["chat_member", "message"]
    assert heard == joined + gone + ["my_chat_member"] * 3
    await anna.look(group)
    assert "left_chat_member" in anna.last.raw


async def test_a_group_that_moves_says_where(api: Api, box: Sandbox, anna: Person) -> None:
    old = box.group("Старая", anna)
    await act(anna, old, "migrate")
    found = await api.ok("getUpdates")
    moved = [u["message"] for u in found if "migrate_to_chat_id" in u.get("message", {})]
    new = moved[0]["migrate_to_chat_id"]
    assert new == box.world.chats[old].migrated_to
    assert (await api.ok("sendMessage", chat_id=new, text="да"))["chat"]["type"] == "supergroup"


async def test_a_topic_is_a_thread_from_its_first_message(
    api: Api, box: Sandbox, anna: Person
) -> None:
    forum = box.group("Отдел", anna, forum=True)
    topic = await anna.ask(
        "POST", f"/sandbox/groups/{forum}/topic", json={"by": anna.id, "name": "Пропущенные"}
    )
    await anna.look(forum)
    await anna.send("/here", thread_id=topic["message_thread_id"], wait=False)
    found = [update["message"] for update in await api.ok("getUpdates") if "message" in update]
    threads = [said["message_thread_id"] for said in found[-2:]]
    assert threads == [topic["message_thread_id"]] * 2
    assert found[-2]["forum_topic_created"]["name"] == "Пропущенные"


async def test_blocking_is_told_and_writing_takes_it_back(api: Api, anna: Person) -> None:
    await anna.block()
    assert "403" in await api.fails("sendMessage", chat_id=anna.id, text="да")
    await anna.send("снова я", wait=False)
    assert (await news(api))[1:] == ["my_chat_member", "my_chat_member", "снова я"]
    await api.ok("sendMessage", chat_id=anna.id, text="да")


async def test_a_person_sends_a_contact_a_voice_and_takes_back_words(
    api: Api, anna: Person
) -> None:
    await anna.contact("+79255283744", "Пётр", wait=False)
    await anna.file("voice", b"OggS", "voice.ogg", wait=False)
    await anna.edit("исправлено", next(m for m in anna.messages if m.text), wait=False)
    await anna.start("rec_7", wait=False)
    found = [u.get("message") or u["edited_message"] for u in await api.ok("getUpdates")]
    assert found[1]["contact"]["phone_number"] == "+79255283744"
    assert found[2]["voice"]["mime_type"]
    assert found[3]["text"] == "исправлено"
    assert found[4]["text"] == "/start rec_7"
    await anna.delete(anna.last)
    assert "rec_7" not in anna.screen


async def test_unread_counts_fall_when_the_chat_is_read(api: Api, anna: Person) -> None:
    await api.ok("sendMessage", chat_id=anna.id, text="раз")
    await api.ok("sendMessage", chat_id=anna.id, text="два")
    card = (await anna.ask("GET", "/sandbox/people/101/chats"))[0]
    assert (card["unread"], card["last_message"]["text"]) == (2, "два")
    await anna.ask("POST", "/sandbox/people/101/read", json={"chat_id": anna.id})
    assert (await anna.ask("GET", "/sandbox/people/101/chats"))[0]["unread"] == 0


async def test_files_come_in_parts_and_never_run(api: Api, anna: Person) -> None:
    page = b"<script>alert(1)</script>"
    await anna.file("document", page, "x.html", wait=False)
    media = anna.last.media
    assert media
    headers = {"X-Sandbox-Key": api.box.key}
    async with api.session.get(api.box.url + media.url, headers=headers) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.content_type == "application/octet-stream"
    part = headers | {"Range": "bytes=1-6"}
    async with api.session.get(api.box.url + media.url, headers=part) as response:
        assert (response.status, await response.read()) == (206, b"script")
        assert response.headers["Content-Range"] == f"bytes 1-6/{len(page)}"


async def test_events_stream_as_they_happen_and_resume(api: Api, anna: Person) -> None:
    headers = {"X-Sandbox-Key": api.box.key, "Accept": "text/event-stream"}
    url = f"{api.box.url}/sandbox/events?person=101"
    async with api.session.get(url, headers=headers) as stream:
        await api.ok("sendChatAction", chat_id=anna.id, action="typing")
        await api.ok("sendMessage", chat_id=anna.id, text="вот")
        events = [await next_event(stream) for _ in range(3)]
    assert [event["type"] for event in events] == ["action", "action", "message"]
    assert events[1]["action"] is None, "a message ends what the bot was doing"
    assert events[2]["message"]["text"] == "вот"
    resumed = headers | {"Last-Event-ID": str(events[1]["seq"])}
    async with api.session.get(url, headers=resumed) as stream:
        assert await next_event(stream) == events[2]


async def next_event(stream: aiohttp.ClientResponse) -> Any:
    while not (line := await stream.content.readline()).startswith(b"data: "):
        assert line
    return json.loads(line.removeprefix(b"data: "))


async def test_a_late_tap_ends_its_spinner(api: Api, box: Sandbox, anna: Person) -> None:
    seq = (await anna.ask("GET", "/sandbox"))["seq"]
    await anna.tap_data("x", anna.last, wait=False)
    box.clock.advance(11)
    params = {"person": "101", "after": str(seq + 1), "timeout": "2"}
    heard = await anna.ask("GET", "/sandbox/events", params=params)
    assert [event["type"] for event in heard["events"]] == ["expired"]
    assert api.box is box


async def test_a_forced_reply_waits_for_its_answer(api: Api, anna: Person) -> None:
    force = {"force_reply": True}
    asked = await api.ok("sendMessage", chat_id=anna.id, text="номер?", reply_markup=force)
    view = "/sandbox/people/101/chats/101"
    assert (await anna.ask("GET", view))["force_reply"] == asked["message_id"]
    await anna.send("7999", wait=False)
    assert (await anna.ask("GET", view))["force_reply"] is None


@pytest.mark.parametrize(
    ("path", "facts", "words"),
    [
        ("/sandbox/people/101/send", {"text": ""}, "a message has 1 to 4096 characters"),
        ("/sandbox/people/101/send", {}, "cannot be understood: KeyError('text')"),
        ("/sandbox/people/101/send", {"chat_id": 5, "text": "x"}, "no such chat"),
        ("/sandbox/people/999/send", {"text": "x"}, "no such person"),
        (
            "/sandbox/people/101/edit",
            {"message_id": 9, "text": "x"},
            "no such message of one's own",
        ),
        ("/sandbox/people/101/tap", {"key": "e9", "data": "x"}, "no such message"),
        ("/sandbox/groups", {"owner": 101}, "a group has a title and an owner among the people"),
        ("/sandbox/groups/-5/add", {"by": 101}, "no such group, or no such act"),
        ("/sandbox/clock", {"advance": -1}, "time goes forward only"),
    ],
)
async def test_what_cannot_be_is_said(
    anna: Person, path: str, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(AssertionError) as refused:
        await anna.ask("POST", path, json=facts)
    assert str(refused.value).endswith(words)
