"""Sending and changing words: sendMessage and the edits, one budget for all of them."""

from bot.sandbox import markup, present
from bot.sandbox.doors import Call, open_chat, speak, target
from bot.sandbox.errors import bad
from bot.sandbox.methods.sending import say
from bot.sandbox.posting import delete, edit
from bot.sandbox.state import Chat, Json, Message
from bot.sandbox.text.formatted import caption, message_text

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 3600
MOST_DELETED = 100


def send_message(call: Call) -> Json:
    chat = speak(call, "text")
    return say(call, chat, message_text(call.params))


def own_message(call: Call) -> tuple[Chat, Message]:
    """The message to edit: there, and the bot's own."""
    chat = open_chat(call)
    said = target(chat, call.params, "message to edit not found")
    if said.sender != call.world.bot.id or "forward_origin" in said.content:
        raise bad("message can't be edited")
    return chat, said


def change(call: Call, chat: Chat, said: Message, content: Json) -> Json:
    """Put new content and keyboard on a message, unless nothing would change."""
    keyboard = markup.read(call.params, only_inline=True)
    if content == said.content and keyboard == said.markup:
        raise bad(NOT_MODIFIED)
    call.world.flood.spend(chat)
    said.markup = keyboard
    edit(call.world, chat, said, content)
    return present.message(call.world, said)


def edit_message_text(call: Call) -> Json:
    content = message_text(call.params)
    chat, said = own_message(call)
    if "text" not in said.content:
        raise bad("there is no text in the message to edit")
    return change(call, chat, said, content)


def edit_message_caption(call: Call) -> Json:
    words = caption(call.params)
    chat, said = own_message(call)
    if "text" in said.content or "rich_message" in said.content:
        raise bad("there is no caption in the message to edit")
    kept = {k: v for k, v in said.content.items() if not k.startswith("caption")}
    return change(call, chat, said, kept | words)


def edit_message_reply_markup(call: Call) -> Json:
    chat, said = own_message(call)
    return change(call, chat, said, said.content)


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
    rights = chat.members.get(call.world.bot.id)
    admin = rights is not None and rights.rights.get("can_delete_messages", False)
    return chat.type == "private" or said.sender == call.world.bot.id or admin
