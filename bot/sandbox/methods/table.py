"""The Bot API spoken here, as a table; what is not in it is answered as Telegram does: 404."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from bot.sandbox.doors import Call
from bot.sandbox.methods import (
    callbacks,
    chats,
    commands,
    edits,
    ephemeral,
    media,
    messages,
    rich,
    updates,
)

Method = Callable[[Call], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": updates.get_me,
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "logOut": updates.log_out,
    "close": updates.close,
    "sendMessage": messages.send_message,
    "copyMessage": messages.copy_message,
    "forwardMessage": messages.forward_message,
    "sendRichMessage": rich.send_rich_message,
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageMedia": edits.edit_message_media,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": edits.delete_message,
    "deleteMessages": edits.delete_messages,
    "editEphemeralMessageText": ephemeral.edit_text,
    "editEphemeralMessageCaption": ephemeral.edit_caption,
    "editEphemeralMessageMedia": ephemeral.edit_media,
    "editEphemeralMessageReplyMarkup": ephemeral.edit_reply_markup,
    "deleteEphemeralMessage": ephemeral.delete_ephemeral,
    "sendAudio": media.sender("audio"),
    "sendVoice": media.sender("voice"),
    "sendDocument": media.sender("document"),
    "sendPhoto": media.sender("photo"),
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "sendChatAction": chats.send_chat_action,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setMyName": partial(commands.set_text, which="name"),
    "getMyName": partial(commands.get_text, which="name"),
    "setMyDescription": partial(commands.set_text, which="description"),
    "getMyDescription": partial(commands.get_text, which="description"),
    "setMyShortDescription": partial(commands.set_text, which="short_description"),
    "getMyShortDescription": partial(commands.get_text, which="short_description"),
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "setMessageReaction": chats.set_message_reaction,
    "createForumTopic": chats.create_forum_topic,
    "closeForumTopic": chats.close_forum_topic,
    "reopenForumTopic": chats.reopen_forum_topic,
}
BY_NAME = {name.lower(): method for name, method in METHODS.items()}
