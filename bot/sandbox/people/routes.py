"""The people's side over HTTP, `/sandbox/…`: who may come in, and which door leads where."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import hdrs, web

from bot.sandbox.errors import PersonError
from bot.sandbox.people import acts, control, looks
from bot.sandbox.people.room import Room
from bot.sandbox.people.stream import poll, stream

Act = Callable[[Room, web.Request], Awaitable[Any]]
HOSTS = ("127.0.0.1", "localhost", "[::1]", "::1")
COOKIE = "sandbox_key"

LOOKS: dict[str, Act] = {
    "/sandbox": looks.everything,
    "/sandbox/people/{me}/chats": looks.chats,
    "/sandbox/people/{me}/chats/{chat}": looks.chat,
    "/sandbox/people/{me}/chats/{chat}/messages": looks.messages,
    "/sandbox/quiet": control.quiet,
    "/sandbox/faults": control.faults,
}
ACTS: dict[str, Act] = {
    "/sandbox/people": acts.add_person,
    "/sandbox/people/{me}/send": acts.send,
    "/sandbox/people/{me}/edit": acts.edit,
    "/sandbox/people/{me}/contact": acts.contact,
    "/sandbox/people/{me}/file": acts.file,
    "/sandbox/people/{me}/delete": acts.delete,
    "/sandbox/people/{me}/tap": acts.tap,
    "/sandbox/people/{me}/read": acts.read,
    "/sandbox/people/{me}/start": acts.start,
    "/sandbox/people/{me}/block": acts.block,
    "/sandbox/people/{me}/unblock": acts.unblock,
    "/sandbox/people/{me}/profile": acts.profile,
    "/sandbox/groups": acts.create_group,
    "/sandbox/groups/{chat}/{act}": acts.in_group,
    "/sandbox/privacy": control.privacy,
    "/sandbox/flood": control.flood,
    "/sandbox/clock": control.clock,
    "/sandbox/faults": control.add_fault,
}


def routes(room: Room) -> list[web.RouteDef]:
    """Every door of the people's side."""
    return [
        *(web.get(path, _door(room, act)) for path, act in LOOKS.items()),
        *(web.post(path, _door(room, act)) for path, act in ACTS.items()),
        web.delete("/sandbox/faults", _door(room, control.clear_faults)),
        web.get("/sandbox/files/{unique_id}", _file(room)),
        web.get("/sandbox/events", _events(room)),
    ]


def check(room: Room, request: web.Request) -> None:
    """Only from this machine, under its own name, with the key."""
    host = (request.headers.get(hdrs.HOST) or "").rsplit(":", 1)[0]
    if host not in HOSTS:
        raise PersonError("this sandbox is for this machine only", 403)
    given = (
        request.headers.get("X-Sandbox-Key")
        or request.query.get("key")
        or request.cookies.get(COOKIE)
        or ""
    )
    if not hmac.compare_digest(given.encode(), room.key.encode()):
        raise PersonError("the sandbox's key is needed", 403)


def refusal(error: PersonError) -> web.Response:
    return web.json_response({"ok": False, "description": str(error)}, status=error.status)


def _door(room: Room, act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            check(room, request)
            result = await act(room, request)
        except PersonError as error:
            return refusal(error)
        except (KeyError, ValueError, TypeError) as error:
            return refusal(PersonError(f"cannot be understood: {error!r}"))
        return web.json_response(
            {"ok": True, "result": result}, dumps=lambda o: json.dumps(o, ensure_ascii=False)
        )

    return handle


def _file(room: Room) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            check(room, request)
            return looks.file(room, request)
        except PersonError as error:
            return refusal(error)

    return handle


def _events(room: Room) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            check(room, request)
            if "text/event-stream" in request.headers.get(hdrs.ACCEPT, ""):
                return await stream(room.world, request)
            return web.json_response({"ok": True, "result": await poll(room.world, request)})
        except PersonError as error:
            return refusal(error)

    return handle
