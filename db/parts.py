"""A stretch of ids in parts: whole blocks of days and whole days, which are tallied, and its ends.

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


End = tuple[int, int, int]  # from, to before, and whether to add or to take away


@dataclass(frozen=True, slots=True)
class Part:
    """The rows whose place is from `low` to before `high`; `sign` is -1 where they are too many."""

    rows: Rows
    low: int
    high: int
    sign: int = 1


def parts(low: int | None, high: int | None) -> list[Part]:
    """What the ids from `low` to before `high` add up from, at most five parts, none of them empty.

    An edge is rounded to the nearest midnight of UTC, and what lies between is added or taken
    away. A day of Moscow ends at 21:00: it is whole days and a few calls of two nights, where its
    own hours would be counted call by call otherwise.
    """
    found = _split(0 if low is None else low, ids.END if high is None else high)
    return [part for part in found if part.low < part.high]


def _split(low: int, high: int) -> Iterator[Part]:
    first_day, last_day, calls = _whole(low, high, ids.DAY)
    first_block, last_block, days = _whole(first_day, last_day, ids.BLOCK)
    yield Part(BLOCKS, first_block, last_block)
    yield from (Part(DAYS, *end) for end in days)
    yield from (Part(CALLS, *end) for end in calls)


def _whole(low: int, high: int, size: int) -> tuple[int, int, list[End]]:
    """From which to before which number whole units of `size` are nearest, and the ends they leave.

    None, and all from `low` to `high` as one end, where the ends together were as long.
    """
    first, last = ((edge + size // 2) // size for edge in (low, high))
    ends = [_between(low, first * size), _between(last * size, high)]
    if sum(to - start for start, to, _ in ends) >= high - low:
        return 0, 0, [(low, high, 1)]
    return first, last, ends


def _between(start: int, to: int) -> End:
    return (start, to, 1) if start < to else (to, start, -1)
