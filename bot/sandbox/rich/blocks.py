"""Blocks of a rich message: which there are, what they must have, how many there may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.rich import text
from bot.sandbox.state import Json

MOST_CHARACTERS = 32_768
MOST_BLOCKS = 500
MOST_LEVELS = 16
MOST_MEDIA = 50
MOST_COLUMNS = 20
MOST_BUTTONS = 8
HEADINGS = range(1, 7)
Medium = Callable[[Any], Json]
TEXTUAL = ("paragraph", "footer", "pullquote", "expandable_blockquote", "thinking", "pre")
PLAIN_FIELDS = {
    "anchor": ("name",),
    "mathematical_expression": ("expression",),
    "divider": (),
    "map": ("location",),
}
MEDIA = {"audio": "audio", "voice_note": "voice", "document": "document", "photo": "photo"}
OPTIONAL = ("is_bordered", "is_striped", "is_compact", "is_open", "align", "language")
MAP = {"zoom": 15, "width": 600, "height": 400}


@dataclass
class Reader:
    """Counts while it reads; `medium` turns an InputMedia into the file it speaks of."""

    medium: Medium
    blocks: int = 0
    media: int = 0
    characters: int = 0

    def read(self, given: Any, level: int = 1) -> list[Json]:
        """The blocks as people will see them."""
        if not isinstance(given, list):
            raise bad("can't parse InputRichBlock: expected an Array of InputRichBlock")
        if level > MOST_LEVELS:
            raise bad("RICH_MESSAGE_DEPTH_INVALID")
        return [self._block(item, level) for item in given]

    def _block(self, given: Any, level: int) -> Json:
        if not isinstance(given, dict):
            raise bad("can't parse InputRichBlock: expected an Object")
        self._count(blocks=1)
        kind = text.field(given, "type")
        shown: Json = {"type": kind, **{k: given[k] for k in OPTIONAL if k in given}}
        return shown | self._content(kind, given, level)

    def _content(self, kind: str, given: Json, level: int) -> Json:
        if kind in TEXTUAL:
            return self._texts(given, "text") | self._credit(given)
        if kind in PLAIN_FIELDS:
            found = {name: text.field(given, name) for name in PLAIN_FIELDS[kind]}
            sizes = {k: given.get(k) or v for k, v in MAP.items()} if kind == "map" else {}
            return found | sizes
        if kind in MEDIA:
            return self._medium(kind, given)
        read = self._known().get(kind)
        if read is None:
            raise bad(f"can't parse InputRichBlock: type {kind} is unsupported")
        return read(given, level)

    def _known(self) -> dict[str, Callable[[Json, int], Json]]:
        return {
            "heading": self._heading,
            "blockquote": self._quotation,
            "details": self._details,
            "list": self._list,
            "table": self._table,
            "buttons": self._buttons,
            "collage": self._gallery,
            "slideshow": self._gallery,
        }

    def _texts(self, given: Json, *names: str) -> Json:
        shown = {name: text.checked(text.field(given, name)) for name in names}
        self._count(characters=sum(map(text.length, shown.values())))
        return shown

    def _credit(self, given: Json) -> Json:
        return self._texts(given, "credit") if given.get("credit") else {}

    def _heading(self, given: Json, _: int) -> Json:
        size = text.field(given, "size")
        if size not in HEADINGS:
            raise bad("can't parse InputRichBlock: heading size must be from 1 to 6")
        return self._texts(given, "text") | {"size": size}

    def _quotation(self, given: Json, level: int) -> Json:
        inner = self.read(text.field(given, "blocks"), level + 1)
        return {"blocks": inner} | self._credit(given)

    def _details(self, given: Json, level: int) -> Json:
        inner = self.read(text.field(given, "blocks"), level + 1)
        return self._texts(given, "summary") | {"blocks": inner}

    def _gallery(self, given: Json, level: int) -> Json:
        return {"blocks": self.read(text.field(given, "blocks"), level + 1)} | self._caption(given)

    def _list(self, given: Json, level: int) -> Json:
        items = []
        for number, item in enumerate(text.field(given, "items"), 1):
            self._count(blocks=1)
            counted = item.get("type") or item.get("value")
            label = f"{item.get('value') or number}." if counted else "•"
            known = {k: v for k, v in item.items() if k != "blocks"}
            inner = self.read(text.field(item, "blocks"), level + 1)
            items.append({"label": label, "blocks": inner, **known})
        return {"items": items}

    def _table(self, given: Json, _: int) -> Json:
        rows = text.field(given, "cells")
        if any(len(row) > MOST_COLUMNS for row in rows):
            raise bad("RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH")
        self._count(blocks=len(rows))
        caption = self._texts(given, "caption") if given.get("caption") else {}
        return {"cells": [[self._cell(cell) for cell in row] for row in rows]} | caption

    def _cell(self, given: Json) -> Json:
        kinds = (str, list, dict)
        words = given.get("text", "")
        if not isinstance(words, kinds) or (isinstance(words, dict) and not _known_text(words)):
            raise bad(
                "can't parse InputRichBlock: Can't parse PageBlockTableCell: "
                "Unsupported rich text type"
            )
        shown = {"align": "left", "valign": "top"} | given
        return shown | (self._texts(given, "text") if "text" in given else {})

    def _buttons(self, given: Json, _: int) -> Json:
        buttons = text.field(given, "buttons")
        if not 1 <= len(buttons) <= MOST_BUTTONS:
            raise bad("can't parse InputRichBlock: 1-8 buttons are expected")
        return {"buttons": [text.button(item) for item in buttons]}

    def _medium(self, kind: str, given: Json) -> Json:
        self._count(media=1)
        medium = self.medium(text.field(given, kind) | {"type": MEDIA[kind]})
        return {kind: medium[MEDIA[kind]]} | self._caption(given)

    def _caption(self, given: Json) -> Json:
        caption = given.get("caption")
        if not caption:
            return {}
        return {"caption": self._texts(caption, "text") | self._credit(caption)}

    def _count(self, blocks: int = 0, media: int = 0, characters: int = 0) -> None:
        self.blocks += blocks
        self.media += media
        self.characters += characters
        if self.blocks > MOST_BLOCKS:
            raise bad("RICH_MESSAGE_BLOCKS_TOO_MUCH")
        if self.media > MOST_MEDIA:
            raise bad("RICH_MESSAGE_MEDIA_TOO_MUCH")
        if self.characters > MOST_CHARACTERS:
            raise bad("message is too long")


def _known_text(words: Json) -> bool:
    return words.get("type") in (*text.HOLDS, *text.ALONE, "button")
