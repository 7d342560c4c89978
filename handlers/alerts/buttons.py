"""Taps under an alert, a board or one client of it: take, give back, close, look, remember."""

from dataclasses import dataclass

from aiogram.types import CallbackQuery

from bot.access import Person
from bot.alerts.plan import Moment
from bot.calls.case import Case, Deed, DeedKind
from bot.calls.query import NumberTerm, Query
from bot.desk import Desk, Known
from bot.errors import BotError
from bot.groups import Group
from db.calls import Calls
from db.chats import Chats
from handlers import answers
from handlers.alerts import keyboards
from handlers.alerts.announcer import Announcer
from handlers.alerts.callbacks import About, Do
from handlers.answers import Answer
from handlers.edits import pressed, show
from handlers.middleware import Spinner
from handlers.views import alert
from handlers.views.view import View
from handlers.whisper import for_one, whisper


@dataclass(frozen=True, slots=True)
class Matter:
    """The client of a button, as the chat in which it was tapped sees him."""

    at: Moment
    known: Known

    @property
    def case(self) -> Case:
        """The case that is open; raises `alert-over`."""
        if self.known.waiting is None:
            raise BotError("alert-over")
        return self.known.waiting

    def shown(self, v: View) -> Answer:
        """The client's alert, for one who looks at it alone."""
        latest = self.known.cases[-1] if self.known.cases else None
        text = alert.text(v, self.at, self.known, latest)
        return Answer(text, keyboards.client(v, self.at, self.known, latest))


async def matter(chat_id: int, client: str, desk: Desk, chats: Chats) -> Matter:
    """What is so of a client now, in this chat."""
    group = await chats.get(chat_id) or Group(id=chat_id)
    at = desk.moment(group)
    return Matter(at, (await desk.known(at, [client]))[client])


async def act(
    press: CallbackQuery,
    callback_data: About,
    announcer: Announcer,
    chats: Chats,
    v: View,
    spinner: Spinner,
) -> None:
    """«Беру», «Вернуть», «Готово»: a deed, and what it changes for everybody."""
    client, chat = callback_data.client, pressed(press).chat.id
    found = await matter(chat, client, announcer.desk, chats)
    case, phone = found.case, v.phone(client)
    held = case.holder(found.at.now, found.at.hold)
    if callback_data.do is Do.TAKE and held:
        said = v.t.label("alert-taken-already", name=held.name)
    else:
        kind, key = DEEDS[callback_data.do]
        await announcer.desk.deeds.add(_deed(press, found, kind))
        announcer.touch([client])
        said = v.t.label(key, number=phone)
    if for_one(press):
        await show(press, (await matter(chat, client, announcer.desk, chats)).shown(v))
    await spinner.stop(said)


async def look(
    press: CallbackQuery, callback_data: About, announcer: Announcer, chats: Chats, v: View
) -> None:
    """A client of a list, shown with his buttons."""
    chat = pressed(press).chat.id
    found = await matter(chat, callback_data.client, announcer.desk, chats)
    await whisper(press, found.shown(v))


async def past(
    press: CallbackQuery, callback_data: About, calls: Calls, v: View, person: Person
) -> None:
    """«История»: all calls with the client."""
    query = Query(numbers=(NumberTerm(callback_data.client),))
    shown = await answers.find(calls, query, person)
    await whisper(press, answers.listed(v, query, shown))


DEEDS = {
    Do.TAKE: (DeedKind.CLAIM, "alert-taken"),
    Do.GIVE_BACK: (DeedKind.RELEASE, "alert-given-back"),
    Do.DONE: (DeedKind.DONE, "alert-closed"),
}


def _deed(press: CallbackQuery, found: Matter, kind: DeedKind) -> Deed:
    return Deed(
        client=found.known.client,
        kind=kind,
        at=found.at.now,
        about=found.case.waits[-1].id,
        by=press.from_user.id,
        name=press.from_user.full_name,
    )
