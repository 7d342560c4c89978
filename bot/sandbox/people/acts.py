"""The people's side, doing: each reads its request, acts, and says what became of it."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox import members, present
from bot.sandbox.errors import PersonError
from bot.sandbox.params import Upload
from bot.sandbox.people import groups, talk, views
from bot.sandbox.people.room import Room, body
from bot.sandbox.posting import Draft, Posted
from bot.sandbox.state import Chat, Json
from bot.sandbox.world import World


def _posted(room: Room, me: int, posted: Posted) -> Json:
    message = views.message(room.world, me, posted.message)
    return {"message": message, "update_id": posted.update_id}


def _draft(content: Json, facts: Json) -> Draft:
    """A reply to an ephemeral message (a key, "e3") is a whisper too."""
    reply, thread = str(facts.get("reply_to") or ""), facts.get("thread_id")
    return Draft(
        content=content,
        reply_to=int(reply) if reply.isdigit() else None,
        thread_id=int(thread) if thread else None,
        whispered=reply.startswith("e"),
    )


async def send(room: Room, request: web.Request) -> Json:
    facts, me = await body(request), room.person(request).id
    chat = room.writable(request, facts)
    content = talk.words(str(facts["text"]), facts.get("entities"))
    return _posted(room, me, talk.send(room.world, me, chat, _draft(content, facts)))


async def start(room: Room, request: web.Request) -> Json:
    facts, me = await body(request), room.person(request).id
    content = talk.words(f"/start {facts.get('payload') or ''}")
    chat = room.writable(request, {})
    return _posted(room, me, talk.send(room.world, me, chat, Draft(content=content)))


async def edit(room: Room, request: web.Request) -> Json:
    facts, me = await body(request), room.person(request).id
    chat = room.writable(request, facts)
    posted = talk.change(room.world, me, chat, int(facts["message_id"]), str(facts["text"]))
    return _posted(room, me, posted)


async def contact(room: Room, request: web.Request) -> Json:
    facts, me = await body(request), room.person(request).id
    chat = room.writable(request, facts)
    draft = _draft(talk.contact(facts), facts)
    return _posted(room, me, talk.send(room.world, me, chat, draft))


async def file(room: Room, request: web.Request) -> Json:
    facts, me = dict(await request.post()), room.person(request).id
    part = facts.pop("file", None)
    if not isinstance(part, web.FileField):
        raise PersonError("a file is expected in the part named file")
    chat = room.writable(request, facts)
    upload = Upload(part.filename, part.content_type, part.file.read())
    content = talk.file(room.world, str(facts.get("kind")), upload, facts)
    return _posted(room, me, talk.send(room.world, me, chat, _draft(content, facts)))


async def delete(room: Room, request: web.Request) -> bool:
    facts, me = await body(request), room.person(request).id
    talk.take_back(room.world, me, room.writable(request, facts), int(facts["message_id"]))
    return True


async def tap(room: Room, request: web.Request) -> Json:
    facts, me = await body(request), room.person(request).id
    chat = room.writable(request, facts)
    query, update_id = talk.tap(room.world, me, chat, str(facts["key"]), str(facts["data"]))
    return {"query_id": query.id, "update_id": update_id}


async def read(room: Room, request: web.Request) -> bool:
    facts, me = await body(request), room.person(request).id
    chat = room.world.chats.get(int(facts.get("chat_id") or me))
    if chat is None or (chat.id != me and me not in chat.members):
        raise PersonError("no such chat", 404)
    talk.read(room.world, me, chat)
    return True


async def block(room: Room, request: web.Request) -> bool:
    members.block(room.world, room.world.chats[room.person(request).id], blocked=True)
    return True


async def unblock(room: Room, request: web.Request) -> bool:
    members.block(room.world, room.world.chats[room.person(request).id], blocked=False)
    return True


async def profile(room: Room, request: web.Request) -> Json:
    someone = room.person(request)
    talk.profile(room.world, someone, await body(request))
    return views.person(room.world, someone)


async def add_person(room: Room, request: web.Request) -> Json:
    return views.person(room.world, groups.add_person(room.world, await body(request)))


async def create_group(room: Room, request: web.Request) -> Json:
    facts = await body(request)
    chat = groups.create(room.world, facts)
    return views.card(room.world, int(facts["owner"]), chat)


async def in_group(room: Room, request: web.Request) -> Any:
    """Whatever is done to a group, by somebody in it."""
    facts = await body(request)
    chat = room.world.chats.get(int(request.match_info["chat"]))
    act = IN_GROUP.get(request.match_info["act"])
    if chat is None or act is None:
        raise PersonError("no such group, or no such act", 404)
    return act(room.world, chat, int(facts["by"]), facts)


def _topic(world: World, chat: Chat, by: int, facts: Json) -> Json:
    topic = groups.open_topic(world, chat, by, str(facts.get("name") or ""))
    return present.topic(topic) | {"closed": topic.closed}


GroupAct = Callable[[World, Chat, int, Json], Any]
IN_GROUP: dict[str, GroupAct] = {
    "add": lambda w, c, by, f: {"update_id": groups.add(w, c, by, int(f["user"]))},
    "remove": lambda w, c, by, f: {"update_id": groups.remove(w, c, by, int(f["user"]))},
    "promote": lambda w, c, by, f: {
        "update_id": groups.promote(w, c, by, int(f["user"]), f.get("rights"))
    },
    "demote": lambda w, c, by, f: {"update_id": groups.demote(w, c, by, int(f["user"]))},
    "restrict": lambda w, c, by, f: {
        "update_id": groups.restrict(w, c, by, int(f["user"]), f["permissions"])
    },
    "topic": _topic,
    "title": lambda w, c, by, f: groups.rename(w, c, by, str(f["title"])),
    "migrate": lambda w, c, by, _: {"id": groups.migrate(w, c, by).id},
    "dissolve": lambda w, c, by, _: {"update_id": members.dissolve(w, c, by)},
}
