"""New legs into stored calls: found, joined, told again and written, a batch at a time.

The same legs give the same journal in any order and any batches. A batch costs a dozen
statements however many calls it holds, and touches only calls it shares a key with.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.calls.codec import legs_from_json
from bot.calls.grouping import tell
from db import ids, promoting, settling, telling
from db.counted import often
from db.dialect import put, put_new, put_onto, put_over, take
from db.models import (
    BlockTally,
    CallKey,
    CallNumber,
    CallRow,
    Moved,
    Number,
    Place,
    Tally,
    Wait,
)
from db.rows import EVERYBODY, CallRows, rows_of
from db.settling import Stored

Tallies = Counter[tuple[str, int, int]]

# Made once: thousands of values a batch are cheaper as one parameter each.
_KEYS = CallKey.key.in_(bindparam("keys", expanding=True))
_TOUCHED = (
    select(CallRow.legs)
    .where(CallRow.id.in_(select(CallKey.call_id).where(_KEYS)))
    .order_by(CallRow.id)
)
_TAKEN = select(CallRow.id).where(CallRow.id.in_(bindparam("ids", expanding=True)))


def compare(
    connection: Connection, told: Sequence[CallRows]
) -> tuple[list[CallRows], list[CallRows]]:
    """The stored calls that `told` ones change, and the calls that are to stand in their place.

    Told calls that stored ones have a key in common with are told anew, from the legs of both.
    """
    stored = _touched(connection, told)
    keys = frozenset[str]().union(*(rows.keys for rows in stored))
    free = [rows for rows in told if not rows.keys & keys]
    tied = (rows for rows in told if rows.keys & keys)
    legs = chain.from_iterable(legs_from_json(rows.legs) for rows in chain(stored, tied))
    again, failed = telling.told(legs)
    kept = {rows.legs for rows in stored}
    same = kept & {rows.legs for rows in again}
    before = [rows for rows in stored if rows.legs not in same and not rows.keys & failed]
    return before, free + [rows for rows in again if rows.legs not in same]


def replace(
    connection: Connection, before: Sequence[CallRows], after: Sequence[CallRows]
) -> Sequence[Stored]:
    """Write `after` in place of `before`; tell which other waits turned with that."""
    _place(connection, after, {rows.id for rows in before})
    turns = settling.settle(connection, before, after)
    if before:
        _erase(connection, before)
    if after:
        _write(connection, after)
    changes = settling.turn(connection, turns)
    known = often(connection)
    changes.update(tally for rows in after for tally in rows.tallies(known))
    changes.subtract(tally for rows in before for tally in rows.tallies(known))
    endings = Counter(tally for rows in after for tally in rows.endings)
    endings.subtract(tally for rows in before for tally in rows.endings)
    _count(connection, changes, endings)
    promoting.promote(connection, after, known)
    if before:
        _tidy(connection, before, after)
    return turns


def _touched(connection: Connection, told: Sequence[CallRows]) -> list[CallRows]:
    """The stored calls that `told` ones belong to, or join."""
    keys = [key for rows in told for key in rows.keys]
    found = connection.execute(_TOUCHED, {"keys": keys})
    stored = [rows_of(tell(legs_from_json(text))) for text in found.scalars()]
    waiting = {rows.id: rows for rows in stored if rows.waits}
    if waiting:
        _remember_returns(connection, waiting)
    return stored


def _remember_returns(connection: Connection, waiting: dict[int, CallRows]) -> None:
    known = select(Wait.call_id, Wait.returned_id, Wait.tries).where(
        Wait.client.in_({rows.client for rows in waiting.values()}), Wait.call_id.in_(waiting)
    )
    for call_id, returned_id, tries in connection.execute(known):
        waiting[call_id].settle(returned_id, tries)


def _place(connection: Connection, calls: Sequence[CallRows], freed: set[int]) -> None:
    """Give a call the next id where its own belongs to another one already."""
    wanted = {"ids": [rows.id for rows in calls]}
    taken = set(connection.execute(_TAKEN, wanted).scalars()) - freed
    for rows in calls:
        while rows.id in taken:
            rows.id += 1
        taken.add(rows.id)


def _erase(connection: Connection, calls: Sequence[CallRows]) -> None:
    """Take calls out of every table but the tallies."""
    gone = [rows.id for rows in calls]
    stretches = [(number, rows.id) for rows in calls for number, _ in rows.stretches]
    take(connection, CallNumber, stretches)
    keys = [key for rows in calls for key in rows.keys]
    connection.execute(delete(CallKey).where(CallKey.key.in_(keys)))
    clients = {rows.client for rows in calls}
    connection.execute(delete(Wait).where(Wait.client.in_(clients), Wait.call_id.in_(gone)))
    connection.execute(delete(CallRow).where(CallRow.id.in_(gone)))


def _write(connection: Connection, calls: Sequence[CallRows]) -> None:
    """Put calls into every table but the tallies."""
    put(connection, CallRow, [(rows.id, *rows.columns) for rows in calls])
    put(connection, CallKey, [(key, rows.id) for rows in calls for key in rows.keys])
    stretches = [
        (n, rows.id, seen, rows.alike.get(n, 0)) for rows in calls for n, seen in rows.stretches
    ]
    put(connection, CallNumber, sorted(stretches))
    waits = [(rows.client, rows.id, rows.returned_id, rows.tries) for rows in calls if rows.waits]
    put(connection, Wait, waits)
    numbers = frozenset[str]().union(*(rows.numbers for rows in calls)) - {EVERYBODY}
    put_new(connection, Number, [(number,) for number in sorted(numbers)])
    places = frozenset[str]().union(*(rows.places for rows in calls))
    put_new(connection, Place, [(number,) for number in sorted(places)])


def _count(connection: Connection, changes: Tallies, blocks: Tallies) -> None:
    """Add `changes`, of (number, day, facts), to the tallies of days and of blocks.

    To those of `blocks` too, which are no sums of days.
    """
    for (number, day, seen), n in changes.items():
        blocks[number, day // ids.BLOCK, seen] += n
    _add(connection, Tally, Tally.day, changes)
    _add(connection, BlockTally, BlockTally.block, blocks)


def _add(
    connection: Connection,
    model: type[Tally | BlockTally],
    when: InstrumentedAttribute[int],
    changes: Tallies,
) -> None:
    """Add `changes` to the tallies of `model`, and leave no zero behind."""
    put_onto(connection, model, [(*tally, n) for tally, n in sorted(changes.items()) if n], "n")
    fewer = [tally for tally, n in changes.items() if n < 0]
    if fewer:
        numbers, days, _ = map(set, zip(*fewer, strict=True))
        empty = (model.n == 0, model.backwards.in_(numbers), when.in_(days))
        connection.execute(delete(model).where(*empty))


def _tidy(connection: Connection, before: Sequence[CallRows], after: Sequence[CallRows]) -> None:
    """Let ids that are no more lead to what became of them; drop numbers no call has any more."""
    kept = {rows.id for rows in after}
    moved = [(rows.id, min(rows.keys)) for rows in before if rows.id not in kept]
    put_over(connection, Moved, moved, "key")
    lost = {n for rows in before for n in rows.numbers} - {
        n for rows in after for n in rows.numbers
    }
    used = select(CallNumber.call_id).where(CallNumber.backwards == Number.backwards).exists()
    connection.execute(delete(Number).where(Number.backwards.in_(lost), ~used))
