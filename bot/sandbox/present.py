"""How the bot sees things: users, chats, members and messages as the Bot API's JSON."""

from bot.sandbox.state import ADMINS, Chat, File, Json, Member, Message, Topic, User
from bot.sandbox.world import World

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
NAMES = ("last_name", "username")


def user(someone: User) -> Json:
    shown: Json = {
        "id": someone.id,
        "is_bot": someone.is_bot,
        "first_name": someone.first_name,
    }
    optional = (*NAMES, "language_code")
    return shown | {name: value for name in optional if (value := getattr(someone, name))}


def chat(world: World, where: Chat) -> Json:
    if where.type == "private":
        person = world.users[where.id]
        names = {name: value for name in NAMES if (value := getattr(person, name))}
        return {"id": where.id, "type": "private", "first_name": person.first_name} | names
    shown: Json = {"id": where.id, "type": where.type, "title": where.title}
    return shown | ({"is_forum": True} if where.is_forum else {})


def file(kind: str, sent: File, file_id: str) -> Json:
    """A file as its message carries it; a photo comes as the list of its sizes."""
    shown: Json = {
        "file_id": file_id,
        "file_unique_id": sent.unique_id,
        "file_size": len(sent.data),
    }
    shown |= sent.facts
    if kind == "photo":
        return {"photo": [{k: v for k, v in shown.items() if k not in ("file_name", "mime_type")}]}
    return {kind: shown}


def message(world: World, said: Message, *, with_reply: bool = True) -> Json:
    where = world.chats[said.chat_id]
    sender = world.user(said.sender)
    shown: Json = {
        "message_id": said.id,
        "date": said.date,
        "chat": chat(world, where),
        **({"from": user(sender)} if sender else {}),
        **_frame(world, where, said),
        **said.content,
    }
    reply = where.message(said.reply_to) if said.reply_to and with_reply else None
    if reply:
        shown["reply_to_message"] = message(world, reply, with_reply=False)
    return shown


def _frame(world: World, where: Chat, said: Message) -> Json:
    frame: Json = {}
    if said.edited:
        frame["edit_date"] = said.edited
    if said.thread_id:
        frame["message_thread_id"] = said.thread_id
        frame["is_topic_message"] = where.is_forum
    if said.album:
        frame["media_group_id"] = said.album
    if said.markup and "inline_keyboard" in said.markup:
        frame["reply_markup"] = said.markup
    if said.ephemeral:
        own = said.sender == world.bot.id
        receiver = world.users[said.ephemeral.receiver] if own else world.bot
        frame |= {"ephemeral_message_id": said.ephemeral.id, "receiver_user": user(receiver)}
    return frame


def gone(world: World, where: Chat, message_id: int) -> Json:
    """A message that is no longer there (InaccessibleMessage)."""
    return {"chat": chat(world, where), "message_id": message_id, "date": 0}


def member(world: World, place: Member) -> Json:
    someone = world.user(place.user_id)
    shown: Json = {"status": place.status, "user": user(someone) if someone else {}}
    if place.status == "creator":
        shown["is_anonymous"] = False
    elif place.status in ADMINS:
        rights = {name: place.rights.get(name, False) for name in ADMIN_RIGHTS}
        shown |= {"can_be_edited": False, "is_anonymous": False, **rights}
    elif place.status == "restricted":
        rights = {name: place.rights.get(name, False) for name in PERMISSIONS}
        shown |= {"is_member": True, "until_date": 0, **rights}
    elif place.status == "kicked":
        shown["until_date"] = 0
    return shown


def topic(of: Topic) -> Json:
    return {"message_thread_id": of.id, "name": of.name, "icon_color": of.icon_color}
