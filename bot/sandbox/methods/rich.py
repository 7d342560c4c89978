"""Rich messages: sent by sendRichMessage, put in place by editMessageText."""

from typing import Any

from bot.sandbox.doors import Call, speak
from bot.sandbox.errors import bad
from bot.sandbox.methods.media import described
from bot.sandbox.methods.sending import say
from bot.sandbox.rich import html
from bot.sandbox.rich.blocks import Reader
from bot.sandbox.state import Json

WAYS = ("html", "markdown", "blocks")


def send_rich_message(call: Call) -> Json:
    chat = speak(call, "rich")
    return say(call, chat, rich_content(call))


def rich_content(call: Call) -> Json:
    """The `rich_message` of a request as the content of a message."""
    given = call.params.json("rich_message", "can't parse InputRichMessage JSON object")
    if not isinstance(given, dict):
        raise bad("RICH_MESSAGE_CONTENT_REQUIRED")
    reader = Reader(medium=lambda medium: described(call, medium)[1])
    blocks = reader.read(_blocks(given))
    if not blocks:
        raise bad("RICH_MESSAGE_CONTENT_REQUIRED")
    direction = {"is_rtl": True} if given.get("is_rtl") else {}
    return {"rich_message": {"blocks": blocks, **direction}}


def _blocks(given: Json) -> Any:
    ways = [way for way in WAYS if given.get(way)]
    if len(ways) != 1:
        raise bad("RICH_MESSAGE_CONTENT_REQUIRED")
    if ways == ["markdown"] or given.get("media"):
        raise bad("the sandbox speaks no rich Markdown and places no media: use html or blocks")
    return html.blocks(given["html"]) if ways == ["html"] else given["blocks"]
