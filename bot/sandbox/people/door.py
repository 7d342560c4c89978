"""Who may come in on the people's side: only from this machine, by its own name, with the key."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from bot.sandbox.errors import PersonError
from bot.sandbox.people.room import Room

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HOSTS = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "sandbox_key"


def guarded(room: Room, handler: Handler) -> Handler:
    """`handler` behind the door; what cannot be is said as JSON."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            check(room, request)
            return await handler(request)
        except PersonError as error:
            return _refusal(error)
        except (KeyError, ValueError, TypeError) as error:
            return _refusal(PersonError(f"cannot be understood: {error!r}"))

    return handle


def is_key(room: Room, given: str) -> bool:
    return hmac.compare_digest(given.encode(), room.key.encode())


def check(room: Room, request: web.Request) -> None:
    host = (request.headers.get(hdrs.HOST) or "").rsplit(":", 1)[0]
    if host not in HOSTS:
        raise PersonError("this sandbox is for this machine only", 403)
    given = (
        request.headers.get("X-Sandbox-Key")
        or request.query.get("key")
        or request.cookies.get(COOKIE)
        or ""
    )
    if not is_key(room, given):
        raise PersonError("the sandbox's key is needed", 403)


def _refusal(error: PersonError) -> web.Response:
    return web.json_response({"ok": False, "description": str(error)}, status=error.status)
