"""A reading as a plain document, for programs: `python -m bot ask --json` and checks."""

from typing import Any

from bot.calls import period
from bot.calls.period import BEGINNING
from bot.calls.query import NumberTerm, Period, Query
from bot.calls.reading import Reading


def document(reading: Reading) -> dict[str, Any]:
    """What can go into JSON as it is: `kind`, `reading` and `choices`, the other readings.

    Times are ISO 8601 with their offset, seconds are numbers, what was not said is None.
    """
    return {
        "kind": reading.kind,
        "reading": _query(reading.query),
        "choices": [_query(each.query) for each in reading.choices],
    }


def _query(query: Query) -> dict[str, Any]:
    return {
        "numbers": [_number(each) for each in query.numbers],
        "from": _start(query.period),
        "to": query.period.end.isoformat() if query.period else None,
        "linkedid": query.linkedid,
        "direction": query.direction,
        "outcome": query.outcome,
        "returned": query.returned,
        "recorded": query.recorded,
        "longer_than": query.longer_than,
        "name": query.name,
        **{name: value for name, value in _rarely(query).items() if value is not None},
    }


def _rarely(query: Query) -> dict[str, Any]:
    """What only those questions have that ask for it."""
    hours = query.hours and [period.clock(minutes) for minutes in query.hours]
    return {"hours": hours, "shorter_than": query.shorter_than}


def _start(period: Period | None) -> str | None:
    if period is None or period.start.replace(tzinfo=None) == BEGINNING:
        return None
    return period.start.isoformat()


def _number(term: NumberTerm) -> dict[str, str]:
    return {
        "number": term.number.removeprefix("+"),
        "match": term.match.value,
        "role": term.role.value,
    }
