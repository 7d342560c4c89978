"""New legs into stored calls: found, joined, told again and written, a batch at a time.

The same legs give the same journal in any order and any batches. A batch costs a dozen
statements however many calls it holds, and touches only calls it shares a key with.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.calls.codec import legs_from_json
from bot.calls.grouping import group, tell
from bot.calls.model import Leg
from db import dialect, settling
from db.models import CallKey, CallNumber, CallRow, Moved, Number, Tally, Wait
from db.rows import CallRows, keys_of, rows_of
from db.settling import Stored

log = logging.getLogger(__name__)


async def compare(
    connection: AsyncConnection, legs: Sequence[Leg]
) -> tuple[list[CallRows], list[CallRows]]:
    """The stored calls that `legs` change, and the calls that are to stand in their place."""
    stored = await _touched(connection, legs)
    told, failed = _told(stored, legs)
    after = {rows.legs: rows for rows in told}
    same = after.keys() & {rows.legs for rows in stored}
    before = [rows for rows in stored if rows.legs not in same and not rows.keys & failed]
    return before, [rows for text, rows in after.items() if text not in same]


async def replace(
    connection: AsyncConnection, before: Sequence[CallRows], after: Sequence[CallRows]
) -> Sequence[Stored]:
    """Write `after` in place of `before`; tell which other waits turned with that."""
    await _place(connection, after, {rows.id for rows in before})
    turns = await settling.settle(connection, before, after)
    if before:
        await _erase(connection, before)
    if after:
        await _write(connection, after)
    await settling.turn(connection, turns)
    await _count(connection, _difference(before, after, turns))
    if before:
        await _tidy(connection, before, after)
    return turns


async def _touched(connection: AsyncConnection, legs: Sequence[Leg]) -> list[CallRows]:
    """The stored calls that `legs` belong to, or join."""
    of_keys = select(CallKey.call_id).where(CallKey.key.in_(keys_of(legs)))
    found = await connection.execute(select(CallRow.legs).where(CallRow.id.in_(of_keys)))
    stored = [rows_of(tell(legs_from_json(text))) for text in found.scalars()]
    waiting = {rows.id: rows for rows in stored if rows.waits}
    if waiting:
        await _remember_returns(connection, waiting)
    return stored


async def _remember_returns(connection: AsyncConnection, waiting: dict[int, CallRows]) -> None:
    known = select(Wait.call_id, Wait.returned_id).where(
        Wait.client.in_({rows.client for rows in waiting.values()}), Wait.call_id.in_(waiting)
    )
    for call_id, returned_id in await connection.execute(known):
        waiting[call_id].settle(returned_id)


def _told(stored: Iterable[CallRows], legs: Iterable[Leg]) -> tuple[list[CallRows], frozenset[str]]:
    """The calls that stored and new legs make together, and the keys of those we cannot tell."""
    calls: list[CallRows] = []
    failed: set[str] = set()
    for of_call in group(chain(*(rows.call.legs for rows in stored), legs)):
        try:
            calls.append(rows_of(tell(of_call)))
        except Exception:  # whatever it is, the next call must not suffer for it
            log.exception("Call %s cannot be told and is left out", of_call[0].linkedid)
            failed |= keys_of(of_call)
    return calls, frozenset(failed)


async def _place(connection: AsyncConnection, calls: Sequence[CallRows], freed: set[int]) -> None:
    """Give a call the next id where its own belongs to another one already."""
    asked = select(CallRow.id).where(CallRow.id.in_([rows.id for rows in calls]))
    taken = set((await connection.execute(asked)).scalars()) - freed
    for rows in calls:
        while rows.id in taken:
            rows.id += 1
        taken.add(rows.id)


async def _erase(connection: AsyncConnection, calls: Sequence[CallRows]) -> None:
    """Take calls out of every table but the tallies."""
    gone = [rows.id for rows in calls]
    pairs = [(number, rows.id) for rows in calls for number in rows.numbers]
    where = tuple_(CallNumber.number, CallNumber.call_id).in_(pairs)
    await connection.execute(delete(CallNumber).where(where))
    keys = [key for rows in calls for key in rows.keys]
    await connection.execute(delete(CallKey).where(CallKey.key.in_(keys)))
    clients = {rows.client for rows in calls}
    await connection.execute(delete(Wait).where(Wait.client.in_(clients), Wait.call_id.in_(gone)))
    await connection.execute(delete(CallRow).where(CallRow.id.in_(gone)))


async def _write(connection: AsyncConnection, calls: Sequence[CallRows]) -> None:
    """Put calls into every table but the tallies."""
    await connection.execute(insert(CallRow), [rows.row() for rows in calls])
    await connection.execute(
        insert(CallKey), [{"key": key, "call_id": rows.id} for rows in calls for key in rows.keys]
    )
    await connection.execute(
        insert(CallNumber),
        [
            {"number": number, "call_id": rows.id, "facts": seen}
            for rows in calls
            for number, seen in rows.numbers.items()
        ],
    )
    waits = [
        {"client": rows.client, "call_id": rows.id, "returned_id": rows.returned_id}
        for rows in calls
        if rows.waits
    ]
    if waits:
        await connection.execute(insert(Wait), waits)
    await _write_numbers(connection, {n for rows in calls for n in rows.numbers if n})


async def _write_numbers(connection: AsyncConnection, numbers: set[str]) -> None:
    new = dialect.upsert(connection, Number, "backwards")
    await connection.execute(new, [{"number": n, "backwards": n[::-1]} for n in sorted(numbers)])


async def _count(connection: AsyncConnection, changes: Counter[tuple[str, int, int]]) -> None:
    """Add `changes` to the tallies, and leave no zero behind."""
    rows = [
        {"number": number, "day": day, "facts": seen, "n": n}
        for (number, day, seen), n in sorted(changes.items())
        if n
    ]
    if not rows:
        return
    await connection.execute(dialect.add(connection, Tally, "n"), rows)
    if any(n < 0 for n in changes.values()):
        days = {row["day"] for row in rows}
        numbers = {row["number"] for row in rows}
        empty = (Tally.n == 0, Tally.number.in_(numbers), Tally.day.in_(days))
        await connection.execute(delete(Tally).where(*empty))


def _difference(
    before: Iterable[CallRows], after: Iterable[CallRows], turns: Iterable[Stored]
) -> Counter[tuple[str, int, int]]:
    changes = Counter(tally for rows in after for tally in rows.tallies())
    changes.subtract(tally for rows in before for tally in rows.tallies())
    changes.update(one.tally(one.now) for one in turns)
    changes.subtract(one.tally(one.facts) for one in turns)
    return changes


async def _tidy(
    connection: AsyncConnection, before: Sequence[CallRows], after: Sequence[CallRows]
) -> None:
    """Let ids that are no more lead to what became of them; drop numbers no call has any more."""
    kept = {rows.id for rows in after}
    moved = [{"id": rows.id, "key": min(rows.keys)} for rows in before if rows.id not in kept]
    if moved:
        await connection.execute(dialect.upsert(connection, Moved, "key"), moved)
    lost = {n for rows in before for n in rows.numbers} - {
        n for rows in after for n in rows.numbers
    }
    used = select(CallNumber.number).where(CallNumber.number == Number.number).exists()
    await connection.execute(delete(Number).where(Number.number.in_(lost), ~used))
