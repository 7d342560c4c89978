"""What the journal answers: stored calls, a page of them, and the way to the next page.

A page is reached from an edge of the list or from a call on the page before, never by counting
rows: new calls that arrive meanwhile neither repeat nor hide one.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from bot.calls.model import Call, Direction, Summary

Shown_co = TypeVar("Shown_co", bound=Summary, covariant=True)


@dataclass(frozen=True, slots=True)
class Returned:
    """The first conversation with a client after his missed call.

    `by` is the employee's number who talked ('' where the PBX does not say), `direction` tells
    whether we called back or the client got through himself.
    """

    at: datetime
    by: str
    direction: Direction
    linkedid: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody noted about a client."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[Shown_co]):
    """A call of the journal: a summary in a list, a whole call where it was opened.

    `tries` counts the vain call-backs to a client who still waits, `note` is the latest one
    about the client, None for none.

    `id` grows with the call's start: the list's order is the order of ids. It changes only when
    an earlier leg of the call arrives later; the journal finds a call by its old ids too.
    """

    id: int
    call: Shown_co
    returned: Returned | None = None
    tries: int = 0
    note: Remark | None = None


Listed = Entry[Summary]
Opened = Entry[Call]


class Edge(StrEnum):
    """The two ends of a list, newest first."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Go on from the call `id`, to older or to newer ones; `number` is the page this leads to."""

    id: int
    older: bool
    number: int = 2


PageAt = Edge | Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of calls, newest first; the totals are those of the whole answer.

    `older` leads to the next page and `newer` back, None at the edges.
    """

    entries: tuple[Listed, ...]
    number: int
    pages: int
    total: int
    missed: int
    answered: int
    older: Anchor | None = None
    newer: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A call as it was in the journal and as it is now; None where it was not, or is no more."""

    before: Opened | None
    after: Opened | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a batch of legs did: the calls that are new or differ, and the waits it settled.

    `returned` are ids of stored calls, not of this batch, whose being returned changed.
    """

    changes: tuple[Change, ...] = ()
    returned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """What the journal holds: the first and the last call's start (None while empty), the count."""

    first: datetime | None
    last: datetime | None
    calls: int
