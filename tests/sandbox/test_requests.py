"""Requests in every shape Telegram takes, and trouble on request."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api, Json

KEYBOARD = json.dumps({"inline_keyboard": [[], [{"text": "x", "callback_data": "y"}]]})


@pytest.mark.parametrize("method", ["sendMessage", "SENDMESSAGE", "sendmessage"])
@pytest.mark.parametrize("shape", ["query", "form", "json", "multipart", "get"])
async def test_parameters_come_in_every_shape(
    api: Api, anna: Person, shape: str, method: str
) -> None:
    facts = {"chat_id": str(anna.id), "text": "да", "reply_markup": KEYBOARD}
    form = aiohttp.FormData(facts, default_to_multipart=True)
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": facts},
        "get": {"params": facts},
        "form": {"data": facts},
        "json": {"json": facts},
        "multipart": {"data": form},
    }
    verb = "GET" if shape == "get" else "POST"
    async with api.session.request(verb, api.url(method), **ways[shape]) as response:
        said = api.good("sendMessage", await response.json())
    assert said["text"] == "да"
    buttons = said["reply_markup"]["inline_keyboard"]
    assert buttons == [[{"text": "x", "callback_data": "y"}]], "empty rows vanish"


async def plan(anna: Person, **fault: Any) -> None:
    await anna.ask("POST", "/sandbox/faults", json=fault)


@pytest.mark.parametrize("kind", ["429", "500", "409", "404", "403", "400"])
async def test_a_planned_fault_strikes_once_where_it_was_planned(
    api: Api, anna: Person, kind: str
) -> None:
    await plan(anna, kind=kind, method="sendMessage", chat_id=anna.id, seconds=7)
    await api.ok("getMe")
    body = await api.raw("sendMessage", chat_id=anna.id, text="раз")
    assert body["error_code"] == int(kind)
    assert (body.get("parameters") == {"retry_after": 7}) == (kind == "429")
    await api.ok("sendMessage", chat_id=anna.id, text="два")
    await anna.look()
    assert [m.text for m in anna.messages] == ["привет", "два"]


async def test_a_bad_gateway_speaks_html(api: Api, anna: Person) -> None:
    await plan(anna, kind="502")
    async with api.session.post(api.url("getMe")) as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize(("kind", "delivered"), [("reset", False), ("lost", True)])
async def test_a_broken_connection_may_have_delivered(
    api: Api, anna: Person, kind: str, delivered: bool
) -> None:
    await plan(anna, kind=kind, method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api.raw("sendMessage", chat_id=anna.id, text="дошло")
    await anna.look()
    assert (anna.last.text == "дошло") is delivered


async def test_slowness_takes_its_time_and_still_delivers(api: Api, anna: Person) -> None:
    await plan(anna, kind="slow", seconds=0.2, times=None)
    began = asyncio.get_running_loop().time()
    await api.ok("sendMessage", chat_id=anna.id, text="да")
    assert asyncio.get_running_loop().time() - began >= 0.2
    await anna.ask("DELETE", "/sandbox/faults")
    assert await anna.ask("GET", "/sandbox/faults") == []


async def test_sends_and_edits_share_one_budget(box: Sandbox, api: Api, group: int) -> None:
    said = await api.ok("sendMessage", chat_id=group, text="0")
    place = {"chat_id": group, "message_id": said["message_id"]}
    for number in range(1, 20):
        await api.ok("editMessageText", **place, text=str(number))
    assert "429" in await api.fails("editMessageText", **place, text="20")
    await api.ok("deleteMessage", **place)
    box.clock.advance(61)
    await api.ok("sendMessage", chat_id=group, text="снова")


async def test_an_album_costs_as_many_as_it_holds(api: Api, anna: Person, group: int) -> None:
    audio = await api.upload("sendAudio", {"audio": b"ID3"}, chat_id=anna.id)
    item: Json = {"type": "audio", "media": audio["audio"]["file_id"]}
    await api.ok("sendMediaGroup", chat_id=group, media=[item] * 10)
    await api.ok("sendMediaGroup", chat_id=group, media=[item] * 10)
    assert "429" in await api.fails("sendMessage", chat_id=group, text="да")


async def test_the_budget_can_be_switched_off(api: Api, anna: Person, group: int) -> None:
    await anna.ask("POST", "/sandbox/flood", json={"on": False})
    for number in range(25):
        await api.ok("sendMessage", chat_id=group, text=str(number))
