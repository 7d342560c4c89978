"""Buttons under an alert, under a list of clients who wait, and under one of them shown alone."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.alerts.plan import Moment
from bot.calls.case import Case
from bot.desk import Known
from handlers.alerts.callbacks import About, Do
from handlers.buttons import Button, Style, button, copy, hear, markup
from handlers.views import dates
from handlers.views.board import SHOWN, Row
from handlers.views.view import View

ACROSS = 5  # number buttons a row


def client(v: View, at: Moment, known: Known, case: Case | None) -> InlineKeyboardMarkup:
    """Under one client: take and close while he waits, then hear how he was called back."""
    rows = [_deeds(v, at, case) if case and case.open else _talk(v, case), _facts(v, known.client)]
    return markup(rows)


def clients(rows: Sequence[Row]) -> InlineKeyboardMarkup:
    """Under a list: a number for each client who still waits."""
    numbered = [
        _about(str(number), Do.SHOW, known.client)
        for number, (known, case) in enumerate(rows[:SHOWN], 1)
        if case and case.open
    ]
    return markup([numbered[at : at + ACROSS] for at in range(0, len(numbered), ACROSS)])


def _deeds(v: View, at: Moment, case: Case) -> list[Button]:
    held = case.holder(at.now, at.hold)
    claim = (
        _about(v.t.label("button-give-back"), Do.GIVE_BACK, case.client)
        if held
        else _about(v.t.label("button-take"), Do.TAKE, case.client, style="primary")
    )
    return [claim, _about(v.t.label("button-done"), Do.DONE, case.client, style="success")]


def _talk(v: View, case: Case | None) -> list[Button]:
    back = case.returned if case else None
    if back is None or not back.call.recorded:
        return []
    label = v.t.label("button-hear", span=dates.span(back.call.talk))
    return [hear(label, back.id, back.call.recorded)]


def _facts(v: View, number: str) -> list[Button]:
    return [
        _about(v.t.label("button-past"), Do.PAST, number),
        copy(v.t.label("button-copy", number=v.phone(number)), number),
    ]


def _about(label: str, do: Do, number: str, style: Style | None = None) -> Button:
    return button(label, About(do=do, client=number).pack(), style)
