"""Who is in so many calls that they are tallied: found as calls are learnt, and tallied whole.

Counting a client's calls reads his stretch of `call_numbers`. That is nothing for nearly all of
them, but those who call most, queues with long numbers, and a client with the one who looks after
him have tens of thousands of rows, each page of them in another place of the file.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import cast

from sqlalchemy import Connection, Insert, Table, bindparam, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from db import facts, ids
from db.digits import short
from db.fetching import fetch
from db.finding import size
from db.models import BlockTally, CallNumber, Often, Tally
from db.rows import CallRows

MANY = 4096  # calls
# One in so many calls is looked at: who calls often is soon in one of these. A prime, since ids end
# in a number that counts: of lines called in turn, half would never be in every 256th call.
SAMPLE = 251

_NUMBER = CallNumber.backwards == bindparam("number")


def promote(connection: Connection, calls: Sequence[CallRows], known: Collection[str]) -> None:
    """Tally all calls of those in `calls` who turn out to be in many; `known` are tallied."""
    seen = {number for rows in calls if not rows.id % SAMPLE for number in _long(rows)}
    for number in sorted(seen.difference(known)):
        ((calls_of_it,),) = fetch(connection, *size(number, MANY))
        if calls_of_it == MANY:
            connection.execute(insert(Often).values(backwards=number))
            for tallying in _TALLYING:
                connection.execute(tallying, {"number": number})


def _long(rows: CallRows) -> Iterator[str]:
    return (number for number, _ in rows.stretches if not short(number))


def _tallying(
    model: type[Tally | BlockTally], when: InstrumentedAttribute[int], unit: int
) -> Insert:
    """Tally the calls of a number, but for those in which it was the office's: these are."""
    kind = CallNumber.facts.bitwise_and(facts.TALLIED)
    place = CallNumber.call_id // unit
    counted = (
        select(CallNumber.backwards, place, kind, func.count())
        .where(_NUMBER, CallNumber.facts.bitwise_and(facts.OURS) == 0)
        .group_by(CallNumber.backwards, place, kind)
    )
    names = ["backwards", when.key, "facts", "n"]
    return insert(cast("Table", model.__table__)).from_select(names, counted)


_TALLYING = (
    _tallying(Tally, Tally.day, ids.DAY),
    _tallying(BlockTally, BlockTally.block, ids.DAY * ids.BLOCK),
)
