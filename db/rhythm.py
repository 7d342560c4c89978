"""When calls come in: how many in which quarter of an hour, and when the last one did."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Direction
from db import facts, ids
from db.digits import backwards, forwards
from db.models import CallNumber
from db.transactions import read

QUARTER = 900_000 << ids.BITS  # of an hour, in ids
_INBOUND = CallNumber.facts.bitwise_and(facts.DIRECTION) == facts.DIRECTIONS[Direction.INBOUND]


class Rhythm:
    """The rhythm of lines; the line `''` is all of them together."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def quarters(
        self, lines: Collection[str], since: datetime
    ) -> dict[str, Counter[datetime]]:
        """Calls in on each of `lines` by the quarter of an hour they began in, from `since` on."""
        return await read(self._engine, _quarters, lines, since)

    async def last(self, lines: Collection[str]) -> dict[str, datetime]:
        """When the last call came in on each of `lines`; a line nobody ever called is left out."""
        return await read(self._engine, _last, lines)


def _quarters(
    connection: Connection, lines: Collection[str], since: datetime
) -> dict[str, Counter[datetime]]:
    quarter = CallNumber.call_id // QUARTER
    asked = (
        select(CallNumber.backwards, quarter, func.count())
        .where(CallNumber.backwards.in_(map(backwards, lines)), _INBOUND)
        .where(CallNumber.call_id >= ids.edge(since))
        .group_by(CallNumber.backwards, quarter)
    )
    found: dict[str, Counter[datetime]] = {line: Counter() for line in lines}
    for line, number, n in connection.execute(asked):
        found[forwards(line)][ids.started(int(number) * QUARTER)] = n
    return found


def _last(connection: Connection, lines: Collection[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for line in lines:
        newest = (
            select(CallNumber.call_id)
            .where(CallNumber.backwards == backwards(line), _INBOUND)
            .order_by(CallNumber.call_id.desc())
            .limit(1)
        )
        call_id = connection.scalar(newest)
        if call_id is not None:
            found[line] = ids.started(call_id)
    return found
