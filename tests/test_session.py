"""What the bot sends: JSON that says what aiogram's form says; a form where a file goes along."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.enums import ChatAction, TopicIconColor
from aiogram.methods import (
    AnswerCallbackQuery,
    CreateForumTopic,
    EditMessageMedia,
    GetMe,
    GetUpdates,
    RestrictChatMember,
    SendAudio,
    SendChatAction,
    SendMediaGroup,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    MessageEntity,
    ReplyParameters,
)

from bot.sandbox.server import sandbox
from bot.telegram import make_bot
from handlers.buttons import button, copy, markup

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="▶ 1", callback_data="r1:4Kt3K0icSLb:0:0", style="primary")],
        [InlineKeyboardButton(text="«", url="https://example.com/?a=1&b=я")],
    ]
)
SOUND = BufferedInputFile(b"ID3", "звонок.mp3")
METHODS: list[TelegramMethod[Any]] = [
    GetMe(),
    SendMessage(chat_id=-1001, text="<b>Вчера & сегодня</b>\n😀", reply_markup=KEYBOARD),
    SendMessage(chat_id=1, text="да", reply_markup=markup([[button("«", "q"), copy("1", "+7")]])),
    SendMessage(chat_id=1, text="да", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[]])),
    SendMessage(chat_id="@calls", text="0", disable_notification=False, protect_content=True),
    SendMessage(
        chat_id=1,
        text="да",
        parse_mode=None,
        entities=[MessageEntity(type="bold", offset=0, length=2)],
        reply_parameters=ReplyParameters(message_id=7, allow_sending_without_reply=True),
    ),
    SendChatAction(chat_id=1, action=ChatAction.TYPING),
    CreateForumTopic(chat_id=1, name="Линия", icon_color=TopicIconColor.BLUE),
    AnswerCallbackQuery(callback_query_id="1", text="", cache_time=0),
    GetUpdates(offset=0, timeout=10, allowed_updates=[]),
    GetUpdates(offset=5, allowed_updates=["message", "callback_query"]),
    SetMyCommands(
        commands=[BotCommand(command="help", description="помощь")],
        scope=BotCommandScopeChat(chat_id=1),
        language_code="ru",
    ),
    RestrictChatMember(
        chat_id=1,
        user_id=2,
        permissions=ChatPermissions(can_send_messages=False),
        until_date=datetime(2026, 3, 18, tzinfo=UTC),
    ),
    EditMessageMedia(chat_id=1, message_id=2, media=InputMediaAudio(media="known-id")),
    SendAudio(chat_id=1, audio="known-id", caption="<i>да</i>", duration=84),
]
WITH_FILES: list[TelegramMethod[Any]] = [
    SendAudio(chat_id=1, audio=SOUND),
    EditMessageMedia(chat_id=1, message_id=2, media=InputMediaAudio(media=SOUND)),
    SendMediaGroup(
        chat_id=1, media=[InputMediaAudio(media="known-id"), InputMediaAudio(media=SOUND)]
    ),
]


@pytest.fixture(scope="module")
def bot() -> Bot:
    return make_bot("42:token")


@pytest.fixture(scope="module")
def form() -> AiohttpSession:
    """aiogram's own way."""
    return AiohttpSession()


def sent(session: BaseSession, bot: Bot, method: TelegramMethod[Any]) -> tuple[str, str]:
    """The type and the text of what is sent."""
    assert isinstance(session, AiohttpSession)
    payload = session.build_form_data(bot, method)()
    return payload.content_type.partition(";")[0], payload.decode()


def meant(value: str) -> Any:
    """A field of a form, as Telegram understands it."""
    try:
        return json.loads(value)
    except ValueError:
        return value


@pytest.mark.parametrize("method", METHODS, ids=lambda method: type(method).__name__)
def test_json_says_what_the_form_says(
    bot: Bot, form: AiohttpSession, method: TelegramMethod[Any]
) -> None:
    shape, fields = sent(form, bot, method)
    assert shape == "application/x-www-form-urlencoded"
    said = {name: meant(value) for name, value in parse_qsl(fields)}
    shape, body = sent(bot.session, bot, method)
    assert shape == "application/json"
    values = json.loads(body)
    assert {n: meant(v) if isinstance(v, str) else v for n, v in values.items()} == said


def test_letters_take_no_more_than_their_bytes(bot: Bot) -> None:
    assert "Вчера" in sent(bot.session, bot, SendMessage(chat_id=1, text="Вчера"))[1]


@pytest.mark.parametrize("method", WITH_FILES, ids=lambda method: type(method).__name__)
async def test_a_file_goes_in_a_multipart_form(bot: Bot, method: TelegramMethod[Any]) -> None:
    assert isinstance(bot.session, AiohttpSession)
    payload = bot.session.build_form_data(bot, method)()
    assert payload.content_type.partition(";")[0] == "multipart/form-data"


async def test_telegram_understands_both() -> None:
    async with sandbox() as box:
        await box.person("Анна", id=101).send("привет", wait=False)
        async with make_bot(box.token, box.url).context() as bot:
            said = await bot.send_message(101, "<b>да</b>", reply_markup=KEYBOARD)
            assert said.html_text == "<b>да</b>"
            assert said.reply_markup
            assert said.reply_markup.model_dump() == KEYBOARD.model_dump()
            first, second = await bot.send_media_group(101, [InputMediaAudio(media=SOUND)] * 2)
            assert first.audio
            assert second.audio
            assert second.audio.file_name == "звонок.mp3"
            again = await bot.send_audio(101, first.audio.file_id)
            assert again.audio
            assert again.audio.file_unique_id == first.audio.file_unique_id
