"""A scene for the bot's methods and mistakes, and the steps that lead into each mistake."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp

from bot.sandbox import files
from bot.sandbox.params import Upload
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api, png

Step = Callable[["Scene"], Awaitable[Any]]


@dataclass
class Scene:
    """Anna's private chat with one message of the bot, a supergroup, and somebody who is shy."""

    box: Sandbox
    api: Api
    anna: Person
    boris: Person
    group: int
    said: int = 0


def text(words: str = "да", **more: Any) -> Callable[[Scene], Awaitable[str]]:
    return lambda s: s.api.fails("sendMessage", **{"chat_id": 101, "text": words, **more})


def keyboard(*buttons: Any) -> Callable[[Scene], Awaitable[str]]:
    return text(reply_markup={"inline_keyboard": [list(buttons)]})


def method(name: str, **params: Any) -> Callable[[Scene], Awaitable[str]]:
    return lambda s: s.api.fails(name, **params)


def commands(*given: Any) -> Callable[[Scene], Awaitable[str]]:
    return method("setMyCommands", commands=list(given))


def edit(name: str = "editMessageText", **params: Any) -> Callable[[Scene], Awaitable[str]]:
    return lambda s: s.api.fails(name, **{"chat_id": 101, "message_id": s.said, **params})


async def bad_token(scene: Scene) -> str:
    scene.box.world.token = "7000000001:revoked"
    url = f"{scene.box.url}/bot7000000001:another/getMe"
    async with scene.api.session.get(url) as response:
        body = await response.json()
    return f"{response.status} {body['description']}"


async def no_such_path(scene: Scene) -> str:
    async with scene.api.session.get(scene.box.url + "/nowhere") as response:
        body = await response.json()
    return f"{response.status} {body['description']}"


async def late_answer(scene: Scene) -> str:
    query = await tapped(scene)
    scene.box.clock.advance(11)
    return await scene.api.fails("answerCallbackQuery", callback_query_id=query)


async def second_answer(scene: Scene) -> str:
    query = await tapped(scene)
    await scene.api.ok("answerCallbackQuery", callback_query_id=query)
    return await scene.api.fails("answerCallbackQuery", callback_query_id=query)


async def long_answer(scene: Scene) -> str:
    query = await tapped(scene)
    facts = {"callback_query_id": query, "text": "я" * 201}
    return await scene.api.fails("answerCallbackQuery", **facts)


async def tapped(scene: Scene) -> str:
    facts = {"chat_id": 101, "key": str(scene.said), "data": "x"}
    query = await scene.anna.ask("POST", "/sandbox/people/101/tap", json=facts)
    return str(query["query_id"])


async def blocked(scene: Scene) -> str:
    await scene.anna.block()
    return await text()(scene)


async def deactivated(scene: Scene) -> str:
    await scene.anna.ask("POST", "/sandbox/people/101/profile", json={"deactivated": True})
    return await text()(scene)


async def never_started(scene: Scene) -> str:
    return await text(chat_id=102)(scene)


async def stranger(scene: Scene) -> str:
    return await text(chat_id=scene.box.person("Вера").id)(scene)


async def in_group(scene: Scene, act: str, **facts: Any) -> None:
    path = f"/sandbox/groups/{scene.group}/{act}"
    await scene.anna.ask("POST", path, json={"by": 101, **facts})


async def kicked(scene: Scene) -> str:
    await in_group(scene, "remove", user=scene.box.world.bot.id)
    return await text(chat_id=scene.group)(scene)


async def left(scene: Scene) -> str:
    await scene.api.ok("leaveChat", chat_id=scene.group)
    return await text(chat_id=scene.group)(scene)


async def dissolved(scene: Scene) -> str:
    await in_group(scene, "dissolve")
    return await text(chat_id=scene.group)(scene)


async def migrated(scene: Scene) -> str:
    old = scene.box.group("Старая", scene.anna)
    await scene.anna.ask("POST", f"/sandbox/groups/{old}/migrate", json={"by": 101})
    body = await scene.api.raw("sendMessage", chat_id=old, text="да")
    new = scene.box.world.chats[old].migrated_to
    assert body["parameters"] == {"migrate_to_chat_id": new}
    return f"{body['error_code']} {body['description']}"


def restricted(kind: str, name: str, **params: Any) -> Callable[[Scene], Awaitable[str]]:
    async def act(scene: Scene) -> str:
        rights = {kind: False}
        await in_group(scene, "restrict", user=scene.box.world.bot.id, permissions=rights)
        return await scene.api.fails(name, chat_id=scene.group, **params)

    return act


async def no_topic(scene: Scene) -> str:
    return await text(chat_id=scene.group, message_thread_id=77)(scene)


async def not_mine(scene: Scene) -> str:
    return await edit(message_id=1, text="да")(scene)


async def no_caption(scene: Scene) -> str:
    return await edit("editMessageCaption", caption="да")(scene)


async def no_text(scene: Scene) -> str:
    sent = await scene.api.upload("sendAudio", {"audio": b"ID3"}, chat_id=101)
    return await edit(message_id=sent["message_id"], text="да")(scene)


async def too_late_to_delete(scene: Scene) -> str:
    scene.box.clock.advance(49 * 3600)
    return await edit("deleteMessage")(scene)


async def photo_as_audio(scene: Scene) -> str:
    sent = await scene.api.upload("sendPhoto", {"photo": png(40, 30)}, chat_id=101)
    return await scene.api.fails("sendAudio", chat_id=101, audio=sent["photo"][0]["file_id"])


def picture(data: bytes) -> Callable[[Scene], Awaitable[str]]:
    async def act(scene: Scene) -> str:
        form = aiohttp.FormData({"chat_id": "101"})
        form.add_field("photo", data, filename="chart.png")
        async with scene.api.session.post(scene.api.url("sendPhoto"), data=form) as response:
            body = await response.json()
        return f"{response.status} {body['description']}"

    return act


async def too_big_to_fetch(scene: Scene) -> str:
    upload = Upload("big.wav", "audio/wav", bytes((20 << 20) + 1))
    big = files.remember(scene.box.world, "document", upload, {})
    return await scene.api.fails("getFile", file_id=files.file_id(scene.box.world, big))


async def too_big_to_send(scene: Scene) -> str:
    form = aiohttp.FormData({"chat_id": "101"})
    form.add_field("document", BytesIO(bytes((50 << 20) + 1)), filename="big")
    async with scene.api.session.post(scene.api.url("sendDocument"), data=form) as response:
        body = await response.json()
    return f"{response.status} {body['description']}"


async def flooded(scene: Scene) -> str:
    for _ in range(20):
        await scene.api.ok("sendMessage", chat_id=scene.group, text="да")
    params = {"chat_id": scene.group, "text": "да"}
    async with scene.api.session.post(scene.api.url("sendMessage"), json=params) as response:
        body = await response.json()
    assert response.headers["Retry-After"] == "60"
    assert body["parameters"] == {"retry_after": 60}
    return f"{response.status} {body['description']}"


async def webhook_is_set(scene: Scene) -> str:
    await scene.api.ok("setWebhook", url="https://example.com/bot")
    return await scene.api.fails("getUpdates")


def album(*kinds: str) -> Callable[[Scene], Awaitable[str]]:
    async def act(scene: Scene) -> str:
        form = aiohttp.FormData({"chat_id": "101"})
        media = [{"type": kind, "media": "attach://part"} for kind in kinds]
        form.add_field("media", json.dumps(media))
        form.add_field("part", b"ID3", filename="part")
        async with scene.api.session.post(scene.api.url("sendMediaGroup"), data=form) as response:
            body = await response.json()
        return f"{response.status} {body['description']}"

    return act
