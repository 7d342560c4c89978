"""Keyboards under messages: what is one, and how Telegram refuses what is none."""

import json
from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.params import Params
from bot.sandbox.state import Json
from bot.sandbox.text import links

MOST_BYTES = 64
MOST_COPIED = 256
MOST_IN_ROW = 12
MOST_BUTTONS = 300
MOST_KEYBOARD_BYTES = 10_240
STYLES = (None, "", "danger", "success", "primary")
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}


def read(params: Params, *, only_inline: bool = False) -> Json | None:
    """The `reply_markup` of a request, checked; None where there is none or it has no buttons."""
    given = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"])
    if only_inline or not any(kind in given for kind in KINDS):
        return None
    return _reply_keyboard(given) if "keyboard" in given else given


def _inline(rows: object) -> Json | None:
    reason = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    kept = _rows(rows, reason, inline_button)
    if not kept:
        return None
    if len(json.dumps(kept, ensure_ascii=False).encode()) > MOST_KEYBOARD_BYTES:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept}


def _reply_keyboard(given: Json) -> Json:
    reason = 'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'
    return given | {"keyboard": _rows(given["keyboard"], reason, _plain_button)}


def _rows(rows: object, reason: str, check: Callable[[Any], Json]) -> list[list[Json]]:
    """Empty rows vanish; buttons beyond 12 in a row or 300 in all are dropped silently."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(reason)
    kept: list[list[Json]] = []
    room = MOST_BUTTONS
    for row in rows:
        buttons = [check(button) for button in row][: min(MOST_IN_ROW, room)]
        room -= len(buttons)
        kept += [buttons] if buttons else []
    return kept


def _plain_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad("can't parse keyboard button: Can't find field \"text\"")
    return button


def inline_button(button: Any) -> Json:
    """A button of an inline keyboard, as it will be shown."""
    problem = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad(problem + "expected an Object")
    if "text" not in button:
        raise bad(problem + 'Can\'t find field "text"')
    if not str(button["text"]).strip():
        raise bad(problem + "Text buttons must have non-empty text")
    if None in button.values():
        button = {k: v for k, v in button.items() if v is not None}
    if ACTIONS.isdisjoint(button):
        raise bad(problem + "Text buttons are unallowed in the inline keyboard")
    if button.get("style") not in STYLES:
        raise bad(problem + "invalid button style specified")
    _check(button)
    return _linked(button) if button.get("url") else button


def _check(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MOST_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(_copied(copied)) <= MOST_COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _linked(button: Json) -> Json:
    """With its address as Telegram writes it; a person's stays as it is."""
    url = str(button["url"])
    if links.user_id(url):
        return button
    address = links.checked(url)
    if not address:
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button | {"url": address}


def _copied(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""
