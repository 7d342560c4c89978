"""A reading becomes an answer: the same one in the chat, in a group and in a shell."""

from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardMarkup

from bot.access import Person, may_see
from bot.calls.page import Edge, Opened, Page, PageAt
from bot.calls.query import Query
from bot.calls.reading import Reading
from bot.errors import BotError
from bot.i18n import Html
from db.calls import Calls
from handlers.callbacks import Card, Place
from handlers.keyboards import cards, lists, presets
from handlers.views import card, page
from handlers.views.notes import lines, not_found
from handlers.views.view import View

SIZE = 6  # calls a page: what a phone shows with its buttons without scrolling twice


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say: HTML and the buttons under it."""

    text: Html
    keyboard: InlineKeyboardMarkup | None = None


async def answer(reading: Reading, calls: Calls, v: View, person: Person) -> Answer:
    """Answer one question, whatever kind it is."""
    if reading.kind in ("noise", "command"):
        return hint(v)
    if reading.query.linkedid:
        return await _by_linkedid(reading.query.linkedid, calls, v, person)
    if not reading.answerable:
        return Answer(Html("\n".join(lines(v, reading))), lists.choices(v, reading.choices))
    shown = await find(calls, reading.query, person)
    return listed(v, reading.query, shown, reading=reading)


async def find(calls: Calls, query: Query, person: Person, at: PageAt = Edge.FIRST) -> Page:
    """A page of what `person` may see."""
    found = await calls.find(query, size=SIZE, at=at)
    return replace(found, entries=tuple(e for e in found.entries if may_see(person, e.call)))


async def seen(calls: Calls, call: int, person: Person) -> Opened:
    """The call of a button, if it is still there and `person` may see it; else `call-gone`."""
    entry = await calls.get(call)
    if entry is None or not may_see(person, entry.call):
        raise BotError("call-gone")
    return entry


def listed(
    v: View, query: Query, shown: Page, place: Place | None = None, reading: Reading | None = None
) -> Answer:
    """A page of the list; a fresh question's notes and other readings come along."""
    notes = lines(v, reading) if reading else ()
    keyboard = lists.page(v, query, shown, place or Place(), reading.choices if reading else ())
    return Answer(page.text(v, query, shown, notes), keyboard)


def opened(v: View, entry: Opened, back: Card) -> Answer:
    return Answer(card.text(v, entry), cards.card(v, entry, back))


def hint(v: View, key: str = "hint") -> Answer:
    return Answer(v.t(key), presets.examples(v))


async def _by_linkedid(linkedid: str, calls: Calls, v: View, person: Person) -> Answer:
    entry = await calls.by_linkedid(linkedid)
    if entry is None or not may_see(person, entry.call):
        return Answer(not_found(v, linkedid, await calls.span()))
    return opened(v, entry, Card(call=""))
