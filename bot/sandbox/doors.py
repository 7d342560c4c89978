"""May the bot speak there? Which chat is meant, and every way Telegram says no."""

from dataclasses import dataclass

from bot.sandbox.errors import ApiError, bad, forbidden
from bot.sandbox.params import Params
from bot.sandbox.state import ADMINS, Chat, Message
from bot.sandbox.world import World

KINDS = {
    "text": ("can_send_messages", "text messages"),
    "rich": ("can_send_messages", "the rich message"),
    "audio": ("can_send_audios", "music"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "document": ("can_send_documents", "documents"),
    "photo": ("can_send_photos", "photos"),
}


@dataclass(frozen=True)
class Call:
    """One request of the bot."""

    world: World
    method: str
    params: Params


def named(call: Call, field: str = "chat_id") -> Chat:
    """The chat that `field` names, by id or by @username; the bot may not be in it."""
    world, value = call.world, call.params.text(field).strip()
    if not value:
        raise bad(f"{field} is empty")
    chat = world.chats.get(_number(value)) or _by_username(world, value)
    if chat is None or _is_stranger(world, chat):
        raise bad("chat not found")
    if chat.migrated_to:
        raise bad(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    return chat


def open_chat(call: Call, field: str = "chat_id") -> Chat:
    """The chat that `field` names, where the bot may be at all."""
    chat = named(call, field)
    refusal = _private(call.world, chat) if chat.type == "private" else _group(call.world, chat)
    if refusal:
        raise refusal
    return chat


def speak(call: Call, kind: str) -> Chat:
    """The chat of `chat_id`, where the bot may send something of this kind."""
    chat = open_chat(call)
    right, words = KINDS[kind]
    if not allowed(call.world, chat, right):
        raise bad(f"not enough rights to send {words} to the chat")
    return chat


def allowed(world: World, chat: Chat, right: str) -> bool:
    """What a group permits its members and what a restriction leaves the bot."""
    if chat.type == "private" or chat.status(world.bot.id) in ADMINS:
        return True
    own = chat.members[world.bot.id].rights if world.bot.id in chat.members else {}
    return chat.permissions.get(right, True) and own.get(right, True)


def has_right(world: World, chat: Chat, right: str) -> bool:
    """Whether the bot is an administrator with this right (in private everybody is)."""
    if chat.type == "private" or chat.status(world.bot.id) == "creator":
        return True
    place = chat.members.get(world.bot.id)
    return bool(place and place.status == "administrator" and place.rights.get(right))


def target(chat: Chat, params: Params, missing: str, field: str = "message_id") -> Message:
    """The message that `field` names; `missing` is said where there is none."""
    if not params.has(field):
        raise bad("message identifier is not specified")
    found = chat.message(params.integer(field))
    if found is None:
        raise bad(missing)
    return found


def _number(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        return 0


def _by_username(world: World, value: str) -> Chat | None:
    wanted = value.removeprefix("@").lower() if value.startswith("@") else None
    found = (u.id for u in world.users.values() if wanted and u.username.lower() == wanted)
    return world.chats.get(next(found, 0))


def _is_stranger(world: World, chat: Chat) -> bool:
    """A person who never wrote to the bot and shares no group with it."""
    if chat.type != "private" or chat.started:
        return False
    groups = (c for c in world.chats.values() if c.type != "private")
    return not any(c.inside(chat.id) and c.inside(world.bot.id) for c in groups)


def _private(world: World, chat: Chat) -> ApiError | None:
    if world.users[chat.id].deactivated:
        return forbidden("user is deactivated")
    if chat.blocked:
        return forbidden("bot was blocked by the user")
    if not chat.started:
        return forbidden("bot can't initiate conversation with a user")
    return None


def _group(world: World, chat: Chat) -> ApiError | None:
    if chat.dissolved:
        return forbidden("the group chat was deleted")
    place = chat.members.get(world.bot.id)
    if place and place.status == "kicked":
        return forbidden(f"bot was kicked from the {chat.type} chat")
    if not chat.inside(world.bot.id):
        return forbidden(f"bot is not a member of the {chat.type} chat")
    return None
