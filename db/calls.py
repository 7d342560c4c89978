"""The journal's calls: saved as the PBX tells of them, found as people ask for them."""

import asyncio
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import Leg
from bot.calls.page import Change, Edge, Opened, Page, PageAt, Saved, Span
from bot.calls.query import Query
from db import ids, paging, reading, saving, telling
from db.counted import Counted
from db.models import BlockTally, CallRow
from db.rows import EVERYBODY, CallRows
from db.transactions import Write, read, write


class Calls:
    """All calls of the journal at one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._counted = Counted()

    async def save(self, legs: Sequence[Leg], *also: Write) -> Saved:
        """Learn `legs`: join them with the stored calls they belong to, decide those anew.

        One transaction, of which `also` is a part; saving the same legs again changes nothing, and
        neither does their order.
        """
        told, _ = await asyncio.to_thread(telling.told, legs)
        saved = await write(self._engine, _save, told, also)
        self._counted = Counted()
        return saved

    async def store(self, told: Sequence[CallRows], *also: Write) -> None:
        """As `save`, of calls that `Helpers` told; nobody hears what changed."""
        await write(self._engine, _store, told, also)
        self._counted = Counted()

    async def find(self, query: Query, *, size: int = 6, at: PageAt = Edge.FIRST) -> Page:
        """A page of the calls that answer `query`, newest first, with the totals of them all.

        The first page counts them; further ones show what it counted until calls are saved.
        `query.name` is for the directory to turn into numbers first.
        """
        return await read(self._engine, paging.answer, query, size, at, self._counted)

    async def opened(self, calls: Collection[int]) -> tuple[Opened, ...]:
        """The calls with these ids, told whole, newest first; those that are there no more not."""
        return await read(self._engine, reading.opened, calls)

    async def get(self, call_id: int) -> Opened | None:
        """The call with this id, or that once had it."""
        return await read(self._engine, _by_id, call_id)

    async def by_linkedid(self, linkedid: str) -> Opened | None:
        """The call with this linkedid among those of its legs, with or without the PBX's name."""
        return await read(self._engine, _by_key, linkedid)

    async def span(self) -> Span:
        """From when to when the journal reaches, and how many calls it holds."""
        return await read(self._engine, _span)


def _save(connection: Connection, told: Sequence[CallRows], also: Sequence[Write]) -> Saved:
    before, after = saving.compare(connection, told)
    old = _entries(connection, before)
    turns = saving.replace(connection, before, after)
    new = _entries(connection, after)
    for change in also:
        change(connection)
    returned = (wait.call_id for wait in turns if wait.turned)
    return Saved(_changes(old, new), tuple(returned))


def _store(connection: Connection, told: Sequence[CallRows], also: Sequence[Write]) -> None:
    saving.replace(connection, *saving.compare(connection, told))
    for change in also:
        change(connection)


def _by_id(connection: Connection, call_id: int) -> Opened | None:
    for entry in reading.opened(connection, [call_id]):
        return entry
    key = reading.moved(connection, call_id)
    return None if key is None else _by_key(connection, key)


def _by_key(connection: Connection, key: str) -> Opened | None:
    found = reading.by_key(connection, ids.spellings(key))
    return found[0] if found else None


def _span(connection: Connection) -> Span:
    first, last = connection.execute(select(func.min(CallRow.id), func.max(CallRow.id))).one()
    if first is None:
        return Span(None, None, 0)
    counted = select(func.sum(BlockTally.n)).where(BlockTally.backwards == EVERYBODY)
    return Span(ids.started(first), ids.started(last), int(connection.scalar(counted) or 0))


def _entries(connection: Connection, calls: Sequence[CallRows]) -> tuple[Opened, ...]:
    return reading.followed(connection, [(rows.id, rows.call) for rows in calls if rows.call])


def _changes(before: Sequence[Opened], after: Sequence[Opened]) -> tuple[Change, ...]:
    """What each call was and is; a call that joined another one has no after of its own."""
    was = {leg.key: entry for entry in before for leg in entry.call.legs}
    changes, seen = [], set()
    for entry in after:
        old = next((was[leg.key] for leg in entry.call.legs if leg.key in was), None)
        changes.append(Change(old, entry))
        seen.add(old and old.id)
    gone = [Change(entry, None) for entry in before if entry.id not in seen]
    return (*changes, *gone)
