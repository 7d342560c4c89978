"""How a message comes to be, changes and goes: the one place that numbers them and tells of it."""

from dataclasses import dataclass

from bot.sandbox import present
from bot.sandbox.state import Chat, Ephemeral, Json, Message
from bot.sandbox.world import World


@dataclass(kw_only=True)
class Draft:
    """What is to be said; everything but the content is optional."""

    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    album: str | None = None
    ephemeral_to: int | None = None
    replaces: int | None = None
    whispered: bool = False


@dataclass(kw_only=True)
class Posted:
    """What was said, and the update by which the bot hears of it, if it does."""

    message: Message
    update_id: int | None


def post(world: World, chat: Chat, sender: int, draft: Draft) -> Message:
    """Say it in the chat. The bot's own message ends what the bot was seen doing there."""
    ephemeral = None
    if draft.ephemeral_to is not None:
        chat.last_ephemeral += 1
        ephemeral = Ephemeral(
            id=chat.last_ephemeral, receiver=draft.ephemeral_to, replaces=draft.replaces
        )
    else:
        chat.last_id += 1
    said = Message(
        id=0 if ephemeral else chat.last_id,
        order=next(world.orders),
        chat_id=chat.id,
        sender=sender,
        date=world.clock.today(),
        content=draft.content,
        markup=draft.markup,
        reply_to=draft.reply_to,
        thread_id=draft.thread_id,
        album=draft.album,
        ephemeral=ephemeral,
    )
    chat.messages[said.key] = said
    if sender == world.bot.id:
        stop_action(world, chat, draft.thread_id)
    else:
        chat.read[sender] = said.order
    world.tell("message", chat, said)
    return said


def edit(world: World, chat: Chat, said: Message, content: Json) -> None:
    said.content = content
    said.edited = world.clock.today()
    world.tell("edited", chat, said)


def delete(world: World, chat: Chat, messages: list[Message]) -> None:
    for said in messages:
        del chat.messages[said.key]
        chat.pinned = [i for i in chat.pinned if i != said.id]
        world.events.add("deleted", world.viewers(chat, said), chat.id, keys=[said.key])


def serve(
    world: World, chat: Chat, sender: int, content: Json, thread_id: int | None = None
) -> Posted:
    """A service message (joined, left, pinned…); the bot is told of it where it is a member."""
    said = post(world, chat, sender, Draft(content=content, thread_id=thread_id))
    return Posted(message=said, update_id=tell_bot(world, chat, said, "message"))


def tell_bot(world: World, chat: Chat, said: Message, kind: str) -> int | None:
    """Queue the update of somebody else's message, where the bot is there to hear it."""
    hears = chat.started and not chat.blocked
    if chat.type != "private":
        hears = chat.inside(world.bot.id)
    if said.sender == world.bot.id or not hears:
        return None
    return world.updates.put(kind, present.message(world, said))


def start_action(world: World, chat: Chat, thread_id: int | None, action: str) -> None:
    """The bot is seen typing or uploading for five seconds, as in Telegram."""
    shown: Json = {"chat_id": chat.id, "action": action, "until": world.clock.now() + 5}
    if thread_id:
        shown["message_thread_id"] = thread_id
    world.actions[chat.id, thread_id] = shown
    world.events.add("action", world.people_of(chat), chat.id, action=shown)


def stop_action(world: World, chat: Chat, thread_id: int | None) -> None:
    if world.actions.pop((chat.id, thread_id), None):
        world.events.add("action", world.people_of(chat), chat.id, action=None)
