"""The mistakes a bot can make, each with the very code and words Telegram answers."""

import pytest

from tests.sandbox.api import png
from tests.sandbox.scene import (
    Scene,
    Step,
    album,
    bad_token,
    blocked,
    commands,
    deactivated,
    dissolved,
    edit,
    flooded,
    keyboard,
    kicked,
    late_answer,
    left,
    long_answer,
    method,
    migrated,
    never_started,
    no_caption,
    no_such_path,
    no_text,
    no_topic,
    not_mine,
    photo_as_audio,
    picture,
    restricted,
    second_answer,
    stranger,
    text,
    too_big_to_fetch,
    too_big_to_send,
    too_late_to_delete,
    webhook_is_set,
)

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ROW = "can't parse inline keyboard button: "
PARSE = "can't parse entities: "
NO_ROWS = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
WEBHOOK_ACTIVE = (
    "409 Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
FILE = "wrong remote file identifier specified: "


# what begins with no number is a 400 Bad Request
MISTAKES: list[tuple[str, Step, str]] = [
    ("1 revoked token", bad_token, "401 Unauthorized"),
    ("2 unknown method", method("sendNonsense"), "404 Not Found: method not found"),
    ("2 unknown path", no_such_path, "404 Not Found"),
    ("3 no chat", method("sendMessage", text="да"), "chat_id is empty"),
    ("4 unknown chat", text(chat_id=5), "chat not found"),
    ("4 a stranger", stranger, "chat not found"),
    ("5 no text", method("sendMessage", chat_id=101), "message text is empty"),
    ("5 empty text", text(""), "message text is empty"),
    ("6 blank text", text(" \n "), "text must be non-empty"),
    ("6 zero width", text("\u200b\u200d"), "text must be non-empty"),
    ("7 long text", text("я" * 4097), "message is too long"),
    ("7 long raw", text("я" * 16385), "text is too long"),
    (
        "8 long caption",
        edit("editMessageCaption", caption="я" * 1025),
        "message caption is too long",
    ),
    (
        "9 bad tag",
        text("я<table>", parse_mode="HTML"),
        PARSE + 'Unsupported start tag "table" at byte offset 2',
    ),
    (
        "10 not closed",
        text("<b>да", parse_mode="HTML"),
        PARSE + 'Can\'t find end tag corresponding to start tag "b"',
    ),
    (
        "10 crossed",
        text("<b><i>да</b></i>", parse_mode="HTML"),
        PARSE + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    ("10 stray", text("да</b>", parse_mode="HTML"), PARSE + "Unexpected end tag at byte offset 4"),
    ("10 cut off", text("да<b", parse_mode="HTML"), PARSE + "Unclosed start tag at byte offset 4"),
    ("11 parse mode", text(parse_mode="BBCode"), "unsupported parse_mode"),
    ("12 long data", keyboard({"text": "x", "callback_data": "я" * 33}), "BUTTON_DATA_INVALID"),
    ("12 empty data", keyboard({"text": "x", "callback_data": ""}), "BUTTON_DATA_INVALID"),
    (
        "13 no action",
        keyboard({"text": "x"}),
        ROW + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "14 bad style",
        keyboard({"text": "x", "callback_data": "x", "style": "pink"}),
        ROW + "invalid button style specified",
    ),
    ("14 bad JSON", text(reply_markup="{"), "can't parse reply keyboard markup JSON object"),
    ("14 no object", text(reply_markup="[1]"), "object expected as reply markup"),
    ("14 no rows", text(reply_markup={"inline_keyboard": [{"text": "x"}]}), NO_ROWS),
    (
        "15 huge keyboard",
        text(
            reply_markup={"inline_keyboard": [[{"text": "я" * 90, "callback_data": "x" * 64}]] * 50}
        ),
        "reply markup is too long",
    ),
    ("16 same text", edit(text="слово"), NOT_MODIFIED),
    ("16 same text, spaced", edit(text=" слово\n"), NOT_MODIFIED),
    ("16 no keyboard before and after", edit("editMessageReplyMarkup"), NOT_MODIFIED),
    ("17 unknown", edit(message_id=99, text="да"), "message to edit not found"),
    ("17 not mine", not_mine, "message can't be edited"),
    ("17 media", no_text, "there is no text in the message to edit"),
    ("17 no media", no_caption, "there is no caption in the message to edit"),
    (
        "17 no id",
        method("editMessageText", chat_id=101, text="да"),
        "message identifier is not specified",
    ),
    ("18 unknown", edit("deleteMessage", message_id=99), "message to delete not found"),
    ("18 old", too_late_to_delete, "message can't be deleted"),
    (
        "19 reply to nothing",
        text(reply_parameters={"message_id": 99}),
        "message to be replied not found",
    ),
    ("20 late", late_answer, TOO_OLD),
    ("20 unknown", method("answerCallbackQuery", callback_query_id="1"), TOO_OLD),
    ("20 second", second_answer, TOO_OLD),
    ("20 long answer", long_answer, "MESSAGE_TOO_LONG"),
    ("21 blocked", blocked, "403 Forbidden: bot was blocked by the user"),
    ("21 shy", never_started, "403 Forbidden: bot can't initiate conversation with a user"),
    ("21 deleted", deactivated, "403 Forbidden: user is deactivated"),
    ("22 kicked", kicked, "403 Forbidden: bot was kicked from the supergroup chat"),
    ("22 left", left, "403 Forbidden: bot is not a member of the supergroup chat"),
    ("22 dissolved", dissolved, "403 Forbidden: the group chat was deleted"),
    ("23 migrated", migrated, "group chat was upgraded to a supergroup chat"),
    (
        "24 no texts",
        restricted("can_send_messages", "sendMessage", text="да"),
        "not enough rights to send text messages to the chat",
    ),
    (
        "24 no music",
        restricted("can_send_audios", "sendAudio", audio="x"),
        "not enough rights to send music to the chat",
    ),
    (
        "24 no documents",
        restricted("can_send_documents", "sendDocument", document="x"),
        "not enough rights to send documents to the chat",
    ),
    ("24 no topic", no_topic, "message thread not found"),
    ("25 no audio", method("sendAudio", chat_id=101), "there is no audio in the request"),
    ("25 no voice", method("sendVoice", chat_id=101), "there is no voice in the request"),
    (
        "25 no such part",
        method("sendDocument", chat_id=101, document="attach://x"),
        "there is no document in the request",
    ),
    (
        "25 an address",
        method("sendAudio", chat_id=101, audio="http://nowhere.example/a.mp3"),
        "wrong file identifier/HTTP URL specified",
    ),
    (
        "25 no base64",
        method("sendAudio", chat_id=101, audio="ж"),
        FILE + "Wrong padding in the string",
    ),
    ("25 no id", method("sendAudio", chat_id=101, audio="QUJD"), FILE + "can't unserialize it"),
    ("25 another class", photo_as_audio, "can't use file of type Photo as Audio"),
    ("25 getFile", method("getFile", file_id="QUJD"), "invalid file_id"),
    ("25 no picture", picture(b"%PDF"), "IMAGE_PROCESS_FAILED"),
    ("25 a long picture", picture(png(21, 1)), "PHOTO_INVALID_DIMENSIONS"),
    ("25 too big to fetch", too_big_to_fetch, "file is too big"),
    ("25 too big to send", too_big_to_send, "413 Request Entity Too Large"),
    ("26 flood", flooded, "429 Too Many Requests: retry after 60"),
    ("27 webhook is set", webhook_is_set, WEBHOOK_ACTIVE),
    (
        "28 secret",
        method("setWebhook", url="https://example.com", secret_token="ж"),
        "secret token contains unallowed characters",
    ),
    (
        "28 no TLS",
        method("setWebhook", url="http://example.com"),
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "28 port",
        method("setWebhook", url="https://example.com:8080"),
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    ("commands: name", commands({"command": "Help", "description": "x"}), "BOT_COMMAND_INVALID"),
    (
        "commands: description",
        commands({"command": "help", "description": ""}),
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "commands: too many",
        commands(*[{"command": "help", "description": "x"}] * 101),
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("29 eleven", album(*["audio"] * 11), "too many messages to send as an album"),
    ("29 mixed", album("audio", "photo"), "Audio can't be mixed with other media types"),
]


@pytest.mark.parametrize(("step", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
async def test_a_mistake_is_answered_as_telegram_does(scene: Scene, step: Step, words: str) -> None:
    expected = words if words[:3].isdigit() else f"400 Bad Request: {words}"
    assert await step(scene) == expected
