"""How many calls answer a question: summed from tallies where there are some, else counted."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    SQLColumnExpression,
    bindparam,
    select,
    type_coerce,
    union_all,
)

from bot.calls.model import Outcome
from db import facts
from db.digits import APART
from db.facts import Wanted
from db.fetching import Asked
from db.models import CallNumber
from db.parts import BLOCKS, CALLS, Part, Rows, parts
from db.rows import EVER
from db.search import SHAPES, Search


@dataclass(frozen=True, slots=True)
class Totals:
    total: int = 0
    missed: int = 0
    answered: int = 0


def counting(search: Search, often: Collection[str]) -> Asked:
    """What to ask for the rows whose columns, `added` up, tell how many calls answer `search`.

    The calls of short numbers are tallied, of those that are there `often`, and of an ending.
    """
    number, found = search.first.number, []
    if search.ending is not None:
        number, found = search.ending + APART, [Part(BLOCKS, EVER, EVER + 1)]
    elif search.countable and (search.first.short or number in often):
        found = parts(search.low, search.high)
    if not found:
        return _counting(search.shape), search.values
    rows = tuple(part.rows for part in found)
    values: dict[str, Any] = {"number": number}
    for place, part in enumerate(found):
        values |= {f"low{place}": part.low, f"high{place}": part.high, f"sign{place}": part.sign}
    return _summing(rows, search.first.wanted, search.wanted), values


def added(rows: Iterable[Sequence[Any]]) -> Totals:
    return Totals(*(sum(int(n or 0) for n in column) for column in zip(*rows, strict=True)))


# The statements, each made once for all questions of its shape.


@lru_cache(SHAPES)
def _counting(shape: Search) -> Select[*tuple[Any, ...]]:
    if shape.first.once:
        return shape.select(*_counts(CALLS, CallNumber.facts))
    outcome = CallNumber.facts.bitwise_and(facts.OUTCOME).label("outcome")
    found = shape.select(CallNumber.call_id, outcome).subquery()
    return select(*_counts(CALLS, found.c.outcome))


@lru_cache(SHAPES)
def _summing(several: tuple[Rows, ...], *wanted: Wanted) -> CompoundSelect[*tuple[Any, ...]]:
    """One row of counts for each part, whose sign and edges are to be filled in."""
    return union_all(*(_part(rows, place, wanted) for place, rows in enumerate(several)))


def _part(rows: Rows, place: int, wanted: Iterable[Wanted]) -> Select[*tuple[Any, ...]]:
    table = rows.table
    kind = (condition for each in wanted for condition in each.where(table.facts))
    sign = bindparam(f"sign{place}", type_=Integer)
    counts = (sign * n for n in _counts(rows, table.facts))
    asked = select(*counts).where(table.backwards == bindparam("number"), *kind)
    return asked.where(
        rows.place >= bindparam(f"low{place}"), rows.place < bindparam(f"high{place}")
    )


def _counts(rows: Rows, seen: SQLColumnExpression[int]) -> tuple[ColumnElement[int], ...]:
    """The three totals of rows whose facts, or outcomes, are `seen`."""
    kinds = (_of(Outcome.MISSED, seen), _of(Outcome.ANSWERED, seen))
    return rows.calls(), *map(rows.calls, kinds)


def _of(outcome: Outcome, seen: SQLColumnExpression[int]) -> ColumnElement[int]:
    """1 where the call ended so, else 0."""
    return type_coerce(seen.bitwise_and(facts.OUTCOME) == facts.OUTCOMES[outcome], Integer)
