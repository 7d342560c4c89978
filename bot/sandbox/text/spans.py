"""What a closed tag becomes: the entity of its kind over the text it held."""

import re

from bot.sandbox.state import Json
from bot.sandbox.text import links
from bot.sandbox.text.reader import Reader, Tag, refuse

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*SIMPLE, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"})
DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


def close(reader: Reader, tag: Tag, frame: Json) -> None:
    if tag.name in SIMPLE:
        reader.entities.append({"type": SIMPLE[tag.name], **frame})
    elif tag.name in ("pre", "code"):
        _close_code(reader, tag, frame)
    elif tag.name == "blockquote":
        quote = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
        reader.entities.append({"type": quote, **frame})
    elif tag.name == "a":
        _close_link(reader, tag, frame)
    elif tag.name == "tg-time":
        _close_time(reader, tag, frame)
    else:
        emoji = tag.attributes.get("emoji-id", "")
        if not emoji.isdigit():
            refuse("Invalid custom emoji identifier specified")
        reader.entities.append({"type": "custom_emoji", **frame, "custom_emoji_id": emoji})


def _close_code(reader: Reader, tag: Tag, frame: Json) -> None:
    """`pre` and `code` of the very same span are one block of code with a language."""
    css = tag.attributes.get("class", "")
    language = css.removeprefix("language-") if css.startswith("language-") else ""
    last = reader.entities[-1] if reader.entities else {}
    same = all(last.get(k) == v for k, v in frame.items())
    if tag.name == "pre" and same and last["type"] == "code" and last.get("language"):
        last["type"] = "pre"
    elif tag.name == "code" and same and last["type"] == "pre" and language:
        last["language"] = language
    else:
        extra = {"language": language} if tag.name == "code" and language else {}
        reader.entities.append({"type": tag.name, **frame, **extra})


def _close_link(reader: Reader, tag: Tag, frame: Json) -> None:
    url = tag.attributes.get("href") or "".join(reader.text[tag.start :])
    if user := links.user_id(url):
        reader.entities.append({"type": "text_mention", **frame, "user": {"id": user}})
    elif address := links.checked(url):
        reader.entities.append({"type": "text_link", **frame, "url": address})


def _close_time(reader: Reader, tag: Tag, frame: Json) -> None:
    unix, style = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
    if not unix.isdigit():
        refuse("Invalid Unix timestamp specified")
    if not DATE_FORMAT.fullmatch(style):
        refuse("Invalid date format used")
    when: Json = {"type": "date_time", **frame, "unix_time": int(unix)}
    reader.entities.append(when | ({"date_time_format": style} if style else {}))
