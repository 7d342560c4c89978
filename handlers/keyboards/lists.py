"""Under a list of calls: their cards and recordings, pages, filters, period, other readings."""

from dataclasses import replace

from aiogram.types import InlineKeyboardMarkup

from bot.calls import base62
from bot.calls.model import Outcome
from bot.calls.page import Listed, Page
from bot.calls.query import Period, Query
from bot.calls.reading import Choice
from handlers.buttons import Button, Row, button, chosen, hear, markup, question
from handlers.callbacks import Nothing, Periods, Place, pack
from handlers.views import dates
from handlers.views.query import describe
from handlers.views.view import View, shorten

ONE_ROW = 4  # buttons side by side that a thumb still tells apart
LABEL = 60  # characters: more does not fit a phone's width


def page(
    v: View, query: Query, shown: Page, place: Place, others: tuple[Choice, ...] = ()
) -> InlineKeyboardMarkup:
    """Under a list: cards, recordings, pages, filters, the period, other readings."""
    packed = query.pack()
    rows = [
        *_calls(packed, shown, place),
        _pager(v, packed, shown),
        *(_filters(v, query) if shown.total > 1 or filtered(query) else []),
        [_period_button(v, query.period, packed)],
        *_choices(v, others),
    ]
    return markup(rows)


def filtered(query: Query) -> bool:
    """Whether one of the filter buttons is on."""
    return query.outcome is not None or query.recorded is not None or query.returned is not None


def choices(v: View, found: tuple[Choice, ...]) -> InlineKeyboardMarkup:
    """Other readings of a question, one a row."""
    return markup(_choices(v, found))


def waiting(v: View, period: Period) -> InlineKeyboardMarkup:
    """Under the figures of a period: the clients of it who still wait."""
    return markup(
        [[question(v.t.label("button-not-returned"), Query(period=period, returned=False))]]
    )


def _choices(v: View, found: tuple[Choice, ...]) -> list[Row]:
    return [[question(shorten(describe(v, c.query), LABEL), c.query)] for c in found]


def _calls(packed: str, shown: Page, place: Place) -> list[Row]:
    """Each call's card and recording: in two rows, or in one where all of them fit."""
    cards, sounds = Row(), Row()
    for number, entry in enumerate(shown.entries, 1):
        cards.append(_open(number, entry, place.card(base62.encode(entry.id), packed)))
        if entry.call.recorded:
            sounds.append(hear(f"▶ {number}", entry.id, entry.call.recorded))
    return [cards + sounds] if len(cards + sounds) <= ONE_ROW else [cards, sounds]


def _open(number: int, entry: Listed, data: str) -> Button:
    missed = entry.call.outcome is Outcome.MISSED and not entry.returned
    return button(str(number), data, "danger" if missed else None)


def _pager(v: View, packed: str, shown: Page) -> Row:
    if shown.pages < 2 or not shown.entries:  # noqa: PLR2004 - one page needs no pager
        return []
    newer, older = shown.number > 1, shown.number < shown.pages
    label = v.t.label("page-of", number=str(shown.number), pages=str(shown.pages))
    return [
        _turn("«", packed, Place()) if newer else _still("·"),
        _turn("‹", packed, Place.newer(shown)) if newer else _still("·"),
        _still(label),
        _turn("›", packed, Place.older(shown)) if older else _still("·"),
        _turn("»", packed, Place.last(shown)) if older else _still("·"),
    ]


def _turn(label: str, packed: str, place: Place) -> Button:
    return button(label, place.question(packed))


def _still(label: str) -> Button:
    return button(label, pack(Nothing))


def _filters(v: View, query: Query) -> list[Row]:
    plain = replace(query, outcome=None, recorded=None, returned=None)
    kinds = {
        "button-all": plain,
        "button-missed": replace(plain, outcome=Outcome.MISSED),
        "button-answered": replace(plain, outcome=Outcome.ANSWERED),
        "button-recorded": replace(plain, recorded=True),
    }
    row = [question(chosen(v, v.t.label(key), kind == query), kind) for key, kind in kinds.items()]
    return [row[:2], row[2:]]


def _period_button(v: View, period: Period | None, packed: str) -> Button:
    shown = dates.period(v, period) if period else v.t.label("period-all")
    return button(v.t.label("button-period", period=shown), pack(Periods, packed))
