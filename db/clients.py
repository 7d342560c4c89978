"""The clients of the journal: who still waits for us, and every call of those who do."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls import followup
from bot.calls.case import Habit, usual
from bot.calls.model import Direction
from bot.calls.page import Entry, Listed
from db import facts, ids, listing
from db.digits import backwards, forwards
from db.models import CallNumber, CallRow, Wait
from db.transactions import read

_CLIENT = CallNumber.facts.bitwise_and(facts.CLIENT) != 0


class Clients:
    """Clients by their number as it stands in their calls."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def waiting(self, since: datetime) -> frozenset[str]:
        """Who called in vain since then and was not talked with after that."""
        low = Wait.call_id >= ids.edge(since)
        asked = select(Wait.client).distinct().where(Wait.returned_id.is_(None), low)
        return await read(
            self._engine, lambda connection: frozenset(connection.execute(asked).scalars())
        )

    async def calls(
        self, clients: Collection[str], since: datetime
    ) -> Mapping[str, tuple[Listed, ...]]:
        """The calls with each of `clients` since then, oldest first."""
        return await read(self._engine, _calls, clients, since)

    async def habits(self, clients: Collection[str], since: datetime) -> Mapping[str, Habit]:
        """How each of `clients` called since then, and whom they talked with."""
        return await read(self._engine, _habits, clients, since)


def _calls(
    connection: Connection, clients: Collection[str], since: datetime
) -> Mapping[str, tuple[Listed, ...]]:
    asked = (
        select(*listing.COLUMNS, CallNumber.backwards)
        .join(CallRow, CallRow.id == CallNumber.call_id)
        .where(CallNumber.backwards.in_({backwards(client) for client in clients}), _CLIENT)
        .where(CallNumber.call_id >= ids.edge(since))
        .order_by(CallRow.id)
    )
    found: dict[str, tuple[Listed, ...]] = dict.fromkeys(clients, ())
    rows = connection.execute(asked).all()
    for row, (call_id, call) in zip(rows, listing.summaries(connection, rows), strict=True):
        found[forwards(row.backwards)] += (Entry(call_id, call),)
    return found


def _habits(
    connection: Connection, clients: Collection[str], since: datetime
) -> Mapping[str, Habit]:
    asked = (
        select(CallNumber.backwards, CallRow.direction, CallRow.who, CallRow.answered_by)
        .join(CallRow, CallRow.id == CallNumber.call_id)
        .where(CallNumber.backwards.in_({backwards(client) for client in clients}), _CLIENT)
        .where(CallNumber.call_id >= ids.edge(since))
        .order_by(CallRow.id)
    )
    rang: Counter[str] = Counter()
    talked: defaultdict[str, list[str]] = defaultdict(list)
    for number, direction, who, answered in connection.execute(asked):
        client = forwards(number)
        rang[client] += direction == Direction.INBOUND
        if answered:
            by = followup.talker(Direction(direction), who, answered.split())
            talked[client].append(by)
    return {client: Habit(rang[client], usual(talked[client])) for client in clients}
