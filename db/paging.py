"""One page of an answer: from an edge of the list, or on from a call that the reader has seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.calls.model import Summary
from bot.calls.page import Anchor, Edge, Page, PageAt
from bot.calls.query import Query
from db import finding, listing, reading
from db.search import Search
from db.totals import Totals, count

EMPTY = Page(entries=(), number=1, pages=1, total=0, missed=0, answered=0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The calls of a page with their ids, newest first; whether the list goes on at either end."""

    calls: Sequence[tuple[int, Summary]]
    newer: bool
    older: bool


def answer(
    connection: Connection, query: Query, size: int, at: PageAt, totals: Totals | None
) -> Page:
    """The page of the calls that answer `query`, at `at`, with the `totals` of them all.

    They are counted where they are not known.
    """
    search = finding.understand(connection, query)
    if search is None:
        return EMPTY
    return page(connection, search, size, at, totals or count(connection, search))


def page(connection: Connection, search: Search, size: int, at: PageAt, totals: Totals) -> Page:
    """The page at `at`; where nothing is left in that direction, the edge of the list there."""
    if not totals.total:
        return EMPTY
    stretch = _stretch(connection, search, size, at, totals)
    if not stretch.calls and isinstance(at, Anchor):
        edge = Edge.LAST if at.older else Edge.FIRST
        stretch = _stretch(connection, search, size, edge, totals)
    return _page(connection, stretch, size, at, totals)


def _stretch(
    connection: Connection, search: Search, size: int, at: PageAt, totals: Totals
) -> Stretch:
    """One call more than a page tells whether the list goes on."""
    if isinstance(at, Anchor):
        return _beyond(connection, search, size, at)
    newest_first = at is Edge.FIRST
    wanted = size if newest_first else (totals.total - 1) % size + 1
    found = listing.walk(connection, search, wanted, newest_first=newest_first)
    more = len(found) < totals.total
    if newest_first:
        return Stretch(found, newer=False, older=more)
    return Stretch(found[::-1], newer=more, older=False)


def _beyond(connection: Connection, search: Search, size: int, at: Anchor) -> Stretch:
    if at.older:
        rest = search.between(None, at.id)
        found = listing.walk(connection, rest, size + 1, newest_first=True)
        return Stretch(found[:size], newer=True, older=len(found) > size)
    rest = search.between(at.id + 1, None)
    found = listing.walk(connection, rest, size + 1, newest_first=False)
    return Stretch(found[:size][::-1], newer=len(found) > size, older=True)


def _page(connection: Connection, stretch: Stretch, size: int, at: PageAt, totals: Totals) -> Page:
    entries = reading.followed(connection, stretch.calls)
    number, pages = _numbered(stretch, -(-totals.total // size), at)
    return Page(
        entries=entries,
        number=number,
        pages=pages,
        total=totals.total,
        missed=totals.missed,
        answered=totals.answered,
        older=Anchor(entries[-1].id, older=True, number=number + 1) if stretch.older else None,
        newer=Anchor(entries[0].id, older=False, number=number - 1) if stretch.newer else None,
    )


def _numbered(stretch: Stretch, pages: int, at: PageAt) -> tuple[int, int]:
    """The number to show, and of how many: the edges are 1 and the last whatever came meanwhile."""
    if not stretch.newer:
        return 1, max(pages, 1 + stretch.older)
    if not stretch.older:
        return pages, pages
    number = max(at.number if isinstance(at, Anchor) else pages, 2)
    return number, max(pages, number + 1)
