"""A page of the list: how the question was read, totals, then one item a call, grouped by day."""

from itertools import groupby

from bot.calls.model import Direction, Outcome, Summary
from bot.calls.page import Listed, Page
from bot.calls.query import Query
from bot.i18n import Html
from handlers.views import dates
from handlers.views.gender import gender
from handlers.views.query import describe
from handlers.views.view import View, shorten

MARKS = {Direction.INBOUND: "↘️", Direction.OUTBOUND: "↗️", Direction.INTERNAL: "↔️"}
# Red is for what the office owes an answer to; a vain call of our own is not that.
UNANSWERED = {Outcome.MISSED: "🔴", Outcome.MENU: "🟠", Outcome.VOICEMAIL: "🟠"}
CHAIN = " → "
CHAIN_SHOWN = 4
RUNG_SHOWN = 2
NOTE = 80  # characters of a note in a list


def text(v: View, query: Query, page: Page, notes: tuple[str, ...] = ()) -> Html:
    """The whole message, HTML; `notes` are lines about the reading, already HTML."""
    head = [Html(f"<b>{_plain(v, title(v, query, page))}</b>"), *notes]
    if not page.entries:
        return Html("\n".join([*head, "", v.t("empty-list")]))
    return Html("\n".join([*head, *_days(v, page)]))


def title(v: View, query: Query, page: Page) -> str:
    """The first line, plain: the reading, then the totals."""
    return f"{describe(v, query)} · {_totals(v, query, page)}"


def mark(call: Summary) -> str:
    """The sign of a call in a list: its direction, or a light where somebody waits."""
    return UNANSWERED.get(call.outcome) or MARKS[call.direction]


def parties(v: View, call: Summary) -> tuple[str, str]:
    """Who rang whom, plain: names where known, a chain of transfers with arrows."""
    if call.direction is Direction.INBOUND:
        return v.name(call.who, call.who_name), _reached(v, call)
    return v.name(call.who), _dialled(v, call)


def _reached(v: View, call: Summary) -> str:
    if call.answered_by:
        return _chain(v, call.answered_by)
    if call.queue:
        return v.name(call.queue)
    if call.rung and len(call.rung) <= RUNG_SHOWN:
        return ", ".join(v.name(number) for number in call.rung)
    return v.line(call.called)


def _dialled(v: View, call: Summary) -> str:
    """Whom the office dialled, and who took part after that."""
    others = [number for number in call.answered_by if number not in (call.called, call.who)]
    return _chain(v, (call.called, *others))


def _chain(v: View, numbers: tuple[str, ...]) -> str:
    """Who talked one after another; of many the first ones and the last."""
    names = [v.name(number) for number in numbers]
    if len(names) > CHAIN_SHOWN:
        names = [*names[: CHAIN_SHOWN - 1], "…", names[-1]]
    return CHAIN.join(names)


def _plain(v: View, line: str) -> Html:
    return v.t("line", text=line)


def _totals(v: View, query: Query, page: Page) -> str:
    if not page.total:
        return v.t.label("total-none")
    words = [v.t.label("total", total=page.total, shown=count(page.total))]
    if page.missed and query.outcome is not Outcome.MISSED:
        words.append(v.t.label("total-missed", total=page.missed, shown=count(page.missed)))
    return ", ".join(words)


def count(number: int) -> str:
    """Thousands apart by a narrow no-break space, as both languages may write them."""
    return f"{number:,}".replace(",", "\u202f")


def _days(v: View, page: Page) -> list[str]:
    lines: list[str] = []
    numbered = enumerate(page.entries, start=1)
    for _, group in groupby(numbered, key=lambda item: v.local(item[1].call.started).date()):
        of_day = list(group)
        heading = dates.day(v, of_day[0][1].call.started)
        lines += ["", f"<b>{_plain(v, heading)}</b>"]
        lines += [_item(v, number, entry) for number, entry in of_day]
    return lines


def _item(v: View, number: int, entry: Listed) -> str:
    call = entry.call
    who, whom = parties(v, call)
    first = v.t(
        "item",
        mark=mark(call),
        number=str(number),
        time=dates.clock(v, call.started),
        who=who,
        whom=whom,
    )
    result = v.t("item-result", text=" · ".join(results(v, entry)))
    noted = [v.t("item-result", text=line) for line in remarks(v, entry)]
    return "\n".join([first, result, *noted])


def remarks(v: View, entry: Listed) -> list[Html]:
    """What was noted about the client, in one line."""
    note = entry.note
    return [v.t("alert-note", name=note.name, text=shorten(note.text, NOTE))] if note else []


def results(v: View, entry: Listed) -> list[str]:
    """What became of the call, plain, most telling first."""
    call = entry.call
    if call.outcome is Outcome.ANSWERED:
        recorded = ["▶"] if call.recorded else []
        return [" ".join([v.t.label("talked", span=dates.span(call.talk)), *recorded])]
    words = [v.t.label(result_key(call))]
    if call.wait >= 1:
        waited = "waited" if call.direction is Direction.INBOUND else "rang-for"
        words.append(v.t.label(waited, span=dates.span(call.wait)))
    return words + _aftermath(v, entry)


def result_key(call: Summary) -> str:
    if call.outcome is Outcome.NO_ANSWER and call.direction is Direction.INTERNAL:
        return "result-internal-no-answer"
    return f"result-{call.outcome.replace(' ', '-')}"


def _aftermath(v: View, entry: Listed) -> list[str]:
    """Whether somebody called back since: only a client's unanswered call has an aftermath."""
    if entry.call.outcome not in UNANSWERED:
        return []
    if entry.returned:
        return ["✅ " + _returned(v, entry)]
    missed = entry.call.outcome is Outcome.MISSED
    tried = [v.t.label("tries", count=entry.tries, shown=str(entry.tries))] if entry.tries else []
    return [*([v.t.label("not-returned")] if missed else []), *tried]


def _returned(v: View, entry: Listed) -> str:
    back = entry.returned
    if back is None:
        raise ValueError("the call was not returned")
    when = dates.moment(v, back.at, beside=entry.call.started)
    if back.direction is Direction.INBOUND:
        return v.t.label("returned-inbound", when=when)
    if not back.by:
        return v.t.label("returned-outbound-nobody", when=when)
    name = v.name(back.by)
    return v.t.label("returned-outbound", name=name, gender=gender(name), when=when)
