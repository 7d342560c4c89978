"""Rich messages written in HTML: a tree of elements made into blocks.

Block elements become blocks, inline ones rich text; words outside of any block make a paragraph.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.state import Json

VOID = ("br", "hr")
INLINE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "del": "strikethrough",
    "strike": "strikethrough",
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
    "tg-spoiler": "spoiler",
}
HEADINGS = {f"h{size}": size for size in range(1, 7)}
TEXTUAL = {"p": "paragraph", "pre": "pre", "footer": "footer", "aside": "pullquote"}
BLOCKS = (*HEADINGS, *TEXTUAL, "hr", "blockquote", "details", "ul", "ol", "table", "div")
INNER = ("summary", "li", "tr", "td", "th", "caption", "thead", "tbody", "a", "tg-time", "br")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    children: "list[Element | str]" = field(default_factory=list)

    def inner(self, *tags: str) -> "list[Element]":
        return [c for c in self.children if isinstance(c, Element) and c.tag in tags]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("div", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in (*BLOCKS, *INLINE, *INNER):
            raise bad(f'can\'t parse InputRichMessage: Unsupported start tag "{tag}"')
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if len(self.open) == 1 or self.open[-1].tag != tag:
            raise bad(f'can\'t parse InputRichMessage: Unexpected end tag "{tag}"')
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def blocks(source: str) -> list[Json]:
    """The blocks of `source`, to be checked like those that came as blocks."""
    tree = _Tree()
    tree.feed(source)
    tree.close()
    if len(tree.open) > 1:
        raise bad(
            "can't parse InputRichMessage: "
            f'Can\'t find end tag corresponding to start tag "{tree.open[-1].tag}"'
        )
    return _blocks(tree.open[0])


def _blocks(parent: Element) -> list[Json]:
    found: list[Json] = []
    loose: list[Element | str] = []
    for child in [*parent.children, Element("end", {})]:
        if isinstance(child, str) or child.tag not in (*BLOCKS, "end"):
            loose.append(child)
            continue
        words = _text(loose)
        if words and (not isinstance(words, str) or words.strip()):
            found.append({"type": "paragraph", "text": words})
        loose = []
        found += _block(child)
    return found


def _block(element: Element) -> list[Json]:
    tag = element.tag
    if tag in HEADINGS:
        return [{"type": "heading", "size": HEADINGS[tag], "text": _text(element.children)}]
    if tag in TEXTUAL:
        return [{"type": TEXTUAL[tag], "text": _text(element.children)}]
    make = MADE.get(tag)
    return make(element) if make else []


def _list(element: Element) -> list[Json]:
    kind = {"type": "1"} if element.tag == "ol" else {}
    items = [{"blocks": _blocks(item), **kind} for item in element.inner("li")]
    return [{"type": "list", "items": items}]


def _details(element: Element) -> list[Json]:
    summary = element.inner("summary")
    rest = Element("div", {}, [c for c in element.children if c not in summary])
    opened = {"is_open": True} if "open" in element.attributes else {}
    words = _text(summary[0].children) if summary else ""
    return [{"type": "details", "summary": words, "blocks": _blocks(rest), **opened}]


def _table(element: Element) -> list[Json]:
    rows = element.inner("tr")
    for part in element.inner("thead", "tbody"):
        rows += part.inner("tr")
    cells = [[_cell(cell) for cell in row.inner("td", "th")] for row in rows]
    caption = element.inner("caption")
    shown: Json = {"type": "table", "cells": cells}
    return [shown | ({"caption": _text(caption[0].children)} if caption else {})]


MADE: dict[str, Callable[[Element], list[Json]]] = {
    "hr": lambda _: [{"type": "divider"}],
    "div": _blocks,
    "blockquote": lambda element: [{"type": "blockquote", "blocks": _blocks(element)}],
    "details": _details,
    "table": _table,
    "ul": _list,
    "ol": _list,
}


def _cell(element: Element) -> Json:
    shown: Json = {"text": _text(element.children)}
    shown |= {"is_header": True} if element.tag == "th" else {}
    spans = ("colspan", "rowspan")
    numbers = {s: int(v) for s in spans if (v := element.attributes.get(s)) and v.isdigit()}
    places = {a: v for a in ("align", "valign") if (v := element.attributes.get(a))}
    return shown | numbers | places


def _text(children: "list[Element | str]") -> Any:
    """Rich text: a string where there is nothing but words."""
    parts = [c if isinstance(c, str) else _inline(c) for c in children]
    parts = [part for part in parts if part != ""]
    if all(isinstance(part, str) for part in parts):
        return "".join(parts).strip("\n")
    return parts[0] if len(parts) == 1 else parts


def _inline(element: Element) -> Any:
    if element.tag == "br":
        return "\n"
    words = _text(element.children)
    if element.tag == "a":
        return {"type": "url", "text": words, "url": element.attributes.get("href") or ""}
    if element.tag == "tg-time":
        unix = element.attributes.get("unix") or "0"
        style = element.attributes.get("format") or ""
        known = {"unix_time": int(unix), "date_time_format": style}
        return {"type": "date_time", "text": words, **known}
    if element.tag not in INLINE:
        raise bad(f'can\'t parse InputRichMessage: Unexpected tag "{element.tag}"')
    return {"type": INLINE[element.tag], "text": words}
