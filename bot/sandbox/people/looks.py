"""The people's side, looking: people, chats, messages, files."""

from aiohttp import web

from bot.sandbox.errors import PersonError
from bot.sandbox.people import views
from bot.sandbox.people.room import Room
from bot.sandbox.serving import send_bytes
from bot.sandbox.state import Json

PAGE = 50


async def everything(room: Room, _: web.Request) -> Json:
    world = room.world
    return {
        "bot": views.bot(world),
        "people": [views.person(world, someone) for someone in world.users.values()],
        "now": world.clock.now(),
        "seq": world.events.seq,
    }


async def chats(room: Room, request: web.Request) -> list[Json]:
    me = room.person(request).id
    cards = [views.card(room.world, me, c) for c in views.chats_of(room.world, me)]
    return sorted(cards, key=lambda c: -(c["last_message"] or {}).get("order", 0))


async def chat(room: Room, request: web.Request) -> Json:
    return views.chat_view(room.world, room.person(request).id, room.visible(request))


async def messages(room: Room, request: web.Request) -> list[Json]:
    me, where = room.person(request).id, room.visible(request)
    before = int(request.query.get("before", 0))
    thread = int(request.query.get("thread", 0))
    limit = int(request.query.get("limit", PAGE))
    found = [
        said
        for said in views.seen(me, where)
        if (not before or said.order < before) and (not thread or said.thread_id == thread)
    ]
    return [views.message(room.world, me, said) for said in found[-limit:]]


def file(room: Room, request: web.Request) -> web.StreamResponse:
    sent = room.world.files.get(request.match_info["unique_id"])
    if sent is None:
        raise PersonError("no such file", 404)
    return send_bytes(request, sent, download="download" in request.query)
