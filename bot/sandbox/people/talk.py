"""What a person does in a chat: write, edit, tap, send files, block; the bot hears of it."""

import re
import secrets

from bot.sandbox import files, members, present
from bot.sandbox.errors import PersonError
from bot.sandbox.methods.commands import menu
from bot.sandbox.params import Upload
from bot.sandbox.people.hearing import hears
from bot.sandbox.posting import Draft, Posted, delete, edit, post, tell_bot
from bot.sandbox.state import Chat, Json, Message, Tap, User
from bot.sandbox.text import detect
from bot.sandbox.text.cleaning import fix
from bot.sandbox.world import World

LONGEST = 4096
COMMAND = re.compile(r"/([a-z0-9_]+)(?:@(\w+))?(?:\s|$)")
PROFILE = ("first_name", "last_name", "username", "language_code", "title", "deactivated")


def chat_of(world: World, me: int, chat_id: int) -> Chat:
    """A chat that this person may write in."""
    chat = world.chats.get(chat_id)
    if chat is None or (chat.id != me and me not in chat.members):
        raise PersonError("no such chat", 404)
    if chat.migrated_to or chat.dissolved or (chat.type != "private" and not chat.inside(me)):
        raise PersonError("one cannot write here any more", 403)
    if chat.status(me) == "restricted" and not chat.members[me].rights.get("can_send_messages"):
        raise PersonError("one may not write here", 403)
    return chat


def send(world: World, me: int, chat: Chat, draft: Draft) -> Posted:
    """Say something; writing to the bot starts the private chat and takes a block back."""
    if draft.reply_to and chat.message(draft.reply_to) is None:
        raise PersonError("the message to reply to is gone")
    if draft.thread_id and draft.thread_id not in chat.topics:
        raise PersonError("no such topic", 404)
    if chat.type == "private":
        members.block(world, chat, blocked=False)
        chat.started = True
    if draft.whispered or _is_whisper(world, chat, me, draft):
        draft.ephemeral_to = me
    said = post(world, chat, me, draft)
    keyboard = chat.keyboards.get(me, {})
    if keyboard.get("one_time_keyboard") or keyboard.get("force_reply"):
        del chat.keyboards[me]
        world.chat_changed(chat)
    return _told(world, chat, said, "message")


def _is_whisper(world: World, chat: Chat, me: int, draft: Draft) -> bool:
    """A command that the menu calls ephemeral is seen by its sender and the bot only."""
    match = COMMAND.match(str(draft.content.get("text", "")))
    if chat.type == "private" or not match:
        return False
    mine = match[2] is None or match[2].lower() == world.bot.username.lower()
    names = {c["command"] for c in menu(world, chat, me) if c.get("is_ephemeral")}
    return mine and match[1] in names


def words(text: str, entities: list[Json] | None = None) -> Json:
    text, found = fix(text, entities or [], detect.found)
    if not text or len(text) > LONGEST:
        raise PersonError(f"a message has 1 to {LONGEST} characters")
    return {"text": text} | ({"entities": found} if found else {})


def change(world: World, me: int, chat: Chat, message_id: int, text: str) -> Posted:
    said = own(chat, me, message_id)
    if "text" not in said.content:
        raise PersonError("there is no text to edit")
    edit(world, chat, said, words(text))
    return _told(world, chat, said, "edited_message")


def _told(world: World, chat: Chat, said: Message, kind: str) -> Posted:
    """The bot hears of it where privacy mode lets it."""
    heard = hears(world, chat, said)
    return Posted(message=said, update_id=tell_bot(world, chat, said, kind) if heard else None)


def own(chat: Chat, me: int, message_id: int) -> Message:
    said = chat.message(message_id)
    if said is None or said.sender != me:
        raise PersonError("no such message of one's own", 404)
    return said


def take_back(world: World, me: int, chat: Chat, message_id: int) -> None:
    delete(world, chat, [own(chat, me, message_id)])


def tap(world: World, me: int, chat: Chat, key: str, data: str) -> tuple[Tap, int | None]:
    """Tap a button; any data may be sent, as a modified client can."""
    said = chat.messages.get(key)
    if said is not None and said.ephemeral and said.ephemeral.receiver != me:
        said = None
    if said is None and not key.isdigit():
        raise PersonError("no such message", 404)
    query = Tap(
        id=str(secrets.randbits(62)),
        person=me,
        chat_id=chat.id,
        key=key,
        at=world.clock.now(),
    )
    world.taps[query.id] = query
    shown = present.message(world, said) if said else present.gone(world, chat, int(key))
    body = {
        "id": query.id,
        "from": present.user(world.users[me]),
        "chat_instance": chat.instance,
        "message": shown,
        "data": data,
    }
    world.events.add("tapped", [me], chat.id, key, query_id=query.id, data=data)
    return query, world.updates.put("callback_query", body)


def contact(facts: Json) -> Json:
    known = ("phone_number", "first_name", "last_name", "user_id", "vcard")
    shown = {name: facts[name] for name in known if facts.get(name)}
    if not {"phone_number", "first_name"} <= shown.keys():
        raise PersonError("a contact has a phone_number and a first_name")
    return {"contact": shown}


def file(world: World, kind: str, upload: Upload, facts: Json) -> Json:
    if kind not in ("voice", "audio", "photo", "document"):
        raise PersonError("kind is voice, audio, photo or document")
    heard = kind in ("voice", "audio")
    known: Json = {"duration": int(facts.get("duration") or 1)} if heard else {}
    content = files.shown(world, files.remember(world, kind, upload, known))
    caption = str(facts.get("caption") or "")
    return content | ({"caption": caption} if caption else {})


def read(world: World, me: int, chat: Chat) -> None:
    """Everything said here so far has been read."""
    orders = [m.order for m in chat.messages.values()]
    chat.read[me] = max(orders, default=0)
    world.events.add("read", [me], chat.id, unread=0)


def profile(world: World, someone: User, facts: Json) -> None:
    renamed = {"name": "first_name", "language": "language_code"}
    for given, value in facts.items():
        name = renamed.get(given, given)
        if name not in PROFILE:
            raise PersonError(f"a person has no {given}")
        setattr(someone, name, value)
    world.events.add("people")
