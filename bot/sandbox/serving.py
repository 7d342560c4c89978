"""Bytes to a browser or a bot, whole or in part, never as something that runs."""

from urllib.parse import quote

from aiohttp import web

from bot.sandbox.state import File

SHOWN = ("audio/", "image/png", "image/jpeg", "image/gif", "image/webp", "video/")
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Accept-Ranges": "bytes",
}


def send_bytes(request: web.Request, sent: File, *, download: bool = False) -> web.Response:
    """The file, or the part of it that `Range` asks for; only media are shown in place."""
    size = len(sent.data)
    begin, end = 0, size
    status = 200
    headers = dict(SAFE)
    asked = _range(request, size)
    if asked:
        begin, end = asked
        status = 206
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    mime = str(sent.facts.get("mime_type", "application/octet-stream"))
    inline = mime.startswith(SHOWN) and not download
    name = quote(str(sent.facts.get("file_name") or sent.unique_id))
    disposition = "inline" if inline else "attachment"
    headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{name}"
    headers["Content-Type"] = mime if inline else "application/octet-stream"
    return web.Response(status=status, body=sent.data[begin:end], headers=headers)


def _range(request: web.Request, size: int) -> tuple[int, int] | None:
    try:
        asked = request.http_range
    except ValueError:
        raise web.HTTPRequestRangeNotSatisfiable from None
    if asked.start is None and asked.stop is None:
        return None
    begin, end, _ = asked.indices(size)
    if begin >= end:
        raise web.HTTPRequestRangeNotSatisfiable
    return begin, end
