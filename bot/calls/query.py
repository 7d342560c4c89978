"""One question about the calls, as one frozen value: everything a manager can ask fits in it.

A question also fits in a button: `pack` and `unpack` are each other's inverse, so paging needs no
memory and buttons outlive restarts. The packed form, after its version, is three or four parts:
numbers, period, filters and, where there is one, the linkedid.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import product
from typing import Any, Self

from bot.calls import base62
from bot.calls.model import Direction, Outcome


class Match(StrEnum):
    """How a number is compared with the numbers of a call."""

    EXACT = "exact"
    SUFFIX = "suffix"
    CONTAINS = "contains"


class Role(StrEnum):
    """Which side of the call the number must be on; `called` is any side but the caller's."""

    ANY = "any"
    CALLER = "caller"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class NumberTerm:
    """One number of a question; `number` is normalised digits (or a feature code like `*97`)."""

    number: str
    match: Match = Match.EXACT
    role: Role = Role.ANY


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span `[start, end)` of aware datetimes."""

    start: datetime
    end: datetime


_VERSION = "1"
_PACKED = re.compile(
    _VERSION
    + r"([0-9A-Za-z*#+-]*)\.((?:[0-9A-Za-z]{6,10}|[0-9A-Za-z]{13})?)"
    + r"\.([0-9A-Za-z]{0,8})(?:\.([\w.#+*-]+))?",
    re.ASCII,
)
# A number opens with its place here as a letter: capital for plain digits, which pack tighter.
_PLACES = tuple(product(Match, Role))
_DIGITS, _AS_IS = "ABCDEFGHI", "abcdefghi"
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_START_WIDTH = 5  # minutes since 1970 until the year 3713
_PERIOD_WIDTH = 10
_HOURS_WIDTH, _STEP, _STEPS = 3, 5, 289  # times of the day, five minutes apart, midnight twice
_FLAGS_WIDTH = 2
_TALK_WIDTH = 3  # seconds of two days and more
_FILTERS = {
    "direction": (None, *Direction),
    "outcome": (None, *Outcome),
    "returned": (None, False, True),
    "recorded": (None, False, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question. An empty field does not filter; all of `numbers` must be in the call.

    `hours` are from the first to before the second; past midnight where that is the earlier one.
    """

    numbers: tuple[NumberTerm, ...] = ()
    period: Period | None = None
    hours: tuple[int, int] | None = None  # of each day of a period, in minutes of its clock
    linkedid: str | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    returned: bool | None = None
    recorded: bool | None = None
    longer_than: int | None = None  # seconds of talk, as many or more
    shorter_than: int | None = None  # fewer
    name: str | None = None

    def pack(self) -> str:
        """The question in at most 45 characters of `[A-Za-z0-9_.*#+-]`, for a button.

        Periods are kept to the minute, hours to five (both are widened to whole ones); `name` is
        left out: it follows from the number. Only a linkedid, which needs no pages, may make it
        longer.
        """
        parts = [
            _VERSION + "-".join(map(_pack_number, self.numbers)),
            _pack_period(self.period, self.hours) if self.period else "",
            self._pack_filters(),
        ]
        return ".".join([*parts, self.linkedid] if self.linkedid else parts)

    @classmethod
    def unpack(cls, text: str, tz: tzinfo) -> Self:
        """The question of `pack`, its times in `tz`; ValueError for anything else."""
        match = _PACKED.fullmatch(text)
        if not match:
            raise ValueError(text)
        numbers, period, filters, linkedid = match.groups()
        query = cls(
            numbers=tuple(map(_unpack_number, numbers.split("-"))) if numbers else (),
            period=_unpack_period(period[:_PERIOD_WIDTH], tz) if period else None,
            hours=_unpack_hours(period[_PERIOD_WIDTH:]),
            linkedid=linkedid,
            **_unpack_flags(filters[:_FLAGS_WIDTH]),
            **_unpack_talk(filters[_FLAGS_WIDTH:]),
        )
        if query.pack() != text:
            raise ValueError(text)
        return query

    def _pack_filters(self) -> str:
        flags = 0
        for field, values in _FILTERS.items():
            flags = flags * len(values) + values.index(getattr(self, field))
        talk = _pack_talk(self.longer_than, self.shorter_than)
        return base62.encode(flags, _FLAGS_WIDTH) + talk if flags or talk else ""


def _pack_talk(least: int | None, most: int | None) -> str:
    """How long the talk was; with an upper end the lower one has its full width, 0 for none."""
    if most is None:
        return "" if least is None else base62.encode(least)
    return base62.encode(0 if least is None else least + 1, _TALK_WIDTH) + base62.encode(most)


def _unpack_talk(text: str) -> dict[str, Any]:
    if len(text) <= _TALK_WIDTH:
        return {"longer_than": base62.decode(text)} if text else {}
    least, most = (base62.decode(part) for part in (text[:_TALK_WIDTH], text[_TALK_WIDTH:]))
    return {"shorter_than": most} | ({"longer_than": least - 1} if least else {})


def _unpack_flags(text: str) -> dict[str, Any]:
    flags, fields = base62.decode(text), {}
    for field, values in reversed(_FILTERS.items()):
        flags, place = divmod(flags, len(values))
        fields[field] = values[place]
    return fields


def _pack_number(term: NumberTerm) -> str:
    place = _PLACES.index((term.match, term.role))
    if term.number.isdecimal():  # the 1 keeps leading zeros
        return _DIGITS[place] + base62.encode(int(f"1{term.number}"))
    return _AS_IS[place] + term.number


def _unpack_number(text: str) -> NumberTerm:
    sign, rest = text[:1], text[1:]
    if sign and sign in _AS_IS:
        return NumberTerm(rest, *_PLACES[_AS_IS.index(sign)])
    place = _PLACES[_DIGITS.index(sign)]
    return NumberTerm(str(base62.decode(rest))[1:], *place)


def _pack_period(period: Period, hours: tuple[int, int] | None) -> str:
    start = (period.start - _EPOCH) // _MINUTE
    end = -((_EPOCH - period.end) // _MINUTE)
    if hours is None:
        return base62.encode(start, _START_WIDTH) + base62.encode(end - start)
    first, last = hours[0] // _STEP, -(-hours[1] // _STEP)
    said = base62.encode(first * _STEPS + last, _HOURS_WIDTH)
    return base62.encode(start, _START_WIDTH) + base62.encode(end - start, _START_WIDTH) + said


def _unpack_hours(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, last = divmod(base62.decode(text), _STEPS)
    return first * _STEP, last * _STEP


def _unpack_period(text: str, tz: tzinfo) -> Period:
    start = base62.decode(text[:_START_WIDTH])
    end = start + base62.decode(text[_START_WIDTH:])
    try:
        return Period(*((_EPOCH + at * _MINUTE).astimezone(tz) for at in (start, end)))
    except OverflowError as error:
        raise ValueError(text) from error
