"""What an edit puts into a message: new words, a new caption, another file."""

from bot.sandbox.doors import Call
from bot.sandbox.errors import bad
from bot.sandbox.methods.media import described
from bot.sandbox.methods.rich import rich_content
from bot.sandbox.methods.words import caption, message_text
from bot.sandbox.state import Json, Message

WORDS = ("text", "rich_message")


def new_text(call: Call, said: Message) -> Json:
    """New words or a new rich message; a message with a file has no text to edit."""
    rich = call.params.has("rich_message")
    content = rich_content(call) if rich else message_text(call)
    if not any(name in said.content for name in WORDS):
        raise bad("there is no text in the message to edit")
    return content


def new_caption(call: Call, said: Message) -> Json:
    words = caption(call)
    if any(name in said.content for name in WORDS):
        raise bad("there is no caption in the message to edit")
    kept = {k: v for k, v in said.content.items() if not k.startswith("caption")}
    return kept | words


def new_media(call: Call) -> Json:
    """Also a text or a rich message can become a file."""
    return described(call, call.params.json("media", "can't parse InputMedia JSON object"))[1]
