"""Answers to a question: its totals, and the ids of one page of it.

No OFFSET: a page goes on from an id. What is counted again at every page is kept by the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    SQLColumnExpression,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
)

from bot.calls.model import Outcome
from bot.calls.query import Match, Query
from db import facts, ids
from db.models import CallKey, CallNumber, Number, Tally
from db.rows import EVERYBODY
from db.search import Clause, Search, clauses_of, search_of

RARE = 5_000  # calls; a number in as many is not counted further to find the rarest of several
SHAPES = 256  # of questions, whose statements are kept

_BY_KEY = select(CallKey.call_id).where(CallKey.key.in_(bindparam("keys", expanding=True)))
_SOME = select(literal(1)).where(CallNumber.number == bindparam("number")).limit(RARE)
_SIZE = select(func.count()).select_from(_SOME.subquery())
_TALLIED = (
    select(Tally.number, func.sum(Tally.n))
    .where(Tally.number.in_(bindparam("numbers", expanding=True)))
    .group_by(Tally.number)
)


@dataclass(frozen=True, slots=True)
class Totals:
    total: int = 0
    missed: int = 0
    answered: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.total + other.total, self.missed + other.missed, self.answered + other.answered
        )


def understand(connection: Connection, query: Query) -> Search | None:
    """The cheapest way to answer `query`; None where no call can be found."""
    clauses: list[Clause] = []
    for clause in clauses_of(query):
        known = _known(connection, clause)
        if known is None:
            return None
        clauses.append(known)
    search = search_of(query, _rarest_first(connection, clauses))
    if query.linkedid is None:
        return search
    call_id = find_linkedid(connection, query.linkedid)
    return None if call_id is None else search.between(call_id, call_id + 1)


def find_linkedid(connection: Connection, linkedid: str) -> int | None:
    """The id of the call with this linkedid, with or without the PBX's name in it."""
    return connection.scalar(_BY_KEY, {"keys": list(ids.spellings(linkedid))})


def totals(connection: Connection, search: Search) -> Totals:
    """How many calls answer the question."""
    if not search.tallied:
        return _counted(connection, search)
    return _summed(connection, search)


def walk(connection: Connection, search: Search, size: int, *, newest_first: bool) -> Sequence[int]:
    """The ids of `size` calls, from the search's newest or oldest on."""
    asked = _walking(search.shape, newest_first=newest_first)
    return [row[0] for row in connection.execute(asked, search.values | {"size": size})]


def _known(connection: Connection, clause: Clause) -> Clause | None:
    """A part of a number that only one number has is that number."""
    if clause.match is Match.EXACT:
        return clause
    numbers = connection.scalars(_matching(clause.shape), clause.values("part")).all()
    if len(numbers) == 1:
        return replace(clause, number=numbers[0], match=Match.EXACT)
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
    counted = {number: connection.scalar(_SIZE, {"number": number}) or 0 for number in others}
    if min(counted.values(), default=RARE) < RARE:
        return counted
    found = connection.execute(_TALLIED, {"numbers": [clause.number for clause in clauses]})
    return {number: int(size) for number, size in found}


def _of(outcome: Outcome, seen: SQLColumnExpression[int]) -> ColumnElement[int]:
    """1 where the call ended so, else 0."""
    return type_coerce(seen.bitwise_and(facts.OUTCOME) == facts.OUTCOMES[outcome], Integer)


def _counted(connection: Connection, search: Search) -> Totals:
    return _ask(connection, _counting(search.shape), search.values)


def _counts(seen: SQLColumnExpression[int]) -> tuple[ColumnElement[int], ...]:
    return (
        func.count(),
        func.sum(_of(Outcome.MISSED, seen)),
        func.sum(_of(Outcome.ANSWERED, seen)),
    )


def _summed(connection: Connection, search: Search) -> Totals:
    """Whole days from the tallies, a period's ragged ends call by call."""
    first = None if search.low is None else -(-search.low // ids.DAY)
    last = None if search.high is None else search.high // ids.DAY
    if first is not None and last is not None and first >= last:
        return _counted(connection, search)
    edges = {"first": first, "last": last}
    days = {name: day for name, day in edges.items() if day is not None}
    asked = _summing(search.shape, tuple(days))
    found = _ask(connection, asked, {"number": search.first.number, **days})
    if first is not None and search.low != first * ids.DAY:
        found += _counted(connection, search.between(None, first * ids.DAY))
    if last is not None and search.high != last * ids.DAY:
        found += _counted(connection, search.between(last * ids.DAY, None))
    return found


def _ask(
    connection: Connection, counts: Select[*tuple[Any, ...]], values: Mapping[str, str | int]
) -> Totals:
    return Totals(*(int(count or 0) for count in connection.execute(counts, values).one()))


# The statements, each made once for all questions of its shape.


@lru_cache(SHAPES)
def _walking(shape: Search, *, newest_first: bool) -> Select[*tuple[int, ...]]:
    order = CallNumber.call_id.desc() if newest_first else CallNumber.call_id
    return shape.select(CallNumber.call_id).order_by(order).limit(bindparam("size"))


@lru_cache(SHAPES)
def _counting(shape: Search) -> Select[*tuple[Any, ...]]:
    if shape.exact:
        return shape.select(*_counts(CallNumber.facts))
    outcome = CallNumber.facts.bitwise_and(facts.OUTCOME).label("outcome")
    found = shape.select(CallNumber.call_id, outcome).subquery()
    return select(*_counts(found.c.outcome))


@lru_cache(SHAPES)
def _summing(shape: Search, edges: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Tallies of whole days, between those of `first` and `last` that `edges` name."""
    wanted = (*shape.first.wanted.where(Tally.facts), *shape.wanted.where(Tally.facts))
    asked = select(
        func.sum(Tally.n),
        func.sum(Tally.n * _of(Outcome.MISSED, Tally.facts)),
        func.sum(Tally.n * _of(Outcome.ANSWERED, Tally.facts)),
    ).where(Tally.number == bindparam("number"), *wanted)
    if "first" in edges:
        asked = asked.where(Tally.day >= bindparam("first"))
    return asked.where(Tally.day < bindparam("last")) if "last" in edges else asked


@lru_cache(SHAPES)
def _matching(shape: Clause) -> Select[str]:
    return select(Number.number).where(shape.like("part")).limit(2)
