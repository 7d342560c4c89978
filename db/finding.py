"""The cheapest way to the calls that answer a question."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, Select, bindparam, func, literal, select

from bot.calls.query import Match, Query
from db import pairs
from db.counted import Counted
from db.digits import backwards
from db.fetching import Asked, fetch, fetch_all
from db.models import BlockTally, CallNumber, Number
from db.rows import EVERYBODY
from db.search import SHAPES, Clause, Search, clauses_of, search_of

RARE = 5_000  # calls; a number in as many is not counted further to find the rarest of several

_SOME = select(literal(1)).where(CallNumber.backwards == bindparam("number"))
_SIZE = select(func.count()).select_from(_SOME.limit(bindparam("most")).subquery())
_TALLIED = (
    select(BlockTally.backwards, func.sum(BlockTally.n))
    .where(BlockTally.backwards.in_(bindparam("numbers", expanding=True)))
    .group_by(BlockTally.backwards)
)


def understand(connection: Connection, query: Query, counted: Counted) -> Search | None:
    """The cheapest way to answer `query`; None where no call can be found."""
    clauses = _clauses(connection, query, counted)
    return None if clauses is None else search_of(query, clauses)


def _clauses(connection: Connection, query: Query, counted: Counted) -> list[Clause] | None:
    """What to walk, then what to check on the way; None where a part is in no number."""
    pair = pairs.asked(query)
    if pair and counted.places(connection).isdisjoint(backwards(t.number) for t in query.numbers):
        return [Clause(pair[0], Match.EXACT, pair[1])]
    clauses = [_known(connection, clause) for clause in clauses_of(query)]
    found = [clause for clause in clauses if clause]
    return _rarest_first(connection, found) if len(found) == len(clauses) else None


def size(number: str, most: int) -> Asked:
    """What to ask for the number of calls of a number or a pair, of which `most` are counted."""
    return _SIZE, {"number": number, "most": most}


def _known(connection: Connection, clause: Clause) -> Clause | None:
    """A part of a number that only one number has is that number."""
    if clause.match is Match.EXACT:
        return clause
    numbers = fetch(connection, _matching(clause.shape), clause.values("part"))
    if len(numbers) == 1:
        return replace(clause, number=numbers[0][0], match=Match.EXACT)
    return clause if numbers else None


def _rarest_first(connection: Connection, clauses: list[Clause]) -> list[Clause]:
    """A pair is walked along the number with fewer calls; parts of numbers come last but one."""
    exact = [clause for clause in clauses if clause.match is Match.EXACT and clause.number]
    rest = [clause for clause in clauses if clause not in exact]
    if len(exact) > 1:
        sizes = _sizes(connection, exact)
        exact = sorted(exact, key=lambda clause: sizes.get(clause.number, RARE))
    return exact + sorted(rest, key=lambda clause: clause.number == EVERYBODY)


def _sizes(connection: Connection, clauses: Sequence[Clause]) -> dict[str, int]:
    """In how many calls these numbers are, of those for which that matters.

    The office's are in many calls each, so others are counted first; where one of them is rare,
    that is enough. Otherwise the tallies know of the office.
    """
    others = [clause.number for clause in clauses if not clause.short]
    found = fetch_all(connection, *(size(number, RARE) for number in others))
    counted = {number: rows[0][0] for number, rows in zip(others, found, strict=True)}
    if min(counted.values(), default=RARE) < RARE:
        return counted
    known = fetch(connection, _TALLIED, {"numbers": [clause.number for clause in clauses]})
    return {number: int(size) for number, size in known}


@lru_cache(SHAPES)
def _matching(shape: Clause) -> Select[str]:
    """Made once for all clauses of a shape."""
    return select(Number.backwards).where(shape.like("part")).limit(2)
