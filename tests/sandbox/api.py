"""The bot's side by bare HTTP, every good answer checked against aiogram's models."""

import struct
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiogram.client.default import Default
from aiogram.methods.base import Response
from pydantic import TypeAdapter

from bot.sandbox.schema import methods
from bot.sandbox.server import Sandbox

Json = dict[str, Any]


@dataclass
class Api:
    box: Sandbox
    session: aiohttp.ClientSession
    used: set[str] = field(default_factory=set)
    offset: int = 0

    def url(self, method: str) -> str:
        return f"{self.box.url}/bot{self.box.token}/{method}"

    async def raw(self, method: str, **params: Any) -> Json:
        """The whole answer; parameters go as JSON."""
        async with self.session.post(self.url(method), json=params) as response:
            body: Json = await response.json()
            assert body["ok"] or body["error_code"] == response.status
            return body

    async def ok(self, method: str, **params: Any) -> Any:
        """The result, which aiogram must be able to read, and know every field of."""
        body = await self.raw(method, **params)
        return self.good(method, body)

    async def upload(self, method: str, parts: dict[str, bytes], **params: Any) -> Any:
        """The same with files in a multipart body."""
        form = aiohttp.FormData({name: str(value) for name, value in params.items()})
        for name, data in parts.items():
            form.add_field(name, data, filename=f"{name}.bin")
        async with self.session.post(self.url(method), data=form) as response:
            return self.good(method, await response.json())

    async def fails(self, method: str, **params: Any) -> str:
        """`code description` of the refusal."""
        body = await self.raw(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    def good(self, method: str, body: Json) -> Any:
        assert body["ok"], f"{method}: {body}"
        self.used.add(method)
        returning = methods()[method.lower()].__returning__
        TypeAdapter(Response[returning]).validate_python(body)  # type: ignore[valid-type]
        assert not list(extras(TypeAdapter(returning).validate_python(body["result"]))), body
        return body["result"]


def extras(value: Any) -> list[str]:
    """Fields that aiogram's models do not have."""
    if isinstance(value, list):
        return [name for item in value for name in extras(item)]
    if not hasattr(value, "model_fields_set") or isinstance(value, Default):
        return []
    inner = [getattr(value, name, None) for name in value.model_fields_set]
    return [*(value.model_extra or {}), *(name for item in inner for name in extras(item))]


def png(width: int, height: int) -> bytes:
    """As much of a picture as says how big it is."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
