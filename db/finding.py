"""Answers to a question: its totals, and the ids of one page of it.

No OFFSET: a page goes on from an id. What is counted again at every page is kept by the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.calls.model import Outcome
from bot.calls.query import Match, Query
from db import facts, ids
from db.models import CallKey, CallNumber, Number, Tally
from db.rows import EVERYBODY
from db.search import Clause, Search, clauses_of, search_of

RARE = 20_000  # calls of a number that are counted to find the rarest of several


@dataclass(frozen=True, slots=True)
class Totals:
    total: int = 0
    missed: int = 0
    answered: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.total + other.total, self.missed + other.missed, self.answered + other.answered
        )


async def understand(connection: AsyncConnection, query: Query) -> Search | None:
    """The cheapest way to answer `query`; None where no call can be found."""
    clauses: list[Clause] = []
    for clause in clauses_of(query):
        known = await _known(connection, clause)
        if known is None:
            return None
        clauses.append(known)
    search = search_of(query, await _rarest_first(connection, clauses))
    if query.linkedid is None:
        return search
    call_id = await find_linkedid(connection, query.linkedid)
    return None if call_id is None else search.between(call_id, call_id + 1)


async def find_linkedid(connection: AsyncConnection, linkedid: str) -> int | None:
    """The id of the call with this linkedid, with or without the PBX's name in it."""
    found = select(CallKey.call_id).where(CallKey.key.in_(ids.spellings(linkedid)))
    return await connection.scalar(found)


async def totals(connection: AsyncConnection, search: Search) -> Totals:
    """How many calls answer the question."""
    if not search.tallied:
        return await _counted(connection, search)
    return await _summed(connection, search)


async def walk(
    connection: AsyncConnection, search: Search, size: int, *, newest_first: bool
) -> Sequence[int]:
    """The ids of `size` calls, from the search's newest or oldest on."""
    order = CallNumber.call_id.desc() if newest_first else CallNumber.call_id
    found = await connection.execute(search.select(CallNumber.call_id).order_by(order).limit(size))
    return [row[0] for row in found]


async def _known(connection: AsyncConnection, clause: Clause) -> Clause | None:
    """A part of a number that only one number has is that number."""
    if clause.match is Match.EXACT:
        return clause
    found = await connection.execute(select(Number.number).where(clause.like()).limit(2))
    numbers = found.scalars().all()
    if len(numbers) == 1:
        return replace(clause, number=numbers[0], match=Match.EXACT)
    return clause if numbers else None


async def _rarest_first(connection: AsyncConnection, clauses: list[Clause]) -> list[Clause]:
    """A pair is walked along the number with fewer calls; parts of numbers come last but one."""
    exact = [clause for clause in clauses if clause.match is Match.EXACT and clause.number]
    rest = [clause for clause in clauses if clause not in exact]
    if len(exact) > 1:
        sizes = (await connection.execute(select(*map(_size, exact)))).one()
        place = {clause: (size, clause.short) for clause, size in zip(exact, sizes, strict=True)}
        exact = sorted(exact, key=lambda clause: place[clause])
    return exact + sorted(rest, key=lambda clause: clause.number == EVERYBODY)


def _size(clause: Clause) -> ColumnElement[int]:
    some = select(literal(1)).where(CallNumber.number == clause.number).limit(RARE).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _of(outcome: Outcome, seen: SQLColumnExpression[int]) -> ColumnElement[int]:
    """1 where the call ended so, else 0."""
    return type_coerce(seen.bitwise_and(facts.OUTCOME) == facts.OUTCOMES[outcome], Integer)


async def _counted(connection: AsyncConnection, search: Search) -> Totals:
    if search.exact:
        return await _ask(connection, search.select(*_counts(CallNumber.facts)))
    outcome = CallNumber.facts.bitwise_and(facts.OUTCOME).label("outcome")
    found = search.select(CallNumber.call_id, outcome).subquery()
    return await _ask(connection, select(*_counts(found.c.outcome)))


def _counts(seen: SQLColumnExpression[int]) -> tuple[ColumnElement[int], ...]:
    return (
        func.count(),
        func.sum(_of(Outcome.MISSED, seen)),
        func.sum(_of(Outcome.ANSWERED, seen)),
    )


async def _summed(connection: AsyncConnection, search: Search) -> Totals:
    """Whole days from the tallies, a period's ragged ends call by call."""
    first = None if search.low is None else -(-search.low // ids.DAY)
    last = None if search.high is None else search.high // ids.DAY
    if first is not None and last is not None and first >= last:
        return await _counted(connection, search)
    found = await _ask(connection, _days(search, first, last))
    if first is not None and search.low != first * ids.DAY:
        found += await _counted(connection, search.between(None, first * ids.DAY))
    if last is not None and search.high != last * ids.DAY:
        found += await _counted(connection, search.between(last * ids.DAY, None))
    return found


def _days(search: Search, first: int | None, last: int | None) -> Select[*tuple[Any, ...]]:
    asked = select(
        func.sum(Tally.n),
        func.sum(Tally.n * _of(Outcome.MISSED, Tally.facts)),
        func.sum(Tally.n * _of(Outcome.ANSWERED, Tally.facts)),
    ).where(Tally.number == search.first.number)
    asked = asked.where(*search.first.wanted.where(Tally.facts), *search.wanted.where(Tally.facts))
    if first is not None:
        asked = asked.where(Tally.day >= first)
    return asked if last is None else asked.where(Tally.day < last)


async def _ask(connection: AsyncConnection, counts: Select[*tuple[Any, ...]]) -> Totals:
    return Totals(*(int(count or 0) for count in (await connection.execute(counts)).one()))
