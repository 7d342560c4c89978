"""Steering the sandbox: its clock, its budgets, its privacy mode, trouble on request, quiet."""

from typing import Any

from aiohttp import web

from bot.sandbox.errors import PersonError
from bot.sandbox.faults import KINDS, Fault
from bot.sandbox.people.room import Room, body
from bot.sandbox.state import Json

LONGEST = 60.0


async def quiet(room: Room, request: web.Request) -> bool:
    """`?update=&query=&timeout=`: wait until the bot is done with them."""
    update = request.query.get("update")
    seconds = min(float(request.query.get("timeout", 10)), LONGEST)
    return await room.quiet.reached(
        int(update) if update else None, request.query.get("query"), seconds
    )


async def privacy(room: Room, request: web.Request) -> bool:
    room.world.privacy = bool((await body(request))["on"])
    room.world.events.add("people")
    return True


async def flood(room: Room, request: web.Request) -> bool:
    room.world.flood.on = bool((await body(request))["on"])
    return True


async def clock(room: Room, request: web.Request) -> Json:
    """Push the clock forward."""
    seconds = float((await body(request))["advance"])
    if seconds < 0:
        raise PersonError("time goes forward only")
    room.world.clock.advance(seconds)
    return {"now": room.world.clock.now()}


async def faults(room: Room, _: web.Request) -> list[Json]:
    return [fault.shown() for fault in room.world.faults.planned]


async def add_fault(room: Room, request: web.Request) -> list[Json]:
    facts: Json = await body(request)
    kind: Any = facts.pop("kind", None)
    if kind not in KINDS:
        raise PersonError(f"kind is one of {', '.join(KINDS)}")
    room.world.faults.planned.append(Fault(kind=kind, **facts))
    return await faults(room, request)


async def clear_faults(room: Room, _: web.Request) -> bool:
    room.world.faults.planned.clear()
    return True
