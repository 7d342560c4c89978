"""Rich text: a string, a list, or an object of a known kind that holds more of it."""

from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.markup import inline_button
from bot.sandbox.state import Json
from bot.sandbox.text import links

HOLDS = {
    "bold": (),
    "italic": (),
    "underline": (),
    "strikethrough": (),
    "spoiler": (),
    "subscript": (),
    "superscript": (),
    "marked": (),
    "code": (),
    "url": ("url",),
    "email_address": ("email_address",),
    "phone_number": ("phone_number",),
    "bank_card_number": ("bank_card_number",),
    "mention": ("username",),
    "hashtag": ("hashtag",),
    "cashtag": ("cashtag",),
    "bot_command": ("bot_command",),
    "text_mention": ("user",),
    "date_time": ("unix_time", "date_time_format"),
    "anchor_link": ("anchor_name",),
    "reference": ("name",),
    "reference_link": ("reference_name",),
}
ALONE = {
    "anchor": ("name",),
    "custom_emoji": ("custom_emoji_id", "alternative_text"),
    "mathematical_expression": ("expression",),
}
STYLES = ("danger", "success", "primary", "link")


def checked(given: Any) -> Any:
    """The rich text as it will be shown; a plain string is itself, never an object."""
    if isinstance(given, str):
        return given
    if isinstance(given, list):
        return [checked(part) for part in given]
    kind = given.get("type") if isinstance(given, dict) else None
    if kind == "button":
        return {"type": "button", "button": button(given.get("button"))}
    if kind in ALONE:
        return {"type": kind, **_fields(given, ALONE[kind])}
    if kind not in HOLDS:
        raise bad("can't parse InputRichBlock: Unsupported rich text type")
    shown = {"type": kind, **_fields(given, HOLDS[kind]), "text": checked(field(given, "text"))}
    if kind == "url":
        shown["url"] = links.checked(str(given["url"])) or given["url"]
    return shown


def field(given: Json, name: str) -> Any:
    if name not in given:
        raise bad(f"can't parse InputRichBlock: Can't find field \"{name}\"")
    return given[name]


def _fields(given: Json, names: tuple[str, ...]) -> Json:
    return {name: field(given, name) for name in names}


def button(given: Any) -> Json:
    """A button inside a rich message; it may also look like a link."""
    if not isinstance(given, dict):
        raise bad("can't parse RichMessageButton: expected an Object")
    if given.get("style") not in (None, "", *STYLES):
        raise bad("can't parse RichMessageButton: invalid button style specified")
    words = checked(field(given, "text"))
    plain = {k: v for k, v in given.items() if k != "style"} | {"text": "·"}
    style = {"style": given["style"]} if given.get("style") else {}
    return inline_button(plain) | style | {"text": words}


def length(rich: Any) -> int:
    """How many characters people read of it."""
    if isinstance(rich, str):
        return len(rich)
    if isinstance(rich, list):
        return sum(map(length, rich))
    if not isinstance(rich, dict):
        return 0
    return length(rich.get("text")) + length(rich.get("button"))
