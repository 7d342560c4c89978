"""What every send has in common: the reply, the topic, the keyboard, the budget, the one reader."""

from bot.sandbox import ephemeral, markup, present
from bot.sandbox.doors import Call
from bot.sandbox.errors import bad
from bot.sandbox.params import Params
from bot.sandbox.posting import Draft, post
from bot.sandbox.state import Chat, Json, Message


def say(call: Call, chat: Chat, content: Json, album: str | None = None) -> Json:
    """Send `content` to the chat with everything the request says about it."""
    params = call.params
    keyboard = markup.read(params)
    draft = Draft(
        content=content | _flags(params),
        markup=keyboard,
        reply_to=reply_target(chat, params),
        thread_id=thread(chat, params),
        album=album,
    )
    ephemeral.address(call, chat, draft)
    if album is None:
        call.world.flood.spend(chat)
    said = post(call.world, chat, call.world.bot.id, draft)
    if keyboard and "inline_keyboard" not in keyboard:
        _keep_keyboard(call, chat, said, keyboard)
    return present.message(call.world, said)


def reply_target(chat: Chat, params: Params) -> int | None:
    given = params.json("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    wanted = given.get("message_id") or params.integer("reply_to_message_id")
    lenient = given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if wanted and chat.message(int(wanted)):
        return int(wanted)
    if wanted and not lenient:
        raise bad("message to be replied not found")
    return None


def thread(chat: Chat, params: Params) -> int | None:
    wanted = params.integer("message_thread_id")
    if not wanted:
        return None
    topic = chat.topics.get(wanted)
    if topic is None:
        raise bad("message thread not found")
    if topic.closed:
        raise bad("TOPIC_CLOSED")
    return wanted


def _flags(params: Params) -> Json:
    return {"has_protected_content": True} if params.flag("protect_content") else {}


def _keep_keyboard(call: Call, chat: Chat, said: Message, keyboard: Json) -> None:
    """A reply keyboard belongs to those who read the chat, not to the message."""
    people = call.world.people_of(chat)
    answered = chat.message(said.reply_to) if said.reply_to else None
    if keyboard.get("selective") and answered:
        people = [answered.sender]
    for person in people:
        chat.keyboards[person] = keyboard | {"message_id": said.id}
        if keyboard.get("remove_keyboard"):
            del chat.keyboards[person]
    call.world.chat_changed(chat)
