"""Groups: made, joined, ruled, turned into supergroups, deleted; and people themselves."""

import itertools
import secrets

from bot.sandbox import members
from bot.sandbox.errors import PersonError
from bot.sandbox.posting import serve
from bot.sandbox.state import ADMINS, Chat, Json, Member, Topic, User
from bot.sandbox.world import World


def add_person(world: World, facts: Json) -> User:
    """A person with a private chat that has not been started yet."""
    name = str(facts.get("name") or "").strip()
    user_id = int(facts.get("id") or next(i for i in itertools.count(101) if i not in world.users))
    if not name or user_id in world.users or user_id <= 0:
        raise PersonError("a person has a name and an id of their own")
    someone = User(
        id=user_id,
        first_name=name,
        last_name=str(facts.get("last_name") or ""),
        username=str(facts.get("username") or ""),
        language_code=str(facts.get("language") or ""),
        title=str(facts.get("title") or ""),
    )
    world.users[user_id] = someone
    instance = secrets.token_hex(8)
    world.chats[user_id] = Chat(id=user_id, type="private", instance=instance)
    world.events.add("people")
    return someone


def create(world: World, facts: Json) -> Chat:
    """A group of `owner`, `people` and, unless said otherwise, the bot."""
    owner = int(facts.get("owner") or 0)
    title = str(facts.get("title") or "").strip()
    if not title or owner not in world.users:
        raise PersonError("a group has a title and an owner among the people")
    forum = bool(facts.get("is_forum") or facts.get("forum"))
    supergroup = forum or bool(facts.get("supergroup"))
    chat = Chat(
        id=int(facts.get("id") or _free_id(world, supergroup=supergroup)),
        type="supergroup" if supergroup else "group",
        title=title,
        is_forum=forum,
        instance=secrets.token_hex(8),
    )
    if chat.id in world.chats or chat.id >= 0:
        raise PersonError("a group has a negative id of its own")
    world.chats[chat.id] = chat
    chat.members[owner] = Member(user_id=owner, status="creator")
    for user_id in facts.get("people") or []:
        chat.members.setdefault(int(user_id), Member(user_id=int(user_id), status="member"))
    serve(world, chat, owner, {"group_chat_created": True})
    if facts.get("bot", True):
        members.add(world, chat, owner, world.bot.id)
    world.chat_changed(chat)
    return chat


def _free_id(world: World, *, supergroup: bool) -> int:
    start, step = (-1001000000001, -1) if supergroup else (-1001, -1)
    return next(i for i in itertools.count(start, step) if i not in world.chats)


def ruled(world: World, chat: Chat, by: int) -> None:
    """Only who runs the group may change it."""
    if chat.status(by) not in ADMINS:
        raise PersonError("only an administrator of the group may do that", 403)
    if world.user(by) is None:
        raise PersonError("no such person", 404)


def remove(world: World, chat: Chat, by: int, user: int) -> int | None:
    """Throw somebody out, or leave."""
    if not chat.inside(user):
        raise PersonError("not a member", 404)
    if by == user:
        return members.leave(world, chat, user)
    ruled(world, chat, by)
    return members.remove(world, chat, by, user)


def add(world: World, chat: Chat, by: int, user: int) -> int | None:
    if world.user(user) is None:
        raise PersonError("no such person", 404)
    if not chat.inside(by) and by != user:
        raise PersonError("only a member adds others", 403)
    return members.add(world, chat, by, user)


def promote(world: World, chat: Chat, by: int, user: int, rights: Json | None) -> int | None:
    ruled(world, chat, by)
    given = members.ADMIN | {k: bool(v) for k, v in (rights or {}).items()}
    return members.change(world, chat, by, user, "administrator", **given)


def demote(world: World, chat: Chat, by: int, user: int) -> int | None:
    ruled(world, chat, by)
    return members.change(world, chat, by, user, "member")


def restrict(world: World, chat: Chat, by: int, user: int, permissions: Json) -> int | None:
    ruled(world, chat, by)
    kept = {name: bool(value) for name, value in permissions.items()}
    return members.change(world, chat, by, user, "restricted", **kept)


def open_topic(world: World, chat: Chat, by: int, name: str) -> Topic:
    if not chat.is_forum or not name.strip():
        raise PersonError("a topic has a name, and is of a forum")
    return members.open_topic(world, chat, by, name.strip(), 0x6FB9F0)


def rename(world: World, chat: Chat, by: int, title: str) -> None:
    ruled(world, chat, by)
    chat.title = title
    serve(world, chat, by, {"new_chat_title": title})
    world.chat_changed(chat)


def migrate(world: World, chat: Chat, by: int) -> Chat:
    ruled(world, chat, by)
    if chat.type != "group" or chat.migrated_to:
        raise PersonError("only a group becomes a supergroup")
    return members.migrate(world, chat, by)
