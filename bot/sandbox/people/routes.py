"""The people's side over HTTP, `/sandbox/…`: which address leads to what."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import hdrs, web

from bot.sandbox.people import acts, control, looks
from bot.sandbox.people.door import Handler, guarded
from bot.sandbox.people.room import Room
from bot.sandbox.people.stream import poll, stream

Act = Callable[[Room, web.Request], Awaitable[Any]]

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
        *(web.get(path, _answer(room, act)) for path, act in LOOKS.items()),
        *(web.post(path, _answer(room, act)) for path, act in ACTS.items()),
        web.delete("/sandbox/faults", _answer(room, control.clear_faults)),
        web.get("/sandbox/files/{unique_id}", _file(room)),
        web.get("/sandbox/events", _events(room)),
    ]


def _answer(room: Room, act: Act) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return _said(await act(room, request))

    return guarded(room, handle)


def _file(room: Room) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return looks.file(room, request)

    return guarded(room, handle)


def _events(room: Room) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if "text/event-stream" in request.headers.get(hdrs.ACCEPT, ""):
            return await stream(room.world, request)
        return _said(await poll(room.world, request))

    return guarded(room, handle)


def _said(result: Any) -> web.Response:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
    return web.json_response(text=body)
