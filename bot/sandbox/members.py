"""Who is in a group and as what: each change is a service message and an update."""

from bot.sandbox import present
from bot.sandbox.posting import Draft, post, serve, tell_bot
from bot.sandbox.state import INSIDE, Chat, Json, Member, Status, Topic
from bot.sandbox.world import World

ADMIN = dict.fromkeys(present.ADMIN_RIGHTS, True) | {"can_promote_members": False}


def change(
    world: World, chat: Chat, by: int, user_id: int, status: Status, **rights: bool
) -> int | None:
    """Give somebody a place in the group; the bot hears of its own place always."""
    old = chat.members.get(user_id) or Member(user_id=user_id, status="left")
    new = Member(user_id=user_id, status=status, rights=rights)
    chat.members[user_id] = new
    update_id = None
    own = user_id == world.bot.id
    if own or chat.inside(world.bot.id):
        kind = "my_chat_member" if own else "chat_member"
        update_id = world.updates.put(kind, _changed(world, chat, by, old, new))
    world.chat_changed(chat)
    return update_id


def _changed(world: World, chat: Chat, by: int, old: Member, new: Member) -> Json:
    actor = world.user(by)
    return {
        "chat": present.chat(world, chat),
        "from": present.user(actor) if actor else {},
        "date": world.clock.today(),
        "old_chat_member": present.member(world, old),
        "new_chat_member": present.member(world, new),
    }


def add(world: World, chat: Chat, by: int, user_id: int) -> int | None:
    someone = world.user(user_id)
    if someone is None or chat.inside(user_id):
        return None
    told = change(world, chat, by, user_id, "member")
    joined = serve(world, chat, by, {"new_chat_members": [present.user(someone)]})
    return told or joined.update_id


def remove(world: World, chat: Chat, by: int, user_id: int) -> int | None:
    """Thrown out; the bot's last update of the group says so."""
    told = change(world, chat, by, user_id, "kicked")
    return _gone(world, chat, by, user_id) or told


def leave(world: World, chat: Chat, user_id: int) -> int | None:
    told = change(world, chat, user_id, user_id, "left")
    return _gone(world, chat, user_id, user_id) or told


def _gone(world: World, chat: Chat, by: int, user_id: int) -> int | None:
    someone = world.user(user_id)
    content = {"left_chat_member": present.user(someone)} if someone else {}
    said = post(world, chat, by, Draft(content=content))
    return tell_bot(world, chat, said, "message")


def block(world: World, chat: Chat, *, blocked: bool) -> int | None:
    """A person blocks the bot or takes it back; the bot is told in both cases."""
    if chat.blocked == blocked or not chat.started:
        return None
    chat.blocked = blocked
    before: Status = "member" if blocked else "kicked"
    after: Status = "kicked" if blocked else "member"
    bot = world.bot.id
    old, new = Member(user_id=bot, status=before), Member(user_id=bot, status=after)
    world.chat_changed(chat)
    return world.updates.put("my_chat_member", _changed(world, chat, chat.id, old, new))


def open_topic(world: World, chat: Chat, by: int, name: str, color: int) -> Topic:
    """A topic has the number of the message that opened it."""
    topic = Topic(id=chat.last_id + 1, name=name, icon_color=color)
    chat.topics[topic.id] = topic
    opened = {"forum_topic_created": {"name": name, "icon_color": color}}
    serve(world, chat, by, opened, thread_id=topic.id)
    world.chat_changed(chat)
    return topic


def migrate(world: World, chat: Chat, by: int) -> Chat:
    """A group becomes a supergroup: a new chat with a new id, and both say so."""
    new = Chat(
        id=int(f"-100{abs(chat.id):010d}"),
        type="supergroup",
        title=chat.title,
        members=chat.members,
        permissions=chat.permissions,
        migrated_from=chat.id,
        instance=chat.instance,
    )
    world.chats[new.id] = new
    serve(world, chat, by, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    serve(world, new, by, {"migrate_from_chat_id": chat.id})
    chat.members = {i: Member(user_id=i, status="left") for i in new.members}
    world.chat_changed(chat)
    world.chat_changed(new)
    return new


def dissolve(world: World, chat: Chat, by: int) -> int | None:
    """The group is deleted for everybody."""
    chat.dissolved = True
    told = change(world, chat, by, world.bot.id, "left")
    for user_id, place in chat.members.items():
        if place.status in INSIDE:
            chat.members[user_id] = Member(user_id=user_id, status="left")
    world.chat_changed(chat)
    return told
