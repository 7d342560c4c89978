"""Questions and lists: a text becomes a page of calls; pages, periods and cards are edits of it."""

from datetime import tzinfo

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from bot.access import Person
from bot.calls.query import Query
from bot.calls.reader import read
from bot.calls.reading import Office
from bot.desk import Desk
from bot.errors import BotError
from db.answers import Answers
from db.calls import Calls
from db.chats import Chats
from handlers import answers
from handlers.alerts import waiting
from handlers.answers import Answer
from handlers.callbacks import Card, Example, Periods, Place, Question, call_id
from handlers.edits import pressed, rebutton, replace, show
from handlers.keyboards import presets
from handlers.views.view import View
from handlers.whisper import for_one, whisper


async def by_text(
    message: Message,
    question: str,
    office: Office,
    calls: Calls,
    v: View,
    person: Person,
    answered: Answers,
    desk: Desk,
    chats: Chats,
) -> None:
    """Answer a question; an edited one gets its answer edited."""
    reading = read(question, office)
    if reading.kind == "noise" and message.chat.type != ChatType.PRIVATE:
        return
    if waiting.asks(reading):
        answer = await waiting.answer(message.chat.id, desk, chats, v)
    else:
        answer = await answers.answer(reading, calls, v, person)
    if message.edit_date and await _edited(message, answer, answered):
        return
    sent = await message.answer(answer.text, reply_markup=answer.keyboard)
    await answered.remember(message.chat.id, message.message_id, sent.message_id)


async def by_example(
    press: CallbackQuery,
    callback_data: Example,
    office: Office,
    calls: Calls,
    v: View,
    person: Person,
) -> None:
    reading = read(v.t.label(f"example-{callback_data.number}"), office)
    answer = await answers.answer(reading, calls, v, person)
    await pressed(press).answer(answer.text, reply_markup=answer.keyboard)


async def by_page(
    press: CallbackQuery, callback_data: Question, calls: Calls, v: View, person: Person
) -> None:
    query, place = _query(callback_data.query, v.zone), Place.of(callback_data)
    shown = await answers.find(calls, query, person, place.page_at())
    await show(press, answers.listed(v, query, shown, place))


async def by_period(press: CallbackQuery, callback_data: Periods, v: View) -> None:
    await rebutton(press, presets.periods(v, _query(callback_data.query, v.zone)))


async def by_card(
    press: CallbackQuery, callback_data: Card, calls: Calls, v: View, person: Person
) -> None:
    """One call; in a group only who tapped sees it."""
    entry = await answers.seen(calls, call_id(callback_data), person)
    tell = show if for_one(press) else whisper
    await tell(press, answers.opened(v, entry, callback_data))


async def _edited(question: Message, answer: Answer, answered: Answers) -> bool:
    """Edit the answer of an edited question; False where there is none to edit."""
    earlier = await answered.to(question.chat.id, question.message_id)
    if earlier is None or question.bot is None:
        return False
    return await replace(question.bot, question.chat.id, earlier, answer)


def _query(packed: str, zone: tzinfo) -> Query:
    """The question a button carries; one that an older version made may not be readable."""
    try:
        return Query.unpack(packed, zone)
    except ValueError:
        raise BotError("list-outdated") from None


async def nothing(_press: CallbackQuery) -> None:
    """A button that only shows something."""


async def outdated(_press: CallbackQuery) -> None:
    """A button that no handler knows: an older version made it, or a changed client."""
    raise BotError("list-outdated")
