"""The chat page: its files as they are, behind the key."""

from pathlib import Path

from aiohttp import hdrs, web

from bot.sandbox.errors import PersonError
from bot.sandbox.people.door import COOKIE, check, guarded, is_key
from bot.sandbox.people.room import Room

FOLDER = Path(__file__).with_name("page")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' data: blob:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    hdrs.CACHE_CONTROL: "no-cache",
}

KEY_NEEDED = """<!doctype html><meta charset="utf-8"><title>403</title>
<p>Откройте адрес, который напечатан при запуске: в нём есть ключ.
<p>Open the address printed at the start: the key is in it.
"""


class Page:
    def __init__(self, room: Room) -> None:
        self.room = room

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/", self.index), web.get("/page/{name}", guarded(self.room, self.file))]

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page; an address with the key leaves it in a cookie and loses it."""
        try:
            check(self.room, request)
        except PersonError as error:
            return web.Response(status=error.status, text=KEY_NEEDED, content_type="text/html")
        if not is_key(self.room, request.query.get("key", "")):
            return self._send("index.html")
        response = web.Response(status=302, headers={hdrs.LOCATION: "/"})
        response.set_cookie(COOKIE, self.room.key, httponly=True, samesite="Strict")
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        return self._send(request.match_info["name"])

    def _send(self, name: str) -> web.StreamResponse:
        """A file of the folder itself, by a name that leads nowhere else."""
        path = FOLDER / name
        if path.parent != FOLDER or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)
