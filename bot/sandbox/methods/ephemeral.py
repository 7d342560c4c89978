"""Changing and deleting what only one person sees."""

from bot.sandbox.doors import Call, open_chat
from bot.sandbox.errors import bad
from bot.sandbox.methods.content import new_caption, new_media, new_text
from bot.sandbox.methods.edits import change
from bot.sandbox.posting import delete
from bot.sandbox.state import Chat, Json, Message


def _own(call: Call, missing: str) -> tuple[Chat, Message]:
    chat = open_chat(call)
    wanted = call.params.integer("ephemeral_message_id")
    said = chat.messages.get(f"e{wanted}")
    receiver = call.params.integer("receiver_user_id")
    if said is None or said.ephemeral is None or said.ephemeral.receiver != receiver:
        raise bad(missing)
    return chat, said


def _change(call: Call, chat: Chat, said: Message, content: Json) -> bool:
    change(call, chat, said, content)
    return True


def edit_text(call: Call) -> bool:
    chat, said = _own(call, "message to edit not found")
    return _change(call, chat, said, new_text(call, said))


def edit_caption(call: Call) -> bool:
    chat, said = _own(call, "message to edit not found")
    return _change(call, chat, said, new_caption(call, said))


def edit_media(call: Call) -> bool:
    chat, said = _own(call, "message to edit not found")
    return _change(call, chat, said, new_media(call))


def edit_reply_markup(call: Call) -> bool:
    chat, said = _own(call, "message to edit not found")
    return _change(call, chat, said, said.content)


def delete_ephemeral(call: Call) -> bool:
    chat, said = _own(call, "message to delete not found")
    delete(call.world, chat, [said])
    return True
