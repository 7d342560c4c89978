"""The buttons of a group's panel, page by page."""

from collections.abc import Callable, Iterable, Mapping

from aiogram.types import InlineKeyboardMarkup

from bot.groups import Group
from bot.i18n import LANGUAGES
from handlers.buttons import Button, Row, button, markup
from handlers.setup import times
from handlers.setup.callbacks import LONGEST_LINE, Page, Panel
from handlers.setup.changes import ADD, DROP, NONE
from handlers.setup.drawing import Drawing, in_rows
from handlers.views.view import shorten

LINES, PEOPLE = 12, 8
ESCALATIONS, CLAIMS = (5, 10, 15, 30, 60), (10, 20, 30, 60, 120)


def keyboard(drawing: Drawing) -> InlineKeyboardMarkup:
    """The page's buttons, the way back below them."""
    rows = PAGES[drawing.page](drawing)
    if drawing.page is not Page.HOME:
        rows.append([drawing.go(drawing.label("button-back"), _above(drawing.page))])
    return markup(rows)


def choose(groups: Iterable[Group]) -> InlineKeyboardMarkup:
    """One button a group: its panel."""
    return markup(
        [button(shorten(group.title, 40) or str(group.id), Panel(chat=group.id).pack())]
        for group in groups
    )


def _home(drawing: Drawing) -> list[Row]:
    group = drawing.group
    return [
        [_switch(drawing, "panel-button-on", "on", on=group.enabled)],
        [drawing.go(drawing.label("panel-button-lines"), Page.LINES)],
        [_switch(drawing, "panel-button-menu", "menu", on=group.menu)],
        [
            drawing.go(drawing.label("panel-button-hours"), Page.HOURS),
            drawing.go(
                drawing.label("panel-button-holidays"),
                Page.HOLIDAYS,
                times.month(drawing.v.now.date()),
            ),
        ],
        [
            drawing.go(drawing.label("panel-button-escalation"), Page.ESCALATION),
            drawing.go(drawing.label("panel-button-claim"), Page.CLAIM),
        ],
        [
            drawing.go(drawing.label("panel-button-morning"), Page.MORNING),
            drawing.go(drawing.label("panel-button-evening"), Page.EVENING),
        ],
        [_switch(drawing, "panel-button-silence", "quiet", on=group.silence)],
        [
            drawing.settle(name, "lang", code, chosen=code == drawing.v.t.language)
            for code, name in _languages()
        ],
    ]


def _lines(drawing: Drawing) -> list[Row]:
    group = drawing.group
    offered = [line for line in drawing.known.lines if line not in group.lines]
    rows = [
        [drawing.settle(drawing.v.name(line), "line", f"{DROP}{line}", chosen=True)]
        for line in group.lines
    ]
    rows += [
        [drawing.settle(drawing.v.name(line), "line", f"{ADD}{line}")]
        for line in offered[:LINES]
        if len(line) <= LONGEST_LINE
    ]
    everything = drawing.label("panel-lines-all")
    return [[drawing.settle(everything, "lines", NONE, chosen=not group.lines)], *rows]


def _escalation(drawing: Drawing) -> list[Row]:
    settled = drawing.group.escalation
    minutes = [
        drawing.settle(_minutes(drawing, n), "esc", str(n), chosen=n == settled)
        for n in ESCALATIONS
    ]
    never = drawing.settle(drawing.label("panel-never"), "esc", NONE, chosen=settled is None)
    duty = drawing.group.duty
    people = [
        drawing.settle(
            person.name, "duty", str(person.id), chosen=bool(duty and duty.id == person.id)
        )
        for person in drawing.known.people[:PEOPLE]
    ]
    everyone = drawing.settle(
        drawing.label("panel-duty-admins"), "nobody", NONE, chosen=duty is None
    )
    return [*in_rows([*minutes, never], 3), [everyone], *in_rows(people, 2)]


def _claim(drawing: Drawing) -> list[Row]:
    settled = drawing.group.claim
    return in_rows(
        [
            drawing.settle(_minutes(drawing, n), "claim", str(n), chosen=n == settled)
            for n in CLAIMS
        ],
        3,
    )


def _switch(drawing: Drawing, key: str, do: str, *, on: bool) -> Button:
    return drawing.settle(drawing.label(key, state="on" if on else "off"), do, "0" if on else "1")


def _minutes(drawing: Drawing, minutes: int) -> str:
    return drawing.label("panel-minutes", minutes=str(minutes))


def _above(page: Page) -> Page:
    return Page.HOURS if page is Page.DAY else Page.HOME


def _languages() -> list[tuple[str, str]]:
    names = {"ru": "Русский", "en": "English"}
    return [(code, names[code]) for code in LANGUAGES]


PAGES: Mapping[Page, Callable[[Drawing], list[Row]]] = {
    Page.HOME: _home,
    Page.LINES: _lines,
    Page.HOURS: times.hours,
    Page.DAY: times.weekday,
    Page.HOLIDAYS: times.holidays,
    Page.ESCALATION: _escalation,
    Page.CLAIM: _claim,
    Page.MORNING: times.morning,
    Page.EVENING: times.evening,
}
