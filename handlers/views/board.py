"""Lists of clients who wait: the pinned board, a storm's list, the morning's, the reminders."""

from collections.abc import Sequence

from bot.alerts.plan import Moment, Tell
from bot.calls.case import Case
from bot.desk import Known
from bot.i18n import Html
from handlers.views import alert
from handlers.views.view import View

SHOWN = 20  # two lines each: a message holds 4096 characters and 100 entities

Row = tuple[Known, Case | None]
TITLES = {Tell.MORNING: "alerts-morning"}


def text(v: View, at: Moment, waiting: Sequence[Known]) -> Html:
    """The board: who waits, most urgent first; a pleasure when nobody does."""
    if not waiting:
        return v.t("board-empty")
    title = v.t("board-title", shown=str(len(waiting)))
    rows = [(known, known.waiting) for known in waiting[:SHOWN]]
    more = [v.t("board-more", shown=str(len(waiting) - SHOWN))] if len(waiting) > SHOWN else []
    return _lines(title, *_rows(v, at, rows), *more)


def listed(v: View, at: Moment, rows: Sequence[Row], *, morning: bool) -> Html:
    """Several alerts as one message; each row goes on changing."""
    waiting = any(case and case.open for _, case in rows)
    key = "alerts-list" if waiting else "alerts-list-over"
    key = "alerts-morning" if waiting and morning else key
    return _lines(v.t(key, shown=str(len(rows))), *_rows(v, at, rows))


def again(v: View, at: Moment, rows: Sequence[Row]) -> Html:
    """They called again."""
    known, case = rows[0]
    if len(rows) == 1 and case:
        return v.t("alert-again", who=alert.who(v, known), **alert.repetition(v, case))
    return _lines(v.t("alerts-again"), *_rows(v, at, rows))


def escalation(v: View, at: Moment, rows: Sequence[Row], calls: Html) -> Html:
    """They wait too long; `calls` names those who are to see to it."""
    known, case = rows[0]
    if len(rows) == 1 and case:
        waited = (at.now - case.first.started).total_seconds()
        span = alert.lasting(v, waited)
        return v.t("alert-escalate", who=alert.who(v, known), span=span, calls=calls)
    return _lines(v.t("alerts-escalate", calls=calls), *_rows(v, at, rows))


def mentions(v: View, people: Sequence[tuple[int, str]]) -> Html:
    """Names that make a sound for whom they name."""
    unnamed = v.t.label("mention-administrator")
    named = [v.t("mention", id=str(id_), name=name or unnamed) for id_, name in people]
    return Html(", ".join(named))


def _rows(v: View, at: Moment, rows: Sequence[Row]) -> list[Html]:
    return [alert.row(v, at, known, case, n) for n, (known, case) in enumerate(rows, 1)]


def _lines(*lines: Html) -> Html:
    return Html("\n".join(lines))
