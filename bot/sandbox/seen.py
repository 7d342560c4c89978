"""Messages as a person of a test reads them: words, buttons, media; and a screen made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.state import Json

MARKS = {"audio": "🎵", "voice": "🎤", "document": "📎", "photo": "🖼"}


@dataclass(frozen=True)
class Button:
    """A button on the screen; `raw` is the Bot API's InlineKeyboardButton."""

    text: str
    raw: Json

    @property
    def data(self) -> str | None:
        return self.raw.get("callback_data")


@dataclass(frozen=True)
class Media:
    """A file in a message; `url` is fetched with the sandbox's key."""

    kind: str
    url: str
    duration: int = 0
    title: str = ""
    performer: str = ""
    file_name: str = ""
    mime_type: str = ""
    file_size: int = 0


@dataclass(frozen=True)
class Seen:
    """A message with a person's eyes; `raw` is all of it, as in docs/sandbox.md."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def key(self) -> str:
        return str(self.raw["key"])

    @property
    def own(self) -> bool:
        return bool(self.raw["own"])

    @property
    def ephemeral(self) -> bool:
        return bool(self.raw["ephemeral"])

    @property
    def edited(self) -> bool:
        return "edit_date" in self.raw

    @property
    def text(self) -> str:
        """The words: a text, a caption, or what a rich message says in plain words."""
        rich = self.raw.get("rich_message")
        return str(self.raw.get("text") or self.raw.get("caption") or (plain(rich) if rich else ""))

    @property
    def rows(self) -> list[list[Button]]:
        keyboard = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[Button(b["text"], b) for b in row] for row in keyboard]

    @property
    def buttons(self) -> list[Button]:
        """Every button of the message, those inside a rich message first."""
        inside = [Button(plain(b["text"]), b) for b in _inner_buttons(self.raw.get("rich_message"))]
        return inside + [button for row in self.rows for button in row]

    @property
    def media(self) -> Media | None:
        given = self.raw.get("media")
        known = Media.__dataclass_fields__
        return Media(**{k: v for k, v in given.items() if k in known}) if given else None

    @property
    def audio(self) -> Media:
        """Its audio; an AssertionError where it has none."""
        media = self.media
        if media is None or media.kind != "audio":
            raise AssertionError(f"no audio in the message: {self}")
        return media

    def __str__(self) -> str:
        who = "me" if self.own else str(self.raw.get("from", {}).get("first_name", ""))
        media = self.media
        what = f"{MARKS[media.kind]} {media.title or media.file_name} " if media else ""
        lines = [f"{who}: {what}{self.text or _service(self.raw)}".rstrip()]
        lines += [" ".join(f"[{button.text}]" for button in row) for row in self.rows]
        return "\n".join(lines)


def screen(messages: Sequence[Seen], last: int = 10) -> str:
    """What is on the screen: the last messages, each with its buttons."""
    return "\n".join(str(message) for message in messages[-last:])


def plain(rich: Any) -> str:
    """The words of rich text, of a block or of a whole rich message."""
    if isinstance(rich, str):
        return rich
    if isinstance(rich, list):
        return "".join(plain(part) for part in rich)
    if not isinstance(rich, dict):
        return ""
    return next((say(rich) for name, say in BLOCKS.items() if name in rich), "")


def _section(block: Json) -> str:
    heads = [plain(block["summary"])] if "summary" in block else []
    return "\n".join(heads + [plain(inner) for inner in block["blocks"]])


def _table(block: Json) -> str:
    rows = block["cells"]
    return "\n".join(" | ".join(plain(c.get("text", "")) for c in row) for row in rows)


BLOCKS: dict[str, Callable[[Json], str]] = {
    "blocks": _section,
    "cells": _table,
    "items": lambda block: "\n".join(f"• {plain(item)}" for item in block["items"]),
    "buttons": lambda block: " ".join(f"[{plain(b['text'])}]" for b in block["buttons"]),
    "text": lambda block: plain(block["text"]),
}


def _inner_buttons(rich: Any) -> list[Json]:
    """The buttons inside a rich message, wherever they are."""
    if isinstance(rich, list):
        return [button for part in rich for button in _inner_buttons(part)]
    if not isinstance(rich, dict):
        return []
    own = list(rich["buttons"]) if isinstance(rich.get("buttons"), list) else []
    if rich.get("type") == "button" and isinstance(rich.get("button"), dict):
        own.append(rich["button"])
    inner = (v for k, v in rich.items() if k != "buttons" and isinstance(v, dict | list))
    return own + [button for part in inner for button in _inner_buttons(part)]


def _service(raw: Json) -> str:
    for name in ("new_chat_members", "left_chat_member", "pinned_message", "new_chat_title"):
        if name in raw:
            return f"({name.replace('_', ' ')})"
    return ""
