"""The first words: /start, /help, and what to say to a voice message."""

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from bot.access import Person
from bot.i18n import LANGUAGES, Texts
from db.people import People
from handlers import answers, commands
from handlers.answers import Answer
from handlers.callbacks import Language
from handlers.edits import show
from handlers.keyboards import presets
from handlers.views.view import View


async def start(message: Message, v: View, person: Person, bot: Bot, texts: Texts) -> None:
    if person.administers:
        await commands.in_private(bot, texts, person.id)
    await message.answer(v.t("start"), reply_markup=presets.examples(v))


async def help_(message: Message, v: View, person: Person) -> None:
    parts = [v.t("help"), *([v.t("help-admin")] if person.administers else [])]
    await message.answer("\n\n".join(parts), reply_markup=presets.examples(v))


async def languages(message: Message, v: View) -> None:
    await message.answer(v.t("language-ask"), reply_markup=presets.languages())


async def choose_language(
    press: CallbackQuery, callback_data: Language, people: People, texts: Texts
) -> None:
    """Talk with this person in the language of the button from now on."""
    code = callback_data.code if callback_data.code in LANGUAGES else texts.default
    await people.choose_language(press.from_user.id, code)
    await show(press, Answer(texts.of(code)("language-chosen")))


async def not_text(message: Message, v: View) -> None:
    """A voice message or a picture: a short hint in private, silence in a group."""
    if message.chat.type == ChatType.PRIVATE:
        hint = answers.hint(v, "hint-media")
        await message.answer(hint.text, reply_markup=hint.keyboard)
