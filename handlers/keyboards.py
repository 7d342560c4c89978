"""Page, call, question → inline keyboard; what a press means is `callbacks`' business."""

from dataclasses import replace
from datetime import datetime, timedelta

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.calls import base62
from bot.calls.model import Call, Outcome
from bot.calls.page import Entry, Page
from bot.calls.query import NumberTerm, Period, Query
from bot.calls.reading import Choice
from handlers.callbacks import (
    WHOLE,
    Card,
    Example,
    Language,
    Listen,
    Nothing,
    Periods,
    Place,
    Question,
)
from handlers.views import dates
from handlers.views.query import describe
from handlers.views.view import View, shorten

Row = list[InlineKeyboardButton]
WEEK, MONTH = 7, 30
EXAMPLES = (1, 2, 3, 4)
ONE_ROW = 4  # buttons side by side that a thumb still tells apart
LABEL = 60  # characters: more does not fit a phone's width


def page(
    v: View, query: Query, shown: Page, place: Place, others: tuple[Choice, ...] = ()
) -> InlineKeyboardMarkup:
    """Under a list: cards, recordings, pages, filters, the period, other readings."""
    rows = [
        *_calls(query, shown, place),
        _pager(v, query, shown),
        *(_filters(v, query) if shown.total > 1 or filtered(query) else []),
        [_period_button(v, query)],
        *_choices(v, others),
    ]
    return _markup(rows)


def periods(v: View, query: Query) -> InlineKeyboardMarkup:
    """The presets of a question's period."""
    today = v.now.replace(hour=0, minute=0, second=0, microsecond=0)
    presets = {
        "period-button-today": _days(today, 1, 0),
        "period-button-yesterday": _days(today, 1, 1),
        "period-button-week": _days(today, WEEK, 0),
        "period-button-month": _days(today, MONTH, 0),
        "period-button-all": None,
    }
    buttons = [
        _question(_chosen(v, v.t.label(key), query.period == period), replace(query, period=period))
        for key, period in presets.items()
    ]
    back = _question(v.t.label("button-back"), query)
    return _markup([buttons[:2], buttons[2:4], [buttons[4], back]])


def filtered(query: Query) -> bool:
    """Whether one of the filter buttons is on."""
    return query.outcome is not None or query.recorded is not None or query.returned is not None


def choices(v: View, found: tuple[Choice, ...]) -> InlineKeyboardMarkup:
    """Other readings of a question, one a row."""
    return _markup(_choices(v, found))


def waiting(v: View, period: Period) -> InlineKeyboardMarkup:
    """Under the figures of a period: the clients of it who still wait."""
    return _markup(
        [[_question(v.t.label("button-not-returned"), Query(period=period, returned=False))]]
    )


def languages() -> InlineKeyboardMarkup:
    """Each language by its own name, which needs no translation."""
    names = {"ru": "Русский", "en": "English"}
    return _markup(
        [
            [
                InlineKeyboardButton(text=name, callback_data=Language(code=code).pack())
                for code, name in names.items()
            ]
        ]
    )


def examples(v: View) -> InlineKeyboardMarkup:
    """Questions to tap, for who does not know what to type."""
    return _markup([[_example(v, number)] for number in EXAMPLES])


def card(v: View, entry: Entry, back: Card) -> InlineKeyboardMarkup:
    """Under a call: its recordings, copies, the number's history, the way back."""
    call = entry.call
    other = call.client or call.who
    copies = [_copy(v.t.label("button-copy-number", number=v.phone(other)), other)] if other else []
    copies.append(_copy(v.t.label("button-copy-linkedid"), call.linkedid))
    history = Query(numbers=(NumberTerm(other),))
    return _markup(
        [
            *_recordings(v, entry),
            copies,
            [_question(v.t.label("button-history", number=v.phone(other)), history)]
            if other
            else [],
            [_back(v, back)] if back.query else [],
        ]
    )


def _markup(rows: list[Row]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def _choices(v: View, found: tuple[Choice, ...]) -> list[Row]:
    return [[_question(shorten(describe(v, c.query), LABEL), c.query)] for c in found]


def _calls(query: Query, shown: Page, place: Place) -> list[Row]:
    """Each call's card and recording: in two rows, or in one where all of them fit."""
    numbered = list(enumerate(shown.entries, 1))
    cards = [_open(number, entry, query, place) for number, entry in numbered]
    sounds = [_hear(number, entry) for number, entry in numbered if entry.call.recordings]
    return [cards + sounds] if len(cards + sounds) <= ONE_ROW else [cards, sounds]


def _open(number: int, entry: Entry, query: Query, place: Place) -> InlineKeyboardButton:
    missed = entry.call.outcome is Outcome.MISSED and not entry.returned
    return InlineKeyboardButton(
        text=str(number),
        callback_data=place.card(entry.id, query).pack(),
        style="danger" if missed else None,
    )


def _hear(number: int, entry: Entry) -> InlineKeyboardButton:
    part = "0" if len(entry.call.recordings) == 1 else WHOLE
    data = Listen(call=base62.encode(entry.id), part=part).pack()
    return InlineKeyboardButton(text=f"▶ {number}", callback_data=data, style="primary")


def _pager(v: View, query: Query, shown: Page) -> Row:
    if shown.pages < 2 or not shown.entries:  # noqa: PLR2004 - one page needs no pager
        return []
    newer, older = shown.number > 1, shown.number < shown.pages
    label = v.t.label("page-of", number=str(shown.number), pages=str(shown.pages))
    return [
        _turn("«", query, Place()) if newer else _still("·"),
        _turn("‹", query, Place.newer(shown)) if newer else _still("·"),
        _still(label),
        _turn("›", query, Place.older(shown)) if older else _still("·"),
        _turn("»", query, Place.last(shown)) if older else _still("·"),
    ]


def _turn(label: str, query: Query, place: Place) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=place.question(query).pack())


def _still(label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=Nothing().pack())


def _filters(v: View, query: Query) -> list[Row]:
    plain = replace(query, outcome=None, recorded=None, returned=None)
    kinds = {
        "button-all": plain,
        "button-missed": replace(plain, outcome=Outcome.MISSED),
        "button-answered": replace(plain, outcome=Outcome.ANSWERED),
        "button-recorded": replace(plain, recorded=True),
    }
    row = [
        _question(_chosen(v, v.t.label(key), kind == query), kind) for key, kind in kinds.items()
    ]
    return [row[:2], row[2:]]


def _period_button(v: View, query: Query) -> InlineKeyboardButton:
    shown = dates.period(v, query.period) if query.period else v.t.label("period-all")
    data = Periods(query=query.pack()).pack()
    return InlineKeyboardButton(text=v.t.label("button-period", period=shown), callback_data=data)


def _chosen(v: View, label: str, chosen: bool) -> str:
    return v.t.label("button-chosen", label=label) if chosen else label


def _question(label: str, query: Query) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=Question(query=query.pack()).pack())


def _example(v: View, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=v.t.label(f"example-{number}"), callback_data=Example(number=number).pack()
    )


def _days(today: datetime, days: int, ago: int) -> Period:
    end = today + timedelta(days=1 - ago)
    return Period(end - timedelta(days=days), end)


def _copy(label: str, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=text))


def _recordings(v: View, entry: Entry) -> list[Row]:
    call = entry.call
    if len(call.recordings) == 1:
        return [_listen_row(v, entry, "button-listen", "button-file", "0", call.recordings[0].talk)]
    rows = [
        _listen_row(v, entry, "button-listen-part", "button-file-part", str(part), recording.talk)
        for part, recording in enumerate(call.recordings)
    ]
    whole = sum(recording.talk for recording in call.recordings)
    return (
        [*rows, _listen_row(v, entry, "button-listen-all", "button-file", WHOLE, whole)]
        if rows
        else []
    )


def _listen_row(v: View, entry: Entry, listen: str, file: str, part: str, talk: float) -> Row:
    names = _part_names(v, entry.call, part)
    play = v.t.label(listen, span=dates.span(talk), **names)
    save = v.t.label(file, **names)
    return [
        InlineKeyboardButton(
            text=play,
            callback_data=Listen(call=base62.encode(entry.id), part=part).pack(),
            style="primary",
        ),
        InlineKeyboardButton(
            text=save,
            callback_data=Listen(call=base62.encode(entry.id), part=part, file=True).pack(),
        ),
    ]


def _part_names(v: View, call: Call, part: str) -> dict[str, str]:
    if not part.isdigit():
        return {}
    whom = call.recordings[int(part)].whom
    return {"number": str(int(part) + 1), "whom": shorten(v.name(whom), 20)}


def _back(v: View, back: Card) -> InlineKeyboardButton:
    data = Question(query=back.query, number=back.number, at=back.at).pack()
    return InlineKeyboardButton(text=v.t.label("button-to-list"), callback_data=data)
