"""What a group reads about a client who waits: an alert of his own, and his row in a list.

Only clocks and facts, nothing that grows old by itself: a message is edited when something
happened, and not to count minutes.
"""

from bot.alerts.plan import Moment
from bot.calls import followup
from bot.calls.case import Case, State
from bot.calls.model import Direction, Outcome, Summary
from bot.desk import Known
from bot.i18n import Html
from handlers.views import dates
from handlers.views.gender import gender
from handlers.views.view import View, shorten

MARKS = {State.OPEN: "🔴", State.TRIED: "🟡", State.DONE: "☑️", State.RETURNED: "🟢"}
WITHDRAWN = "⚪️"
TIMES_SHOWN = 6
NAMES_SHOWN = 5
NOTES_SHOWN = 2
NOTE_LENGTH = 200
NAME_LENGTH = 40
MINUTE, HOUR, DAY = 60, 3600, 86400


def text(v: View, at: Moment, known: Known, case: Case | None) -> Html:
    """The whole alert; without a case it is withdrawn."""
    if case is None:
        return _lines(_head(v, WITHDRAWN, known), v.t("alert-withdrawn"))
    head = _head(v, MARKS[case.state], known)
    if case.open:
        return _lines(head, *_open(v, known, case), *_people(v, at, case), *notes(v, known))
    return _lines(head, outcome(v, case), _what(v, case.last), *_repeated(v, case))


def row(v: View, at: Moment, known: Known, case: Case | None, number: int) -> Html:
    """One client among others, two lines."""
    mark = MARKS[case.state] if case else WITHDRAWN
    first = v.t("alert-row", number=str(number), mark=mark, who=who(v, known))
    facts = " · ".join(_facts(v, at, case)) if case else v.t.label("alert-withdrawn")
    return _lines(first, v.t("alert-row-facts", text=Html(facts)))


def who(v: View, known: Known) -> Html:
    """Number and name: the directory's, or what came with the call."""
    phone, name = v.phone(known.client), v.directory.name(known.client)
    if not name and known.cases:
        own = known.cases[-1].last.who_name
        name = shorten(own) if own.strip(" +") != known.client else ""
    if not name:
        return v.t("alert-who", phone=phone)
    return v.t("alert-who-named", phone=phone, name=shorten(name, NAME_LENGTH))


def outcome(v: View, case: Case) -> Html:
    """How a case was closed; a ▶ where the conversation can be heard."""
    back, done = case.returned, case.done
    if back is None:
        name, time = (done.name, dates.moment(v, done.at)) if done else ("", "")
        return v.t("alert-done", name=name, time=time)
    after = lasting(v, (back.call.started - case.first.started).total_seconds())
    by = followup.talker(back.call.direction, back.call.who, back.call.answered_by)
    himself = back.call.direction is Direction.INBOUND
    values = {"after": after, "talk": dates.span(back.call.talk)}
    heard = " ▶" if back.call.recorded else ""
    if not by:
        key = "alert-returned-himself" if himself else "alert-returned-nobody"
        return Html(v.t(key, **values) + heard)
    key = "alert-returned-himself-with" if himself else "alert-returned-by"
    name = v.name(by)
    return Html(v.t(key, name=name, gender=gender(v.directory.name(by)), **values) + heard)


def lasting(v: View, seconds: float) -> str:
    """A stretch of time in words: «40 с», «6 мин», «2 ч 5 мин», «3 дн.»."""
    seconds = max(round(seconds), 0)
    if seconds < MINUTE:
        return v.t.label("lasting-seconds", n=str(seconds))
    if seconds < HOUR:
        return v.t.label("lasting-minutes", n=str(seconds // MINUTE))
    if seconds < DAY:
        hours, rest = divmod(seconds, HOUR)
        return v.t.label("lasting-hours", n=str(hours), minutes=str(rest // MINUTE))
    return v.t.label("lasting-days", n=str(seconds // DAY))


def notes(v: View, known: Known) -> list[Html]:
    """The latest notes about the client."""
    return [
        v.t("alert-note", name=note.name, text=shorten(note.text, NOTE_LENGTH))
        for note in known.notes[-NOTES_SHOWN:]
    ]


def repetition(v: View, case: Case) -> dict[str, str]:
    """Which call this is, and within how long."""
    span = (case.last.started - case.first.started).total_seconds()
    return {"number": str(len(case.waits)), "span": lasting(v, span)}


def _head(v: View, mark: str, known: Known) -> Html:
    return v.t("alert-head", mark=mark, who=who(v, known))


def _open(v: View, known: Known, case: Case) -> list[Html]:
    lines = [_what(v, case.last), *_rung(v, case.last), *_repeated(v, case), _habit(v, known)]
    return [*lines, *_tries(v, case)]


def _what(v: View, call: Summary) -> Html:
    key = {Outcome.VOICEMAIL: "alert-voicemail", Outcome.MENU: "alert-menu"}
    return v.t(
        key.get(call.outcome, "alert-missed"),
        time=dates.moment(v, call.started),
        line=v.name(call.called),
        wait=dates.span(call.wait),
    )


def _rung(v: View, call: Summary) -> list[Html]:
    """Who did not answer; of a queue in which no phone rang, the queue."""
    if call.rung:
        names = [v.name(number) for number in call.rung[:NAMES_SHOWN]]
        names += ["…"] if len(call.rung) > NAMES_SHOWN else []
        return [v.t("alert-rung", count=len(call.rung), names=", ".join(names))]
    return [v.t("alert-queue", queue=v.name(call.queue))] if call.queue else []


def _repeated(v: View, case: Case) -> list[Html]:
    lines = []
    if len(case.waits) > 1:
        shown = case.waits[-TIMES_SHOWN:]
        times = ", ".join(dates.clock(v, wait.call.started) for wait in shown)
        lines.append(v.t("alert-repeated", times=times, **repetition(v, case)))
    if case.shorts:
        lines.append(v.t("alert-shorts", count=case.shorts, shown=str(case.shorts)))
    return lines


def _habit(v: View, known: Known) -> Html:
    count, usual = known.habit.calls, known.habit.usual
    if count <= 1 and not usual:
        return v.t("alert-habit-first")
    words = [v.t.label("alert-habit", count=count, shown=str(count))]
    words += [v.t.label("alert-usual", name=v.name(usual))] if usual else []
    return v.t("line", text=" · ".join(words))


def _tries(v: View, case: Case) -> list[Html]:
    if not case.tries:
        return []
    times = [_try(v, tried.call) for tried in case.tries[-TIMES_SHOWN:]]
    *others, last = times
    joined = v.t.label("alert-joined", times=", ".join(others), last=last) if others else last
    return [v.t("alert-tried", times=joined)]


def _try(v: View, call: Summary) -> str:
    time = dates.clock(v, call.started)
    name = v.directory.name(call.who)
    return v.t.label("alert-tried-by", time=time, name=name) if name else time


def _people(v: View, at: Moment, case: Case) -> list[Html]:
    """Who has it, and to whom it was given."""
    lines = []
    if held := case.holder(at.now, at.hold):
        lines.append(v.t("alert-held", name=held.name, time=dates.moment(v, held.at)))
    if case.assigned:
        lines.append(v.t("alert-assigned", name=_assignee(v, case)))
    return lines


def _assignee(v: View, case: Case) -> str:
    given = case.assigned.text if case.assigned else ""
    return v.name(given)


def _facts(v: View, at: Moment, case: Case) -> list[str]:
    """Since when, how often, what was tried, who has it; or how it was closed."""
    if not case.open:
        return [outcome(v, case)]
    words = [v.t("alert-row-since", time=dates.moment(v, case.first.started))]
    if len(case.waits) > 1:
        count = len(case.waits)
        words.append(v.t("alert-row-times", count=count, shown=str(count)))
    if case.tries:
        tries = len(case.tries)
        words.append(v.t("alert-row-tried", count=tries, shown=str(tries)))
    if held := case.holder(at.now, at.hold):
        words.append(v.t("alert-row-held", name=shorten(held.name)))
    if case.assigned:
        words.append(v.t("alert-row-assigned", name=shorten(_assignee(v, case))))
    return list(words)


def _lines(*lines: Html) -> Html:
    return Html("\n".join(lines))
