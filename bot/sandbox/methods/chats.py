"""Chats as the bot meets them: looking, pinning, acting, leaving, topics, reactions."""

from bot.sandbox import members, present
from bot.sandbox.doors import Call, has_right, named, open_chat, target
from bot.sandbox.errors import bad
from bot.sandbox.posting import serve, start_action
from bot.sandbox.state import ADMINS, Chat, Json, Member, Topic

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
MOST_TOPIC_NAME = 128
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def send_chat_action(call: Call) -> bool:
    chat = open_chat(call)
    action = call.params.text("action").lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    start_action(call.world, chat, call.params.integer("message_thread_id") or None, action)
    return True


def get_chat(call: Call) -> Json:
    chat = named(call)
    if chat.type != "private" and not chat.inside(call.world.bot.id):
        open_chat(call)
    shown = present.chat(call.world, chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    pinned = chat.message(chat.pinned[-1]) if chat.pinned else None
    if pinned:
        shown["pinned_message"] = present.message(call.world, pinned)
    if chat.type != "private":
        rights = {name: chat.permissions.get(name, True) for name in present.PERMISSIONS}
        shown["permissions"] = rights
    return shown


def get_chat_member(call: Call) -> Json:
    chat = open_chat(call)
    user_id = call.params.integer("user_id")
    if call.world.user(user_id) is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.type == "private":
        return present.member(call.world, Member(user_id=user_id, status="member"))
    place = chat.members.get(user_id) or Member(user_id=user_id, status="left")
    return present.member(call.world, place)


def get_chat_administrators(call: Call) -> list[Json]:
    chat = open_chat(call)
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    admins = [place for place in chat.members.values() if place.status in ADMINS]
    return [present.member(call.world, a) for a in admins if a.user_id != call.world.bot.id]


def get_chat_member_count(call: Call) -> int:
    chat = open_chat(call)
    return 2 if chat.type == "private" else sum(chat.inside(i) for i in chat.members)


def leave_chat(call: Call) -> bool:
    chat = open_chat(call)
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    members.leave(call.world, chat, call.world.bot.id)
    return True


def _may_pin(call: Call) -> Chat:
    chat = open_chat(call)
    if not has_right(call.world, chat, "can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


def pin_chat_message(call: Call) -> bool:
    chat = _may_pin(call)
    said = target(chat, call.params, "message to pin not found")
    if said.id in chat.pinned:
        return True
    chat.pinned.append(said.id)
    call.world.tell("edited", chat, said)
    held = present.message(call.world, said, with_reply=False)
    serve(call.world, chat, call.world.bot.id, {"pinned_message": held})
    call.world.chat_changed(chat)
    return True


def unpin_chat_message(call: Call) -> bool:
    chat = _may_pin(call)
    wanted = call.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(wanted)
    said = chat.message(wanted)
    if said:
        call.world.tell("edited", chat, said)
    call.world.chat_changed(chat)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    chat = _may_pin(call)
    chat.pinned.clear()
    call.world.chat_changed(chat)
    return True


def set_message_reaction(call: Call) -> bool:
    chat = open_chat(call)
    said = target(chat, call.params, "message to react not found")
    given = call.params.json("reaction", "can't parse reaction types JSON object") or []
    said.reactions = [dict(reaction) for reaction in given][:1]
    call.world.tell("edited", chat, said)
    return True


def _forum(call: Call) -> Chat:
    chat = open_chat(call)
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not has_right(call.world, chat, "can_manage_topics"):
        raise bad("not enough rights to create a topic")
    return chat


def create_forum_topic(call: Call) -> Json:
    chat = _forum(call)
    name = call.params.text("name").strip()
    if not 1 <= len(name) <= MOST_TOPIC_NAME:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    color = call.params.integer("icon_color", 0x6FB9F0)
    return present.topic(members.open_topic(call.world, chat, call.world.bot.id, name, color))


def _topic(call: Call, chat: Chat) -> Topic:
    topic = chat.topics.get(call.params.integer("message_thread_id"))
    if topic is None:
        raise bad("message thread not found")
    return topic


def close_forum_topic(call: Call) -> bool:
    chat = _forum(call)
    return _close(call, chat, closed=True)


def reopen_forum_topic(call: Call) -> bool:
    chat = _forum(call)
    return _close(call, chat, closed=False)


def _close(call: Call, chat: Chat, *, closed: bool) -> bool:
    topic = _topic(call, chat)
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word = "forum_topic_closed" if closed else "forum_topic_reopened"
    serve(call.world, chat, call.world.bot.id, {word: {}}, thread_id=topic.id)
    call.world.chat_changed(chat)
    return True
