"""What a person sees: people, chats and messages, in the shapes of docs/sandbox.md."""

from collections.abc import Iterable

from bot.sandbox import present
from bot.sandbox.methods.commands import menu
from bot.sandbox.state import INSIDE, Chat, File, Json, Message, User
from bot.sandbox.world import World

MEDIA = ("audio", "voice", "document", "photo")
SHOWN = ("file_name", "mime_type", "file_size", "duration", "title", "performer", "width", "height")


def chats_of(world: World, me: int) -> list[Chat]:
    """The private chat with the bot and every group the person is or was in."""
    return [c for c in world.chats.values() if c.id == me or me in c.members]


def seen(me: int, chat: Chat) -> Iterable[Message]:
    """The chat's messages as this person has them, oldest first."""
    return (m for m in chat.messages.values() if not m.ephemeral or m.ephemeral.receiver == me)


def unread(me: int, chat: Chat) -> int:
    last = chat.read.get(me, 0)
    return sum(m.order > last and m.sender != me for m in seen(me, chat))


def person(world: World, someone: User) -> Json:
    total = sum(unread(someone.id, chat) for chat in chats_of(world, someone.id))
    return present.user(someone) | {"title": someone.title, "unread": total}


def bot(world: World) -> Json:
    texts = {
        which: world.texts.get((which, ""), "")
        for which in ("name", "description", "short_description")
    }
    return (
        present.user(world.bot)
        | texts
        | {"name": texts["name"] or world.bot.first_name, "online": world.online()}
    )


def card(world: World, me: int, chat: Chat) -> Json:
    """A line of the chat list."""
    messages = list(seen(me, chat))
    private = chat.type == "private"
    member = private or chat.inside(me)
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot.first_name if private else chat.title,
        "is_forum": chat.is_forum,
        "unread": unread(me, chat),
        "members": 2 if private else sum(chat.inside(i) for i in chat.members),
        "last_message": message(world, me, messages[-1]) if messages else None,
        "member": member,
        "blocked": chat.blocked,
        "started": chat.started or not private,
        "topics": [present.topic(t) | {"closed": t.closed} for t in chat.topics.values()],
        "migrated_to": chat.migrated_to,
        "can_write": member and not chat.migrated_to and not chat.dissolved,
    }


def chat_view(world: World, me: int, chat: Chat) -> Json:
    """A chat opened: who is in it, what is pinned, what the menu offers."""
    pinned = (chat.message(i) for i in reversed(chat.pinned))
    keyboard = chat.keyboards.get(me, {})
    return card(world, me, chat) | {
        "people": [
            {"user": present.user(someone), "status": place.status}
            for place in chat.members.values()
            if (someone := world.user(place.user_id)) and place.status in INSIDE
        ],
        "pinned": [message(world, me, m) for m in pinned if m],
        "commands": menu(world, chat, me),
        "actions": [a for a in world.actions_shown() if a["chat_id"] == chat.id],
        "keyboard": keyboard if "keyboard" in keyboard else None,
        "force_reply": keyboard["message_id"] if keyboard.get("force_reply") else None,
        "privacy": world.privacy,
    }


def message(world: World, me: int, said: Message) -> Json:
    """A message with this person's eyes: the Bot API's, and what a chat needs besides."""
    chat = world.chats[said.chat_id]
    own = said.sender == me
    return present.message(world, said) | {
        "key": said.key,
        "order": said.order,
        "own": own,
        "unread": not own and said.order > chat.read.get(me, 0),
        "pinned": said.id in chat.pinned and not said.ephemeral,
        "ephemeral": said.ephemeral is not None,
        "replaces": said.ephemeral.replaces if said.ephemeral else None,
        "reactions": [r["emoji"] for r in said.reactions if "emoji" in r],
        "media": media(world, said.content),
    }


def media(world: World, content: Json) -> Json | None:
    kind = next((k for k in MEDIA if k in content), None)
    if kind is None:
        return None
    held = content[kind][-1] if kind == "photo" else content[kind]
    shown = {name: held[name] for name in SHOWN if name in held}
    sent = world.files[held["file_unique_id"]]
    # a photo has no name and no type of its own in the Bot API, but people save it under one
    shown = {n: v for n, v in sent.facts.items() if n in ("file_name", "mime_type")} | shown
    thumb = {"thumbnail_url": url(sent.thumbnail)} if sent.thumbnail else {}
    return {"kind": kind, "url": url(sent), **shown, **thumb}


def url(sent: File) -> str:
    return f"/sandbox/files/{sent.unique_id}"
