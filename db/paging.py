"""One page of an answer: from an edge of the list, or on from a call that the reader has seen."""

from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Connection

from bot.calls.page import Anchor, Edge, Listed, Page, PageAt
from bot.calls.query import Query
from db import finding, listing
from db.counted import Counted
from db.fetching import Asked, Rows, fetch, fetch_all
from db.search import Search
from db.totals import Totals, added, counting

EMPTY = Page(entries=(), number=1, pages=1, total=0, missed=0, answered=0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The calls of a page, newest first; whether the list goes on at either end."""

    entries: tuple[Listed, ...]
    newer: bool
    older: bool


def answer(connection: Connection, query: Query, size: int, at: PageAt, counted: Counted) -> Page:
    """The page of the calls that answer `query`, at `at`, with the totals of them all.

    The first page finds the way to them and counts them, further ones go on from what is
    `counted`. Where nothing is left in a direction, it is the edge of the list there.
    """
    search: Search | None
    known = None if at is Edge.FIRST else counted.get(query)
    if known:
        search, totals = known
        rows = _in_order(fetch(connection, *_walk(search, size, at)), at)
    else:
        search = finding.understand(connection, query, counted)
        if search is None:
            return EMPTY
        rows, totals = _begin(connection, search, size, at, counted)
        counted.keep(query, search, totals)
    if not totals.total:
        return EMPTY
    if not rows and isinstance(at, Anchor):
        at = Edge.LAST if at.older else Edge.FIRST
        rows = _in_order(fetch(connection, *_walk(search, size, at)), at)
    found = listing.entries(connection, rows)
    return _page(_stretch(found, size, at, totals), size, at, totals)


def _begin(
    connection: Connection, search: Search, size: int, at: PageAt, counted: Counted
) -> tuple[Rows, Totals]:
    """The rows of a page and the totals. The one call that a linkedid leads to is all there is."""
    if search.keys:
        rows = fetch(connection, *_walk(search, size, at))
        return rows, listing.totals(rows)
    asked = counting(search, counted.often(connection)), _walk(search, size, at)
    counts, rows = fetch_all(connection, *asked)
    return _in_order(rows, at), added(counts)


def _walk(search: Search, size: int, at: PageAt) -> Asked:
    """On from a call, one more than a page tells whether the list goes on."""
    newest_first = _newest_first(at)
    if not isinstance(at, Anchor):
        return listing.walking(search, size, newest_first=newest_first)
    rest = search.between(None, at.id) if at.older else search.between(at.id + 1, None)
    return listing.walking(rest, size + 1, newest_first=newest_first)


def _in_order(rows: Rows, at: PageAt) -> Rows:
    """The calls as they are walked; what they come in is the database's business."""
    return sorted(rows, key=itemgetter(0), reverse=_newest_first(at))


def _newest_first(at: PageAt) -> bool:
    return at.older if isinstance(at, Anchor) else at is Edge.FIRST


def _stretch(found: tuple[Listed, ...], size: int, at: PageAt, totals: Totals) -> Stretch:
    """What `_walk` found, cut to the page."""
    if isinstance(at, Anchor):
        more = len(found) > size
        if at.older:
            return Stretch(found[:size], newer=True, older=more)
        return Stretch(found[:size][::-1], newer=more, older=True)
    if at is Edge.FIRST:
        return Stretch(found, newer=False, older=len(found) < totals.total)
    last = found[: (totals.total - 1) % size + 1]
    return Stretch(last[::-1], newer=len(last) < totals.total, older=False)


def _page(stretch: Stretch, size: int, at: PageAt, totals: Totals) -> Page:
    entries = stretch.entries
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
