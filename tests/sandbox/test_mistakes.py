"""The mistakes a bot can make, each with the very code and words Telegram answers."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.sandbox import files
from bot.sandbox.params import Upload
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api, png

Step = Callable[["Scene"], Awaitable[Any]]
NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
ROW = "400 Bad Request: can't parse inline keyboard button: "
PARSE = "400 Bad Request: can't parse entities: "
NO_ROWS = (
    '400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be '
    "an Array of Arrays"
)
WEBHOOK_ACTIVE = (
    "409 Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
FILE = "400 Bad Request: wrong remote file identifier specified: "


@dataclass
class Scene:
    """Anna's private chat with one message of the bot, a supergroup, and somebody who is shy."""

    box: Sandbox
    api: Api
    anna: Person
    boris: Person
    group: int
    said: int = 0
    ids: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
async def scene(box: Sandbox, api: Api, anna: Person, boris: Person, group: int) -> Scene:
    await anna.look(anna.id)
    sent = await api.ok("sendMessage", chat_id=anna.id, text="слово")
    return Scene(box, api, anna, boris, group, sent["message_id"])


def text(words: str = "да", **more: Any) -> Callable[[Scene], Awaitable[str]]:
    return lambda s: s.api.fails("sendMessage", **{"chat_id": 101, "text": words, **more})


def keyboard(*buttons: Any) -> Callable[[Scene], Awaitable[str]]:
    return text(reply_markup={"inline_keyboard": [list(buttons)]})


def method(name: str, **params: Any) -> Callable[[Scene], Awaitable[str]]:
    return lambda s: s.api.fails(name, **params)


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


MISTAKES: list[tuple[str, Step, str]] = [
    ("1 revoked token", bad_token, "401 Unauthorized"),
    ("2 unknown method", method("sendNonsense"), "404 Not Found: method not found"),
    ("2 unknown path", no_such_path, "404 Not Found"),
    ("3 no chat", method("sendMessage", text="да"), "400 Bad Request: chat_id is empty"),
    ("4 unknown chat", text(chat_id=5), "400 Bad Request: chat not found"),
    ("4 a stranger", stranger, "400 Bad Request: chat not found"),
    ("5 no text", method("sendMessage", chat_id=101), "400 Bad Request: message text is empty"),
    ("5 empty text", text(""), "400 Bad Request: message text is empty"),
    ("6 blank text", text(" \n "), "400 Bad Request: text must be non-empty"),
    ("6 zero width", text("\u200b\u200d"), "400 Bad Request: text must be non-empty"),
    ("7 long text", text("я" * 4097), "400 Bad Request: message is too long"),
    ("7 long raw", text("я" * 16385), "400 Bad Request: text is too long"),
    (
        "8 long caption",
        edit("editMessageCaption", caption="я" * 1025),
        "400 Bad Request: message caption is too long",
    ),
    (
        "9 bad tag",
        text("я<table>", parse_mode="HTML"),
        PARSE + 'Unsupported start tag "table" at byte offset 2',
    ),
    (
        "10 not closed",
        text("<b>да", parse_mode="HTML"),
        PARSE + 'Can\'t find end tag corresponding to start tag "b"',
    ),
    (
        "10 crossed",
        text("<b><i>да</b></i>", parse_mode="HTML"),
        PARSE + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    ("10 stray", text("да</b>", parse_mode="HTML"), PARSE + "Unexpected end tag at byte offset 4"),
    ("10 cut off", text("да<b", parse_mode="HTML"), PARSE + "Unclosed start tag at byte offset 4"),
    ("11 parse mode", text(parse_mode="BBCode"), "400 Bad Request: unsupported parse_mode"),
    (
        "12 long data",
        keyboard({"text": "x", "callback_data": "я" * 33}),
        "400 Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "12 empty data",
        keyboard({"text": "x", "callback_data": ""}),
        "400 Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "13 no action",
        keyboard({"text": "x"}),
        ROW + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "14 bad style",
        keyboard({"text": "x", "callback_data": "x", "style": "pink"}),
        ROW + "invalid button style specified",
    ),
    (
        "14 bad JSON",
        text(reply_markup="{"),
        "400 Bad Request: can't parse reply keyboard markup JSON object",
    ),
    ("14 no object", text(reply_markup="[1]"), "400 Bad Request: object expected as reply markup"),
    (
        "14 no rows",
        text(reply_markup={"inline_keyboard": [{"text": "x"}]}),
        NO_ROWS,
    ),
    (
        "15 huge keyboard",
        text(
            reply_markup={"inline_keyboard": [[{"text": "я" * 90, "callback_data": "x" * 64}]] * 50}
        ),
        "400 Bad Request: reply markup is too long",
    ),
    ("16 same text", edit(text="слово"), NOT_MODIFIED),
    ("16 same text, spaced", edit(text=" слово\n"), NOT_MODIFIED),
    ("16 no keyboard before and after", edit("editMessageReplyMarkup"), NOT_MODIFIED),
    ("17 unknown", edit(message_id=99, text="да"), "400 Bad Request: message to edit not found"),
    ("17 not mine", not_mine, "400 Bad Request: message can't be edited"),
    ("17 media", no_text, "400 Bad Request: there is no text in the message to edit"),
    ("17 no media", no_caption, "400 Bad Request: there is no caption in the message to edit"),
    (
        "17 no id",
        method("editMessageText", chat_id=101, text="да"),
        "400 Bad Request: message identifier is not specified",
    ),
    (
        "18 unknown",
        edit("deleteMessage", message_id=99),
        "400 Bad Request: message to delete not found",
    ),
    ("18 old", too_late_to_delete, "400 Bad Request: message can't be deleted"),
    (
        "19 reply to nothing",
        text(reply_parameters={"message_id": 99}),
        "400 Bad Request: message to be replied not found",
    ),
    ("20 late", late_answer, TOO_OLD),
    ("20 unknown", method("answerCallbackQuery", callback_query_id="1"), TOO_OLD),
    ("20 second", second_answer, TOO_OLD),
    ("21 blocked", blocked, "403 Forbidden: bot was blocked by the user"),
    ("21 shy", never_started, "403 Forbidden: bot can't initiate conversation with a user"),
    ("21 deleted", deactivated, "403 Forbidden: user is deactivated"),
    ("22 kicked", kicked, "403 Forbidden: bot was kicked from the supergroup chat"),
    ("22 left", left, "403 Forbidden: bot is not a member of the supergroup chat"),
    ("22 dissolved", dissolved, "403 Forbidden: the group chat was deleted"),
    (
        "23 migrated",
        migrated,
        "400 Bad Request: group chat was upgraded to a supergroup chat",
    ),
    (
        "24 no texts",
        restricted("can_send_messages", "sendMessage", text="да"),
        "400 Bad Request: not enough rights to send text messages to the chat",
    ),
    (
        "24 no music",
        restricted("can_send_audios", "sendAudio", audio="x"),
        "400 Bad Request: not enough rights to send music to the chat",
    ),
    (
        "24 no documents",
        restricted("can_send_documents", "sendDocument", document="x"),
        "400 Bad Request: not enough rights to send documents to the chat",
    ),
    ("24 no topic", no_topic, "400 Bad Request: message thread not found"),
    (
        "25 no audio",
        method("sendAudio", chat_id=101),
        "400 Bad Request: there is no audio in the request",
    ),
    (
        "25 no voice",
        method("sendVoice", chat_id=101),
        "400 Bad Request: there is no voice in the request",
    ),
    (
        "25 no such part",
        method("sendDocument", chat_id=101, document="attach://x"),
        "400 Bad Request: there is no document in the request",
    ),
    (
        "25 an address",
        method("sendAudio", chat_id=101, audio="http://nowhere.example/a.mp3"),
        "400 Bad Request: wrong file identifier/HTTP URL specified",
    ),
    (
        "25 no base64",
        method("sendAudio", chat_id=101, audio="ж"),
        FILE + "Wrong padding in the string",
    ),
    ("25 no id", method("sendAudio", chat_id=101, audio="QUJD"), FILE + "can't unserialize it"),
    ("25 another class", photo_as_audio, "400 Bad Request: can't use file of type Photo as Audio"),
    ("25 getFile", method("getFile", file_id="QUJD"), "400 Bad Request: invalid file_id"),
    ("25 no picture", picture(b"%PDF"), "400 Bad Request: IMAGE_PROCESS_FAILED"),
    ("25 a long picture", picture(png(21, 1)), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("25 too big to fetch", too_big_to_fetch, "400 Bad Request: file is too big"),
    ("25 too big to send", too_big_to_send, "413 Request Entity Too Large"),
    ("26 flood", flooded, "429 Too Many Requests: retry after 60"),
    (
        "27 webhook is set",
        webhook_is_set,
        WEBHOOK_ACTIVE,
    ),
    (
        "28 secret",
        method("setWebhook", url="https://example.com", secret_token="ж"),
        "400 Bad Request: secret token contains unallowed characters",
    ),
    (
        "28 no TLS",
        method("setWebhook", url="http://example.com"),
        "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "28 port",
        method("setWebhook", url="https://example.com:8080"),
        "400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    (
        "29 eleven",
        album(*["audio"] * 11),
        "400 Bad Request: too many messages to send as an album",
    ),
    (
        "29 mixed",
        album("audio", "photo"),
        "400 Bad Request: Audio can't be mixed with other media types",
    ),
]


@pytest.mark.parametrize(("step", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
async def test_a_mistake_is_answered_as_telegram_does(scene: Scene, step: Step, words: str) -> None:
    assert await step(scene) == words
