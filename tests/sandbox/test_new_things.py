"""Rich and ephemeral messages: what they may hold, who may get them, and when."""

from typing import Any

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api, Json

BUTTON = {"inline_keyboard": [[{"text": "Детали", "callback_data": "d"}]]}
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


def paragraph(text: Any) -> Json:
    return {"type": "paragraph", "text": text}


def deep(levels: int) -> Json:
    block = paragraph("дно")
    for _ in range(levels):
        block = {"type": "blockquote", "blocks": [block]}
    return block


PARSE = "400 Bad Request: can't parse InputRichBlock: "
RICH_MISTAKES: list[tuple[Json, str]] = [
    ({}, "400 Bad Request: RICH_MESSAGE_CONTENT_REQUIRED"),
    ({"html": "<p>а</p>", "blocks": []}, "200"),
    ({"html": "а", "blocks": [paragraph("а")]}, "400 Bad Request: RICH_MESSAGE_CONTENT_REQUIRED"),
    ({"blocks": [{"type": "table"}]}, PARSE + 'Can\'t find field "cells"'),
    (
        {"blocks": [{"type": "table", "cells": [[{"text": {"type": "plain", "text": "а"}}]]}]},
        PARSE + "Can't parse PageBlockTableCell: Unsupported rich text type",
    ),
    ({"blocks": [paragraph({"type": "plain"})]}, PARSE + "Unsupported rich text type"),
    ({"blocks": [{"type": "poem", "text": "а"}]}, PARSE + "type poem is unsupported"),
    ({"blocks": [paragraph("я" * 32_768)]}, "200"),
    ({"blocks": [paragraph("я" * 32_769)]}, "400 Bad Request: message is too long"),
    ({"blocks": [paragraph("а")] * 500}, "200"),
    ({"blocks": [paragraph("а")] * 501}, "400 Bad Request: RICH_MESSAGE_BLOCKS_TOO_MUCH"),
    ({"blocks": [deep(15)]}, "200"),
    ({"blocks": [deep(16)]}, "400 Bad Request: RICH_MESSAGE_DEPTH_INVALID"),
    (
        {"blocks": [{"type": "table", "cells": [[{"text": "а"}] * 21]}]},
        "400 Bad Request: RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH",
    ),
    (
        {"blocks": [{"type": "buttons", "buttons": [{"text": "x", "callback_data": "я" * 33}]}]},
        "400 Bad Request: BUTTON_DATA_INVALID",
    ),
    ({"html": "<p>а"}, "400 Bad Request: can't parse InputRichMessage: "),
]


@pytest.mark.parametrize(("message", "words"), RICH_MISTAKES)
async def test_a_rich_message_is_checked(api: Api, anna: Person, message: Json, words: str) -> None:
    body = await api.raw("sendRichMessage", chat_id=anna.id, rich_message=message)
    said = "200" if body["ok"] else f"{body['error_code']} {body['description']}"
    assert said.startswith(words)


async def test_a_rich_message_needs_the_right_to_send(
    box: Sandbox, api: Api, anna: Person, group: int
) -> None:
    await anna.in_group("restrict", user=box.bot_id, permissions={"can_send_messages": False})
    said = await api.fails("sendRichMessage", chat_id=group, rich_message={"html": "а"})
    assert said == "400 Bad Request: not enough rights to send the rich message to the chat"


async def tapped(api: Api, anna: Person, group: int) -> Json:
    """What sending in answer to a fresh tap of Anna's takes."""
    await api.ok("sendMessage", chat_id=group, text="🔴", reply_markup=BUTTON)
    await anna.look(group)
    await anna.tap("Детали", wait=False)
    found = await api.ok("getUpdates", offset=api.offset, timeout=1)
    api.offset = found[-1]["update_id"] + 1
    query = found[-1]["callback_query"]["id"]
    return {"receiver_user_id": anna.id, "callback_query_id": query}


async def whisper(api: Api, chat_id: int, whom: Json) -> str:
    body = await api.raw(
        "sendMessage", chat_id=chat_id, text="тсс", ephemeral_message_parameters=whom
    )
    return "ok" if body["ok"] else f"{body['error_code']} {body['description']}"


async def test_a_whisper_comes_within_15_seconds_of_the_tap(
    box: Sandbox, api: Api, anna: Person, group: int
) -> None:
    whom = await tapped(api, anna, group)
    box.clock.advance(14)
    assert await whisper(api, group, whom) == "ok"
    box.clock.advance(2)
    assert await whisper(api, group, whom) == TOO_OLD


async def test_a_whisper_is_for_the_one_who_tapped(
    api: Api, anna: Person, boris: Person, group: int
) -> None:
    whom = await tapped(api, anna, group)
    assert await whisper(api, group, whom | {"receiver_user_id": boris.id}) == TOO_OLD
    assert (await whisper(api, anna.id, whom)).startswith("400 ")
    unasked = await whisper(api, group, {"receiver_user_id": anna.id})
    assert unasked.startswith("400 ")


async def test_a_whisper_may_stand_in_the_place_of_the_message(
    api: Api, anna: Person, boris: Person, group: int
) -> None:
    whom = await tapped(api, anna, group)
    alert = anna.last.id
    assert await whisper(api, group, whom | {"replace_callback_query_message": True}) == "ok"
    await anna.look()
    assert anna.last.raw["replaces"] == alert
    assert "тсс" not in (await boris.look()).screen


async def test_a_tap_on_a_whisper_is_heard_with_it(api: Api, anna: Person, group: int) -> None:
    whom = await tapped(api, anna, group)
    said = await api.ok(
        "sendMessage",
        chat_id=group,
        text="тсс",
        reply_markup={"inline_keyboard": [[{"text": "ещё", "callback_data": "e"}]]},
        ephemeral_message_parameters=whom,
    )
    await anna.look()
    await anna.tap("ещё", wait=False)
    query = (await api.ok("getUpdates", offset=api.offset))[-1]["callback_query"]
    assert query["message"]["ephemeral_message_id"] == said["ephemeral_message_id"]
    assert query["message"]["receiver_user"]["id"] == anna.id
    again = whom | {"callback_query_id": query["id"], "replace_callback_query_message": True}
    assert (await whisper(api, group, again)).startswith("400 ")


async def test_an_ephemeral_command_is_whispered_and_answered_so(
    box: Sandbox, api: Api, anna: Person, boris: Person, group: int
) -> None:
    command = {"command": "board", "description": "кто ждёт", "is_ephemeral": True}
    await api.ok("setMyCommands", commands=[command])
    await anna.send("/board@calls_bot", wait=False)
    asked = (await api.ok("getUpdates"))[-1]["message"]
    assert (asked["message_id"], asked["receiver_user"]["id"]) == (0, box.bot_id)
    reply = {"ephemeral_message_id": asked["ephemeral_message_id"]}
    whom = {"receiver_user_id": anna.id}
    facts = {"chat_id": group, "text": "никто не ждёт", "reply_parameters": reply}
    assert (await api.fails("sendMessage", **facts)).startswith("400 ")
    await api.ok("sendMessage", **facts, ephemeral_message_parameters=whom)
    await anna.look()
    assert [m.text for m in anna.messages[-2:]] == ["/board@calls_bot", "никто не ждёт"]
    assert not any(m.ephemeral for m in (await boris.look()).messages)
    await anna.send("спасибо", reply_to=anna.last, wait=False)
    assert anna.last.ephemeral, "a reply to a whisper is a whisper"
    box.clock.advance(16)
    late = await api.fails("sendMessage", **facts, ephemeral_message_parameters=whom)
    assert late.startswith("400 ")


async def test_a_mention_of_somebody_unknown_is_plain_text(api: Api, anna: Person) -> None:
    html = '<a href="tg://user?id=101">она</a> и <a href="tg://user?id=9">никто</a>'
    said = await api.ok("sendMessage", chat_id=anna.id, text=html, parse_mode="HTML")
    assert [entity["user"]["first_name"] for entity in said["entities"]] == ["Анна"]
