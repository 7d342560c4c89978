"""Under the card of a call: its recordings, what can be copied, the ways on and back."""

from aiogram.types import InlineKeyboardMarkup

from bot.calls.model import Call
from bot.calls.page import Opened
from bot.calls.query import NumberTerm, Query
from handlers.buttons import Button, Row, button, copy, markup, question
from handlers.callbacks import WHOLE, Card, Question, listen, pack
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


def _listen_row(v: View, entry: Opened, play: str, save: str, part: str, talk: float) -> Row:
    names = _part_names(v, entry.call, part)
    return [
        button(v.t.label(play, span=dates.span(talk), **names), listen(entry.id, part), "primary"),
        button(v.t.label(save, **names), listen(entry.id, part, file=True)),
    ]


def _part_names(v: View, call: Call, part: str) -> dict[str, str]:
    if not part.isdigit():
        return {}
    whom = listener(v, call.recordings[int(part)])
    return {"number": str(int(part) + 1), "whom": shorten(whom, 20)}


def _back(v: View, back: Card) -> Button:
    return button(v.t.label("button-to-list"), pack(Question, back.query, back.number, back.at))
