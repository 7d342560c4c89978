"""Editing and deleting: the bot's own messages, any time; nothing may stay as it was."""

from bot.sandbox import markup, present
from bot.sandbox.doors import Call, has_right, open_chat, target
from bot.sandbox.errors import bad
from bot.sandbox.methods.content import new_caption, new_media, new_text
from bot.sandbox.posting import delete, edit
from bot.sandbox.state import Chat, Json, Message

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 3600
MOST_DELETED = 100


def _own(call: Call) -> tuple[Chat, Message]:
    """The message to edit: there, and the bot's own."""
    chat = open_chat(call)
    said = target(chat, call.params, "message to edit not found")
    if said.sender != call.world.bot.id or "forward_origin" in said.content:
        raise bad("message can't be edited")
    return chat, said


def change(call: Call, chat: Chat, said: Message, content: Json) -> None:
    """Put new content and keyboard on a message, unless nothing would change."""
    keyboard = markup.read(call.params, only_inline=True)
    if said.content.get("has_protected_content"):
        content = content | {"has_protected_content": True}
    if content == said.content and keyboard == said.markup:
        raise bad(NOT_MODIFIED)
    call.world.flood.spend(chat)
    said.markup = keyboard
    edit(call.world, chat, said, content)


def _changed(call: Call, chat: Chat, said: Message, content: Json) -> Json:
    change(call, chat, said, content)
    return present.message(call.world, said)


def edit_message_text(call: Call) -> Json:
    if not call.params.has("text") and not call.params.has("rich_message"):
        raise bad("message text is empty")
    chat, said = _own(call)
    return _changed(call, chat, said, new_text(call, said))


def edit_message_caption(call: Call) -> Json:
    chat, said = _own(call)
    return _changed(call, chat, said, new_caption(call, said))


def edit_message_media(call: Call) -> Json:
    chat, said = _own(call)
    return _changed(call, chat, said, new_media(call))


def edit_message_reply_markup(call: Call) -> Json:
    chat, said = _own(call)
    return _changed(call, chat, said, said.content)


def delete_message(call: Call) -> bool:
    chat = open_chat(call)
    said = target(chat, call.params, "message to delete not found")
    if not _deletable(call, chat, said):
        raise bad("message can't be deleted")
    delete(call.world, chat, [said])
    return True


def delete_messages(call: Call) -> bool:
    """Those that can be deleted are, the rest is skipped."""
    chat = open_chat(call)
    ids = call.params.json("message_ids", "can't parse message identifiers JSON object")
    if not isinstance(ids, list) or not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad("too many message identifiers specified")
    found = [said for i in ids if (said := chat.message(int(i)))]
    delete(call.world, chat, [said for said in found if _deletable(call, chat, said)])
    return True


def _deletable(call: Call, chat: Chat, said: Message) -> bool:
    if call.world.clock.now() - said.date > DELETABLE_SECONDS:
        return False
    return said.sender == call.world.bot.id or has_right(call.world, chat, "can_delete_messages")
