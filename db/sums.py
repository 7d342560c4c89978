"""What the journal's calls add up to: counted by the database, never call by call here.

Hours and outcomes come from one stretch of `call_numbers`; lines and employees from the tallies of
whole days and the period's ragged ends; what became of waiting clients from `waits`.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Direction, Outcome
from bot.calls.query import Period
from bot.calls.stats import Count, Stats, Work, add_up
from db import facts, ids, waiting
from db.digits import APART, backwards, forwards
from db.models import BlockTally, CallNumber, Tally
from db.rows import EVERYBODY
from db.transactions import read

HOUR = 3_600_000  # milliseconds
CHUNK = timedelta(days=7)  # SQLite sorts what it groups: little at a time stays in memory
MINUTE = timedelta(minutes=1)
_WAY = {code: way for way, code in facts.DIRECTIONS.items()}
_END = {code: end for end, code in facts.OUTCOMES.items()}
_PART = facts.CALLER | facts.TALKED | facts.LINE
_SEEN = facts.DIRECTION | facts.OUTCOME | _PART

Numbers = Counter[tuple[str, int]]


class Sums:
    """Figures about the calls of the journal at one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def lines(self, since: datetime) -> tuple[str, ...]:
        """The numbers clients called on days from `since` on, those called most first."""
        asked = (
            select(Tally.backwards, func.sum(Tally.n))
            .where(Tally.backwards != EVERYBODY, Tally.day >= ids.edge(since) // ids.DAY)
            .where(Tally.facts.bitwise_and(facts.LINE) != 0)
            .group_by(Tally.backwards)
        )
        found = await read(self._engine, lambda connection: connection.execute(asked).all())
        calls = {forwards(line): n for line, n in found}
        return tuple(sorted(calls, key=lambda line: (-calls[line], line)))

    async def stats(self, period: Period, zone: tzinfo, lines: Collection[str] = ()) -> Stats:
        """The figures of `period`, its hours those of `zone`.

        With `lines`, only of calls that came in on these: nothing is known of others then.
        """
        return await read(self._engine, _stats, period, zone, lines)


def _stats(connection: Connection, period: Period, zone: tzinfo, lines: Collection[str]) -> Stats:
    low, high = ids.edge(period.start), ids.edge(period.end)
    counts = [
        count
        for start, end, offset in steady(period.start, period.end, zone)
        for count in _hours(connection, start, end, offset, lines)
    ]
    numbers = _numbers(connection, low, high, lines)
    waits = waiting.waits(connection, low, high, lines)
    returned = waiting.returned_by(connection, low, high, lines)
    return add_up(
        period, counts, waits=waits, lines=_lines(numbers), employees=_work(numbers, returned)
    )


def steady(
    start: datetime, end: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The time from `start` to `end` in chunks in which the clock of `zone` does not change."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)  # halves of a wall's time may be none
    offset, last = (
        moment.astimezone(zone).utcoffset() or timedelta() for moment in (start, end - MINUTE)
    )
    if end - start <= (CHUNK if offset == last else MINUTE):
        yield start, end, offset
        return
    middle = start + (end - start) / 2
    yield from steady(start, middle, zone)
    yield from steady(middle, end, zone)


def _hours(
    connection: Connection,
    start: datetime,
    end: datetime,
    offset: timedelta,
    lines: Collection[str],
) -> list[Count]:
    local = CallNumber.call_id.bitwise_rshift(ids.BITS) + offset // timedelta(milliseconds=1)
    hour = (local % (24 * HOUR)) // HOUR
    kind = CallNumber.facts.bitwise_and(facts.DIRECTION | facts.OUTCOME)
    asked = (
        select(hour, kind, func.count())
        .where(*_between(ids.edge(start), ids.edge(end)), *_scope(lines))
        .group_by(hour, kind)
    )
    return [
        Count(int(hour), _WAY[kind & facts.DIRECTION], _END[kind & facts.OUTCOME], n)
        for hour, kind, n in connection.execute(asked)
    ]


def _scope(lines: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """Each call once: in its row of everybody, or in that of the line it came in on."""
    if not lines:
        return (CallNumber.backwards == EVERYBODY,)
    is_line = CallNumber.facts.bitwise_and(facts.LINE) != 0
    return CallNumber.backwards.in_(map(backwards, lines)), is_line


def _between(low: int, high: int) -> tuple[ColumnElement[bool], ...]:
    return CallNumber.call_id >= low, CallNumber.call_id < high


def _numbers(connection: Connection, low: int, high: int, lines: Collection[str]) -> Numbers:
    """How often each number of the office had which part in which kind of call."""
    known = connection.scalars(_known(low, high)).all()  # MariaDB would look for each in each row
    first, last = -(-low // ids.DAY), high // ids.DAY
    if lines or first >= last:
        return _count(connection, _part(known, low, high, lines))
    day = Tally.facts.bitwise_and(_SEEN)
    found = _count(
        connection,
        select(Tally.backwards, day, func.sum(Tally.n))
        .where(Tally.backwards.in_(known), Tally.day >= first, Tally.day < last)
        .group_by(Tally.backwards, day),
    )
    found += _count(connection, _part(known, low, first * ids.DAY, lines))
    found += _count(connection, _part(known, last * ids.DAY, high, lines))
    return found


def _known(low: int, high: int) -> Select[str]:
    """The numbers that called, talked or were a line in one of the blocks of days touched."""
    first, last = (edge // (ids.BLOCK * ids.DAY) for edge in (low, high))
    touched = (BlockTally.block >= first, BlockTally.block <= last)
    number = BlockTally.backwards
    one = (number != EVERYBODY, func.instr(number, APART) == 0)
    part = BlockTally.facts.bitwise_and(_PART) != 0
    return select(number).where(*one, *touched, part).distinct()


def _part(
    numbers: Sequence[str], low: int, high: int, lines: Collection[str]
) -> Select[str, int, int]:
    seen = CallNumber.facts.bitwise_and(_SEEN)
    number = CallNumber.backwards
    asked = select(number, seen, func.count()).group_by(number, seen)
    asked = asked.where(number.in_(numbers), *_between(low, high))
    if not lines:
        return asked
    return asked.where(CallNumber.call_id.in_(waiting.came_in(lines, low, high)))


def _count(connection: Connection, asked: Select[str, int, int]) -> Numbers:
    found: Numbers = Counter()
    for number, seen, n in connection.execute(asked):
        found[forwards(number), seen] += int(n)
    return found


def _lines(numbers: Numbers) -> dict[str, Counter[Outcome]]:
    found: dict[str, Counter[Outcome]] = {}
    for (number, seen), n in numbers.items():
        if seen & facts.LINE:
            found.setdefault(number, Counter())[_END[seen & facts.OUTCOME]] += n
    return found


def _work(numbers: Numbers, returned: dict[str, int]) -> list[Work]:
    out, came = facts.DIRECTIONS[Direction.OUTBOUND], facts.DIRECTIONS[Direction.INBOUND]
    answered, made, reached = Counter[str](), Counter[str](), Counter[str]()
    for (number, seen), n in numbers.items():
        if seen & facts.TALKED and seen & facts.DIRECTION == came:
            answered[number] += n
        if seen & facts.CALLER and seen & facts.DIRECTION == out:
            made[number] += n
            reached[number] += n * (_END[seen & facts.OUTCOME] is Outcome.ANSWERED)
    return [
        Work(
            number=number,
            answered=answered[number],
            made=made[number],
            reached=reached[number],
            returned=returned.get(number, 0),
        )
        for number in answered | made
    ]
