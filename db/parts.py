"""A stretch of ids in parts: whole blocks of days and whole days, which are tallied, and the rest.

The tallies of blocks and of days and the calls themselves look alike to whoever counts: rows of a
number with facts, in the order of time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, SQLColumnExpression, func
from sqlalchemy.orm import InstrumentedAttribute

from db import ids
from db.models import BlockTally, CallNumber, Tally


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """A table, the column it is in the order of, and how many calls a row stands for: 1 or `n`."""

    table: type[BlockTally | Tally | CallNumber]
    place: InstrumentedAttribute[int]
    n: InstrumentedAttribute[int] | None = None

    def calls(self, kind: SQLColumnExpression[int] | None = None) -> ColumnElement[int]:
        """How many calls there are, or how many of those where `kind` is 1 and not 0."""
        if self.n is None:
            return func.count() if kind is None else func.sum(kind)
        return func.sum(self.n if kind is None else self.n * kind)


BLOCKS = Rows(BlockTally, BlockTally.block, BlockTally.n)
DAYS = Rows(Tally, Tally.day, Tally.n)
CALLS = Rows(CallNumber, CallNumber.call_id)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows whose place is from `low` to before `high`."""

    rows: Rows
    low: int
    high: int


def parts(low: int | None, high: int | None) -> list[Part]:
    """The ids from `low` to before `high`, in at most five parts, none of them empty."""
    found = _split(0 if low is None else low, ids.END if high is None else high)
    return [part for part in found if part.low < part.high]


def _split(low: int, high: int) -> Iterator[Part]:
    first_day, last_day, before, after = _whole(low, high, ids.DAY)
    first_block, last_block, day_before, day_after = _whole(first_day, last_day, ids.BLOCK)
    yield Part(BLOCKS, first_block, last_block)
    yield Part(DAYS, first_day, day_before)
    yield Part(DAYS, day_after, last_day)
    yield Part(CALLS, low, before)
    yield Part(CALLS, after, high)


def _whole(low: int, high: int, size: int) -> tuple[int, int, int, int]:
    """From which to before which number there are whole units of `size`, and where both lie.

    Where there is none, all from `low` to `high` lies before them, and nothing after.
    """
    first, last = -(-low // size), high // size
    before = min(first * size, high)
    return first, last, before, max(last * size, before)
