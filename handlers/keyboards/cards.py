"""Under the card of a call: its recordings, what can be copied, the ways on and back."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.calls import base62
from bot.calls.model import Call
from bot.calls.page import Opened
from bot.calls.query import NumberTerm, Query
from handlers.buttons import Row, copy, markup, question
from handlers.callbacks import WHOLE, Card, Listen, Question
from handlers.views import dates
from handlers.views.audio import listener
from handlers.views.view import View, shorten


def card(v: View, entry: Opened, back: Card) -> InlineKeyboardMarkup:
    """Under a call: its recordings, copies, the number's history, the way back."""
    call = entry.call
    other = call.client or call.who
    copies = [copy(v.t.label("button-copy-number", number=v.phone(other)), other)] if other else []
    copies.append(copy(v.t.label("button-copy-linkedid"), call.linkedid))
    history = Query(numbers=(NumberTerm(other),))
    return markup(
        [
            *_recordings(v, entry),
            copies,
            [question(v.t.label("button-history", number=v.phone(other)), history)]
            if other
            else [],
            [_back(v, back)] if back.query else [],
        ]
    )


def _recordings(v: View, entry: Opened) -> list[Row]:
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


def _listen_row(v: View, entry: Opened, listen: str, file: str, part: str, talk: float) -> Row:
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
    whom = listener(v, call.recordings[int(part)])
    return {"number": str(int(part) + 1), "whom": shorten(whom, 20)}


def _back(v: View, back: Card) -> InlineKeyboardButton:
    data = Question(query=back.query, number=back.number, at=back.at).pack()
    return InlineKeyboardButton(text=v.t.label("button-to-list"), callback_data=data)
