"""The Bot API in families: each function plays with its methods, and looks at what came of it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.sandbox.api import png
from tests.sandbox.scene import Scene

Json = dict[str, Any]
MP3 = b"ID3" + bytes(64)
BUTTON = {"inline_keyboard": [[{"text": "▶", "callback_data": "play:1"}]]}


async def about_the_bot(on: Scene) -> None:
    api = on.api
    me = await api.ok("getMe")
    assert me["username"] == "calls_bot"
    for which in ("Name", "Description", "ShortDescription"):
        field = {"Name": "name", "Description": "description"}.get(which, "short_description")
        await api.ok(f"setMy{which}", **{field: "Звонки"})
        await api.ok(f"setMy{which}", **{field: "Calls", "language_code": "en"})
        assert await api.ok(f"getMy{which}") == {field: "Звонки"}
        assert await api.ok(f"getMy{which}", language_code="en") == {field: "Calls"}


async def menus(on: Scene) -> None:
    api, anna, group = on.api, on.anna, on.group

    def commands(*names: str) -> list[Json]:
        return [{"command": name, "description": name} for name in names]

    await api.ok("setMyCommands", commands=commands("help"))
    await api.ok("setMyCommands", commands=commands("spravka"), language_code="ru")
    scope = {"type": "chat_administrators", "chat_id": group}
    await api.ok("setMyCommands", commands=commands("alerts"), scope=json.dumps(scope))
    assert await api.ok("getMyCommands", language_code="ru") == commands("spravka")
    private = await anna.ask("GET", f"/sandbox/people/{anna.id}/chats/{anna.id}")
    assert private["commands"] == commands("spravka")
    grouped = await anna.ask("GET", f"/sandbox/people/{anna.id}/chats/{group}")
    assert grouped["commands"] == commands("alerts")
    await api.ok("deleteMyCommands", language_code="ru")
    private = await anna.ask("GET", f"/sandbox/people/{anna.id}/chats/{anna.id}")
    assert private["commands"] == commands("help")


async def words(on: Scene) -> None:
    api, anna, group = on.api, on.anna, on.group
    html = "<b>7</b> &lt; <a href='example.com'>8</a>"
    said = await api.ok(
        "sendMessage", chat_id=anna.id, text=html, parse_mode="HTML", reply_markup=BUTTON
    )
    assert said["text"] == "7 < 8"
    assert said["reply_markup"] == BUTTON
    place = {"chat_id": anna.id, "message_id": said["message_id"]}
    edited = await api.ok("editMessageText", **place, text="иначе")
    assert edited["edit_date"]
    assert "reply_markup" not in edited
    await api.ok("editMessageReplyMarkup", **place, reply_markup=BUTTON)
    await api.ok("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    await anna.look(anna.id)
    assert anna.last.raw["reactions"] == ["👍"]
    copied = await api.ok("copyMessage", chat_id=group, from_chat_id=anna.id, message_id=2)
    assert copied["message_id"]
    forwarded = await api.ok("forwardMessage", chat_id=group, from_chat_id=anna.id, message_id=1)
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    await api.ok("deleteMessage", **place)
    last = forwarded["message_id"]
    await api.ok("deleteMessages", chat_id=group, message_ids=[last, last - 1, 999])
    await anna.look(anna.id)
    assert [m.text for m in anna.messages] == ["привет", "слово"]


async def files(on: Scene) -> None:
    api, anna, group = on.api, on.anna, on.group
    audio = await api.upload(
        "sendAudio",
        {"audio": MP3, "thumbnail": png(40, 30)},
        chat_id=anna.id,
        title="Входящий",
        duration=84,
        caption="<i>запись</i>",
        parse_mode="HTML",
    )
    assert audio["audio"]["title"] == "Входящий"
    assert audio["caption_entities"] == [{"type": "italic", "offset": 0, "length": 6}]
    assert audio["audio"]["thumbnail"]["height"] == 30
    file_id = audio["audio"]["file_id"]
    again = await api.ok("sendAudio", chat_id=group, audio=file_id)
    assert again["audio"]["file_id"] == file_id
    as_document = await api.ok("sendDocument", chat_id=group, document=file_id)
    assert "audio" in as_document, "a file keeps the kind it was uploaded as"
    await api.upload("sendVoice", {"voice": b"OggS"}, chat_id=anna.id)
    photo = await api.upload("sendPhoto", {"photo": png(40, 30)}, chat_id=anna.id)
    place = {"chat_id": anna.id, "message_id": photo["message_id"]}
    await api.ok("editMessageCaption", **place, caption="график")
    turned = await api.ok("editMessageMedia", **place, media={"type": "audio", "media": file_id})
    assert "photo" not in turned
    album = [{"type": "audio", "media": file_id}, {"type": "audio", "media": "attach://x"}]
    both = await api.upload("sendMediaGroup", {"x": MP3}, chat_id=anna.id, media=json.dumps(album))
    assert len({said["media_group_id"] for said in both}) == 1
    found = await api.ok("getFile", file_id=file_id)
    url = f"{api.box.url}/file/bot{api.box.token}/{found['file_path']}"
    async with api.session.get(url) as response:
        assert await response.read() == MP3


async def taps(on: Scene) -> None:
    api, anna = on.api, on.anna
    await api.ok("sendMessage", chat_id=anna.id, text="слушать?", reply_markup=BUTTON)
    await anna.look(anna.id)
    await anna.tap("▶", wait=False)
    updates = await api.ok("getUpdates", timeout=1)
    query = updates[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("play:1", "слушать?")
    await api.ok(
        "answerCallbackQuery", callback_query_id=query["id"], text="играю", show_alert=True
    )
    await anna.wait(lambda a: a.toast == "играю" and a.alert)
    await api.ok("sendChatAction", chat_id=anna.id, action="upload_voice")
    view = await anna.ask("GET", f"/sandbox/people/{anna.id}/chats/{anna.id}")
    assert view["actions"][0]["action"] == "upload_voice"


async def chats(on: Scene) -> None:
    api, anna, group = on.api, on.anna, on.group
    bot_id = api.box.world.bot.id
    await anna.ask("POST", f"/sandbox/groups/{group}/promote", json={"by": anna.id, "user": bot_id})
    assert (await api.ok("getChat", chat_id=group))["title"] == "Продажи"
    assert (await api.ok("getChat", chat_id="@anna"))["first_name"] == "Анна"
    assert await api.ok("getChatMemberCount", chat_id=group) == 3
    statuses = [
        (await api.ok("getChatMember", chat_id=group, user_id=who))["status"]
        for who in (anna.id, bot_id, 102)
    ]
    assert statuses == ["creator", "administrator", "member"]
    admins = await api.ok("getChatAdministrators", chat_id=group)
    assert [admin["user"]["id"] for admin in admins] == [anna.id]
    said = await api.ok("sendMessage", chat_id=group, text="табло")
    place = {"chat_id": group, "message_id": said["message_id"]}
    await api.ok("pinChatMessage", **place)
    assert (await api.ok("getChat", chat_id=group))["pinned_message"]["text"] == "табло"
    await api.ok("unpinChatMessage", **place)
    await api.ok("pinChatMessage", **place)
    await api.ok("unpinAllChatMessages", chat_id=group)
    assert "pinned_message" not in await api.ok("getChat", chat_id=group)
    await api.ok("leaveChat", chat_id=group)
    assert api.box.world.chats[group].status(bot_id) == "left"


async def topics(on: Scene) -> None:
    api, anna = on.api, on.anna
    forum = api.box.group("Отдел", anna, forum=True)
    promote = {"by": anna.id, "user": api.box.world.bot.id}
    await anna.ask("POST", f"/sandbox/groups/{forum}/promote", json=promote)
    topic = await api.ok("createForumTopic", chat_id=forum, name="Пропущенные")
    place = {"chat_id": forum, "message_thread_id": topic["message_thread_id"]}
    said = await api.ok("sendMessage", **place, text="да")
    assert said["is_topic_message"]
    await api.ok("closeForumTopic", **place)
    assert "TOPIC_CLOSED" in await api.fails("sendMessage", **place, text="да")
    await api.ok("reopenForumTopic", **place)


async def ephemeral(on: Scene) -> None:
    api, anna, group = on.api, on.anna, on.group
    await api.ok("sendMessage", chat_id=group, text="🔴 пропущен", reply_markup=BUTTON)
    await anna.look(group)
    await anna.tap("▶", wait=False)
    query = (await api.ok("getUpdates", timeout=1))[-1]["callback_query"]["id"]
    whom = {"receiver_user_id": anna.id, "callback_query_id": query}
    said = await api.ok(
        "sendMessage", chat_id=group, text="только вам", ephemeral_message_parameters=whom
    )
    assert said["message_id"] == 0
    place = {"chat_id": group, "receiver_user_id": anna.id}
    place["ephemeral_message_id"] = said["ephemeral_message_id"]
    await api.ok("editEphemeralMessageText", **place, text="и ещё")
    await api.ok("editEphemeralMessageReplyMarkup", **place, reply_markup=BUTTON)
    audio = await api.upload("sendAudio", {"audio": MP3}, chat_id=anna.id)
    media = {"type": "audio", "media": audio["audio"]["file_id"]}
    await api.ok("editEphemeralMessageMedia", **place, media=media)
    await api.ok("editEphemeralMessageCaption", **place, caption="запись")
    await anna.look(group)
    assert anna.last.ephemeral
    assert anna.last.text == "запись"
    await api.ok("deleteEphemeralMessage", **place)
    await anna.look(group)
    assert not anna.last.ephemeral


async def rich(on: Scene) -> None:
    api, anna = on.api, on.anna
    html = (
        "<h2>Звонки</h2><p>За <b>сегодня</b></p><table><tr><th>Кто</th><td>7</td></tr></table>"
        "<details open><summary>ещё</summary><ul><li>раз</li></ul></details><hr>"
    )
    said = await api.ok("sendRichMessage", chat_id=anna.id, rich_message={"html": html})
    kinds = [block["type"] for block in said["rich_message"]["blocks"]]
    assert kinds == ["heading", "paragraph", "table", "details", "divider"]
    blocks = [
        {"type": "paragraph", "text": ["Анна ", {"type": "bold", "text": "звонила"}]},
        {"type": "buttons", "buttons": [{"text": "▶", "callback_data": "x", "style": "link"}]},
        {"type": "audio", "audio": {"type": "audio", "media": "attach://part"}},
    ]
    form = json.dumps({"blocks": blocks})
    place = {"chat_id": anna.id, "message_id": said["message_id"]}
    edited = await api.upload("editMessageText", {"part": MP3}, **place, rich_message=form)
    assert edited["rich_message"]["blocks"][2]["audio"]["file_id"]
    await anna.look(anna.id)
    assert anna.last.text.startswith("Анна звонила\n[▶]")


async def updates(on: Scene) -> None:
    api = on.api
    found = await api.ok("getUpdates", limit=1)
    assert found[0]["message"]["text"] == "привет"
    await api.ok("setWebhook", url="https://example.com/x", secret_token="s")
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://example.com/x", 3)
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0
    await api.ok("close")
    await api.ok("logOut")
    assert await api.fails("getMe") == "401 Unauthorized"


Family = Callable[[Scene], Awaitable[None]]
FAMILIES: list[Family] = [
    about_the_bot,
    menus,
    words,
    files,
    taps,
    chats,
    topics,
    ephemeral,
    rich,
    updates,
]
