"""How many calls answer a question: summed from tallies where there are some, else counted.

Tallies are kept of days and of blocks of days. A period is whole blocks, the whole days before and
after them, and a ragged end on either side, of whose calls each is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    bindparam,
    func,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from bot.calls.model import Outcome
from db import facts, ids
from db.facts import Wanted
from db.models import BlockTally, CallNumber, Tally
from db.search import SHAPES, Search

# Where rows come from, what they are sorted by, and between which values of that.
_PARTS: tuple[tuple[type[Any], InstrumentedAttribute[int], str, str], ...] = (
    (BlockTally, BlockTally.block, "block_low", "block_high"),
    (Tally, Tally.day, "day_low", "day_before"),
    (Tally, Tally.day, "day_after", "day_high"),
    (CallNumber, CallNumber.call_id, "low", "before"),
    (CallNumber, CallNumber.call_id, "after", "high"),
)


@dataclass(frozen=True, slots=True)
class Totals:
    total: int = 0
    missed: int = 0
    answered: int = 0


def count(connection: Connection, search: Search) -> Totals:
    """How many calls answer the question."""
    if not search.tallied:
        return _added(connection.execute(_counting(search.shape), search.values))
    asked = _summing(search.first.wanted, search.wanted)
    edges = _edges(search.low or 0, ids.END if search.high is None else search.high)
    return _added(connection.execute(asked, {"number": search.first.number, **edges}))


def _added(rows: Iterable[Row[*tuple[Any, ...]]]) -> Totals:
    return Totals(*(sum(int(n or 0) for n in column) for column in zip(*rows, strict=True)))


def _edges(low: int, high: int) -> dict[str, int]:
    """The edges of the parts of the ids from `low` to before `high`."""
    day_low, day_high, before, after = _whole(low, high, ids.DAY)
    block_low, block_high, day_before, day_after = _whole(day_low, day_high, ids.BLOCK)
    return {
        "low": low,
        "before": before,
        "after": after,
        "high": high,
        "day_low": day_low,
        "day_before": day_before,
        "day_after": day_after,
        "day_high": day_high,
        "block_low": block_low,
        "block_high": block_high,
    }


def _whole(low: int, high: int, size: int) -> tuple[int, int, int, int]:
    """From which to before which number there are whole units of `size`, and where both lie.

    Where there is none, all from `low` to `high` lies before them, and nothing after.
    """
    first, last = -(-low // size), high // size
    before = min(first * size, high)
    return first, last, before, max(last * size, before)


# The statements, each made once for all questions of its shape.


@lru_cache(SHAPES)
def _counting(shape: Search) -> Select[*tuple[Any, ...]]:
    if shape.exact:
        return shape.select(*_counts(CallNumber.facts))
    outcome = CallNumber.facts.bitwise_and(facts.OUTCOME).label("outcome")
    found = shape.select(CallNumber.call_id, outcome).subquery()
    return select(*_counts(found.c.outcome))


@lru_cache(SHAPES)
def _summing(*wanted: Wanted) -> CompoundSelect[*tuple[Any, ...]]:
    """A row of counts for each part."""
    parts = []
    for table, place, low, high in _PARTS:
        stretch = (place >= bindparam(low), place < bindparam(high))
        kind = (condition for each in wanted for condition in each.where(table.facts))
        counts = _counts(table.facts, None if table is CallNumber else table.n)
        asked = select(*counts).where(table.number == bindparam("number"), *stretch, *kind)
        parts.append(asked)
    return union_all(*parts)


def _counts(
    seen: SQLColumnExpression[int], n: SQLColumnExpression[int] | None = None
) -> tuple[ColumnElement[int], ...]:
    """The three totals of rows that stand for `n` calls each, or for one."""
    kinds = (_of(Outcome.MISSED, seen), _of(Outcome.ANSWERED, seen))
    if n is None:
        return func.count(), *map(func.sum, kinds)
    return func.sum(n), *(func.sum(n * kind) for kind in kinds)


def _of(outcome: Outcome, seen: SQLColumnExpression[int]) -> ColumnElement[int]:
    """1 where the call ended so, else 0."""
    return type_coerce(seen.bitwise_and(facts.OUTCOME) == facts.OUTCOMES[outcome], Integer)
