"""Sending words, and sending on what was said: copies and forwards."""

from bot.sandbox import present
from bot.sandbox.doors import Call, open_chat, speak, target
from bot.sandbox.errors import bad
from bot.sandbox.methods.sending import say
from bot.sandbox.methods.words import caption, message_text
from bot.sandbox.state import Json, Message

COPIED = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "audio",
    "voice",
    "document",
    "photo",
    "contact",
    "rich_message",
)


def send_message(call: Call) -> Json:
    chat = speak(call, "text")
    return say(call, chat, message_text(call))


def _source(call: Call, missing: str) -> Message:
    said = target(open_chat(call, "from_chat_id"), call.params, missing)
    if said.content.get("has_protected_content") or not _substance(said):
        raise bad("message can't be copied" if "copy" in missing else "message can't be forwarded")
    return said


def _substance(said: Message) -> Json:
    return {k: v for k, v in said.content.items() if k in COPIED}


def copy_message(call: Call) -> Json:
    """The same content as the bot's own; a caption may be changed on the way."""
    chat = speak(call, "text")
    content = _substance(_source(call, "message to copy not found"))
    if "caption" in call.params.values and "text" not in content:
        kept = {k: v for k, v in content.items() if not k.startswith("caption")}
        content = kept | caption(call)
    return {"message_id": say(call, chat, content)["message_id"]}


def forward_message(call: Call) -> Json:
    chat = speak(call, "text")
    said = _source(call, "message to forward not found")
    content = _substance(said) | {"forward_origin": _origin(call, said)}
    return say(call, chat, content)


def _origin(call: Call, said: Message) -> Json:
    sender = call.world.user(said.sender)
    if sender is None:
        return {"type": "hidden_user", "sender_user_name": "?", "date": said.date}
    return {"type": "user", "sender_user": present.user(sender), "date": said.date}
