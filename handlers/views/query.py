"""How a question was understood, in the words of the answer's first line."""

from bot.calls.query import Match, NumberTerm, Query, Role
from handlers.views import dates
from handlers.views.view import View

PAIR = 2


def describe(v: View, query: Query) -> str:
    """A plain line such as «☎ +7 925 528-37-44 · 1–15 марта 2026 · пропущенные»."""
    if query.linkedid:
        return v.t.label("reading-linkedid", linkedid=query.linkedid)
    return " · ".join([*_subject(v, query), *_period(v, query), *filters(v, query)])


def filters(v: View, query: Query) -> list[str]:
    """The words of what narrows the list besides numbers and dates."""
    found = [
        query.direction and f"filter-{query.direction}",
        # Two numbers mean their talks; saying so each time would only be noise.
        query.outcome and f"filter-{query.outcome.replace(' ', '-')}",
        _flag(query.returned, "filter-returned", "filter-not-returned"),
        _flag(query.recorded, "filter-recorded", "filter-not-recorded"),
    ]
    words = [v.t.label(key) for key in found if key]
    if query.longer_than is not None:
        words.append(v.t.label("filter-longer", span=dates.span(query.longer_than)))
    if query.shorter_than is not None:
        words.append(v.t.label("filter-shorter", span=dates.span(query.shorter_than)))
    return words


def _flag(value: bool | None, yes: str, no: str) -> str | None:
    return None if value is None else yes if value else no


def _subject(v: View, query: Query) -> list[str]:
    if len(query.numbers) == PAIR:
        one, two = sorted(query.numbers, key=lambda term: term.role is Role.CALLED)
        directed = Role.ANY not in (one.role, two.role)
        key = "reading-directed" if directed else "reading-pair"
        return [v.t.label(key, one=_short(v, one), two=_short(v, two))]
    return [_one(v, term) for term in query.numbers]


def _one(v: View, term: NumberTerm) -> str:
    if term.match is not Match.EXACT:
        return v.t.label(f"reading-{term.match}", number=term.number)
    if term.role is not Role.ANY:
        return v.t.label(f"reading-{term.role}", number=_short(v, term))
    name = v.directory.name(term.number)
    if name:
        return v.t.label("reading-named", name=name, number=v.phone(term.number))
    return v.t.label("reading-number", number=v.phone(term.number))


def _short(v: View, term: NumberTerm) -> str:
    return v.name(term.number) if term.match is Match.EXACT else f"…{term.number}"


def _period(v: View, query: Query) -> list[str]:
    if query.period:
        shown = dates.period(v, query.period)
        said = [shown if query.numbers else v.t.label("reading-period", period=shown)]
        return (
            [*said, v.t.label("hours-daily", hours=dates.hours(query.hours))]
            if query.hours
            else said
        )
    return [v.t.label("period-all" if query.numbers else "reading-all")]
