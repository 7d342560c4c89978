"""What happens, as it happens: server-sent events for a page, a long poll for a program."""

import asyncio
import json
from collections.abc import Iterator

from aiohttp import hdrs, web

from bot.sandbox.errors import PersonError
from bot.sandbox.events import Event
from bot.sandbox.people import views
from bot.sandbox.state import Json
from bot.sandbox.world import World

HEARTBEAT = 15.0
LONGEST = 50.0
GENERAL = ("people", "commands", "online")
WITH_MESSAGE = ("message", "edited")


def render(world: World, event: Event, me: int | None) -> Json | None:
    """The event as `me` may see it; None where it is none of theirs."""
    if event.type in GENERAL:
        return {"seq": event.seq, "type": event.type, **event.facts}
    if me is None or (event.people is not None and me not in event.people):
        return None
    shown: Json = {"seq": event.seq, "type": event.type, "chat_id": event.chat_id}
    if event.type not in WITH_MESSAGE:
        return shown | ({"key": event.key} if event.key else {}) | event.facts
    chat = world.chats[event.chat_id or 0]
    said = chat.messages.get(event.key or "")
    if said is None:
        return None  # gone by now: the event that says so follows
    return shown | {"message": views.message(world, me, said)}


def since(world: World, after: int, me: int | None) -> Iterator[Json]:
    """Everything after `after`, with the counts where nobody in particular looks on."""
    if not world.events.reaches(after):
        yield {"seq": world.events.seq, "type": "reset"}
        return
    for event in world.events.since(after):
        if shown := render(world, event, me):
            yield shown
    if me is None:
        yield from counts(world, after)


def counts(world: World, after: int) -> Iterator[Json]:
    """How much is unread by each person whom something after `after` concerned."""
    touched = {
        person
        for event in world.events.since(after)
        if event.type in (*WITH_MESSAGE, "read", "deleted")
        for person in event.people or ()
    }
    for person in sorted(touched):
        if someone := world.users.get(person):
            count = views.person(world, someone)["unread"]
            yield {"seq": world.events.seq, "type": "unread", "person": person, "unread": count}


def reader(world: World, request: web.Request) -> int | None:
    asked = request.query.get("person")
    if not asked:
        return None
    if int(asked) not in world.users:
        raise PersonError("no such person", 404)
    return int(asked)


async def poll(world: World, request: web.Request) -> Json:
    """`?after=&timeout=&person=`: what is new, as soon as there is something."""
    me = reader(world, request)
    after = int(request.query.get("after", world.events.seq))
    end = _now() + min(float(request.query.get("timeout", 0)), LONGEST)
    events = list(since(world, after, me))
    while not events and (left := end - _now()) > 0:
        await world.events.bell.wait(left)
        events = list(since(world, after, me))
    return {"seq": world.events.seq, "events": events}


async def stream(world: World, request: web.Request) -> web.StreamResponse:
    """Server-sent events until the reader goes away; `?counts=1` adds everybody's counts."""
    me = reader(world, request)
    counted = me is not None and "counts" in request.query
    last = request.headers.get("Last-Event-ID") or request.query.get("after")
    after = int(last) if last else world.events.seq
    headers = {hdrs.CONTENT_TYPE: "text/event-stream", hdrs.CACHE_CONTROL: "no-store"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    await response.write(b"retry: 1000\n\n")
    while True:
        shown = [*since(world, after, me), *(counts(world, after) if counted else ())]
        after = world.events.seq
        for event in shown:
            data = json.dumps(event, ensure_ascii=False)
            await response.write(f"id: {event['seq']}\ndata: {data}\n\n".encode())
        if after == world.events.seq and not await world.events.bell.wait(HEARTBEAT):
            await response.write(b": still here\n\n")


def _now() -> float:
    return asyncio.get_running_loop().time()
