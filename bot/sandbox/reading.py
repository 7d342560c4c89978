"""Parameters out of a body: a form, JSON or multipart, of a request or of a webhook's answer."""

import json
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, hdrs, web

from bot.sandbox.errors import ApiError, bad
from bot.sandbox.params import Params, Upload

MOST_BYTES = 50 << 20
CHUNK = 1 << 20


async def read(request: web.Request) -> Params:
    """The parameters of a request: query, then body; files of a multipart body apart."""
    params = Params(dict(request.query))
    if (request.content_length or 0) > MOST_BYTES + CHUNK:
        raise ApiError(413, "Request Entity Too Large")
    if request.content_type == "application/json":
        params.values |= from_json(await request.text())
    elif request.content_type == "application/x-www-form-urlencoded":
        params.values |= dict(await request.post())
    elif request.content_type.startswith("multipart/"):
        await add_parts(params, await request.multipart())
    return params


def from_json(body: str) -> dict[str, Any]:
    try:
        values = json.loads(body or "{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad("Can't parse JSON object")
    return values


async def add_parts(params: Params, reader: MultipartReader) -> None:
    """Fields and files of a multipart body; a file has a name."""
    async for part in reader:
        if not isinstance(part, BodyPartReader):
            continue
        name, data = part.name or "", await _bytes(part)
        if part.filename is None:
            params.values[name] = data.decode(errors="replace")
        else:
            mime = part.headers.get(hdrs.CONTENT_TYPE, "")
            params.uploads[name] = Upload(part.filename, mime, data)


async def _bytes(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(data)
