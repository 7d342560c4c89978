"""Requests to Telegram as JSON, which the Bot API takes as well as a form and which costs less.

In a form every Russian letter takes six bytes and a keyboard is JSON inside of it. A file can only
go in a multipart form; aiogram makes that one.
"""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import BytesPayload, FormData
from aiohttp.payload import Payload
from pydantic_core import to_json

KEYBOARD = "reply_markup"  # has neither files nor defaults in it, and most of a list's values


class JsonSession(AiohttpSession):
    """aiogram's session, but for the shape of a request without files."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> FormData:
        files: dict[str, Any] = {}
        given = method.model_dump(warnings=False, exclude_none=True, exclude={KEYBOARD})
        values = {
            name: self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
            for name, value in given.items()
        }
        if keyboard := getattr(method, KEYBOARD, None):
            values[KEYBOARD] = _written(keyboard)
        if files:
            return super().build_form_data(bot, method)
        return _Json({name: value for name, value in values.items() if value not in (None, "")})


def _written(keyboard: Any) -> Any:
    """As JSON has it. Ours holds plain buttons, over which pydantic need not go, aiogram's own."""
    rows = getattr(keyboard, "inline_keyboard", ())
    if any(isinstance(each, dict) for row in rows for each in row):
        return {"inline_keyboard": rows}
    return keyboard.model_dump(warnings=False, exclude_none=True)


class _Json(FormData):
    """What aiohttp asks for its payload when it sends a form; nothing else of a form is there."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values  # a form's own beginning makes a multipart writer, of which no use

    def __call__(self) -> Payload:
        return BytesPayload(to_json(self._values), content_type="application/json")
