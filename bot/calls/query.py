"""One question about the calls, as one frozen value: everything a manager can ask fits in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question. An empty field does not filter; all of `numbers` must be in the call."""

    numbers: tuple[NumberTerm, ...] = ()
    period: Period | None = None
    linkedid: str | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    returned: bool | None = None
    recorded: bool | None = None
    longer_than: int | None = None
    name: str | None = None
