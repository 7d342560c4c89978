"""From joined items to one question and the word for its kind."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.calls import period
from bot.calls.grammar.items import Item
from bot.calls.model import Direction, Outcome
from bot.calls.period import DAY, DAY_MINUTES, MINUTE, Span
from bot.calls.query import NumberTerm, Period, Query
from bot.calls.reading import Note, Office

_PAIR = 2
Hours = tuple[int, int]  # minutes of the day


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its kind, and what there is to say about how its time was understood."""

    kind: str
    query: Query
    notes: tuple[Note, ...] = ()


def question(items: list[Item], office: Office) -> Question | None:
    """What the items ask, or nothing where they ask nothing."""
    terms = _terms(items)
    fields = _fields(items, pair=len(terms) == _PAIR)
    span, hours, notes = _span(items, office)
    filtered = any(each.code == "f" for each in items)
    if not (terms or span or filtered or any(each.code in "qe" for each in items)):
        return None
    names = [each.name for each in items if each.term and each.name]
    kind = _kind(len(terms), named=bool(names), filtered=filtered, timed=span is not None)
    if not terms and span is None and not any(each.code == "e" for each in items):
        span = period.days(office.now.date())
    name = names[0] if "name" in kind else None
    query = Query(numbers=terms, period=_zoned(span, office), hours=hours, name=name, **fields)
    return Question(kind, query, notes)


def _kind(numbers: int, *, named: bool, filtered: bool, timed: bool) -> str:
    subject = ("", "name" if named else "number", "pair")[min(numbers, _PAIR)]
    said = ["filter" if filtered else "", subject, "period" if timed else ""]
    return "+".join(filter(None, said)) or "period"


def _terms(items: list[Item]) -> tuple[NumberTerm, ...]:
    """The numbers asked about, each once; one that stands alone on the side it was said to be."""
    terms: dict[str, NumberTerm] = {}
    for each in items:
        if each.term:
            terms.setdefault(each.term.number, each.term)
    return tuple(terms.values())


def _fields(items: list[Item], *, pair: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for each in items:
        fields |= {key: value for key, value in each.fields.items() if key != "role"}
    outbound = fields.get("direction") in {Direction.OUTBOUND, Direction.INTERNAL}
    if fields.get("outcome") == Outcome.MISSED and outbound:
        fields["outcome"] = Outcome.NO_ANSWER
    if pair or "shorter_than" in fields:  # who did not talk did not talk for a short while
        fields.setdefault("outcome", Outcome.ANSWERED)
    return fields


def _span(items: list[Item], office: Office) -> tuple[Span | None, Hours | None, tuple[Note, ...]]:
    """The time asked about; hours of a day are a part of it, those of several are of each."""
    spans = [each.span for each in items if each.span]
    hours = next((each.hours for each in items if each.code == "r"), None)
    now = office.wall
    span = spans[0] if spans else None
    for other in spans[1:]:
        span = period.join(span, other) if span else other
    while span and span.start > now:  # each had begun, and together they would not have
        span = period.shifted(replace(span, cycle="year"), -1)
    if hours is None:
        return span, None, ()
    if span and span.end - span.start > DAY:
        return span, _daily(hours), ()
    return _at_hours(span or period.days(now.date()), hours, now)


def _daily(hours: Hours) -> Hours | None:
    """Hours of every day; those of all day are none. «с 22 до 6» ends in the morning."""
    first, last = hours
    if last - first >= DAY_MINUTES:
        return None
    return first % DAY_MINUTES, last if last <= DAY_MINUTES else last % DAY_MINUTES


def _at_hours(span: Span, hours: Hours, now: datetime) -> tuple[Span, None, tuple[Note, ...]]:
    """Those hours of the span's days; of the day before where they are still to come."""
    last = period.midnight((span.end - MINUTE).date())
    first = period.midnight(span.start.date())
    narrowed = replace(span, start=first + hours[0] * MINUTE, end=last + hours[1] * MINUTE)
    if narrowed.start <= now:
        return narrowed, None, ()
    earlier = replace(narrowed, start=narrowed.start - DAY, end=narrowed.end - DAY)
    return earlier, None, (Note("future-time-day-before", {"date": f"{earlier.start:%d.%m.%Y}"}),)


def _zoned(span: Span | None, office: Office) -> Period | None:
    if span is None:
        return None
    zone = office.now.tzinfo
    return Period(span.start.replace(tzinfo=zone), span.end.replace(tzinfo=zone))
