"""MikoPBX's finished calls, read from its SQLite file while it goes on writing there.

Rows of `cdr_general` get ascending ids as calls end, so the id is the cursor; the last rows are
looked at again each time, because modules may correct them. The file is opened read-only and
never gets a neighbour from us.
"""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import cast

import aiosqlite

from bot.pbx.clock import Clock
from bot.pbx.mikopbx_rows import Columns, Row, local_time, to_legs
from bot.pbx.source import Batch, SourceAway
from bot.pbx.still import LOOKS, Look, Moved

_SLICE = 2_000  # rows a query; some three megabytes, and too short for the PBX to feel it
_AGAIN = 500  # rows before the cursor that are looked at each time
_PATIENCE = 5.0  # seconds to wait for a lock
_ID, _UNIQUEID, _LINKEDID, _START = map(Row._fields.index, ("id", "UNIQUEID", "linkedid", "start"))


@dataclass(frozen=True, slots=True)
class _Place:
    """How far we have read: the last id, whose it was, and the zone offset learnt so far."""

    id: int = 0
    uniqueid: str = ""
    offset: int | None = None


class MikopbxDb:
    """A `Source` over `cdr.db`. `zone` is the PBX's; without it, its call ids tell the offset."""

    def __init__(self, path: Path, region: str, zone: tzinfo | None = None) -> None:
        self._path = path
        self._region = region
        self._zone = zone
        self._seen: OrderedDict[int, int] = OrderedDict()

    async def batches(self, cursor: str | None) -> AsyncGenerator[Batch, None]:
        """See `Source`; a batch is at most two thousand rows."""
        if cursor is None:
            self.forget()  # all history means all of it
        looks = 0
        while looks < LOOKS:
            looks += 1
            try:
                async with aclosing(self._walk(_place(cursor))) as walk:
                    async for batch in walk:
                        cursor, looks = batch.cursor, 0
                        yield batch
            except Moved:
                continue  # from where we are, and as whoever writes has left it
            return
        raise SourceAway(f"{self._path.name}: written to whenever it is read")

    async def _walk(self, place: _Place) -> AsyncGenerator[Batch, None]:
        async with self._open() as (database, look):
            place = await _same_database(database, place)
            clock = Clock(self._zone, place.offset)
            first, last = await _range(database)
            question, after = await _question(database), max(place.id - _AGAIN, 0)
            while rows := await _slice(database, question, after):
                look.check()
                after = _id(rows[-1])
                clock.learn(_taught(rows))
                before, place = place, _Place(after, _uniqueid(rows[-1]), clock.offset)
                news = [row for row in rows if self._is_news(row)]
                if news or place != before:
                    read = partial(to_legs, region=self._region, clock=clock.snapshot())
                    done = (after - first + 1) / max(last - first + 1, 1)
                    yield Batch(news, json.dumps(asdict(place)), min(done, 1.0), read)
                self._remember(news)

    def zone(self, cursor: str | None) -> tzinfo | None:
        """See `Source`."""
        return Clock(self._zone, _place(cursor).offset).zone

    def forget(self) -> None:
        """See `Source`."""
        self._seen.clear()

    async def close(self) -> None:
        """Nothing to give back: the file is open only while it is read."""

    def _is_news(self, row: Columns) -> bool:
        seen = self._seen.get(_id(row))
        return bool(row[_LINKEDID]) and (seen is None or seen != hash(row))

    def _remember(self, rows: Sequence[Columns]) -> None:
        """Only what was taken: whoever failed to save a batch is given its rows again."""
        for row in rows[-2 * _AGAIN :]:
            self._seen[_id(row)] = hash(row)
            self._seen.move_to_end(_id(row))
        while len(self._seen) > 2 * _AGAIN:
            self._seen.popitem(last=False)

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[tuple[aiosqlite.Connection, Look]]:
        try:
            with Look(self._path) as look:
                async with aiosqlite.connect(look.address, uri=True, timeout=_PATIENCE) as database:
                    yield database, look
        except Moved:
            raise
        except (sqlite3.Error, OSError) as error:
            raise SourceAway(f"{self._path.name}: {error}") from error


def _place(cursor: str | None) -> _Place:
    return _Place(**json.loads(cursor)) if cursor else _Place()


async def _same_database(database: aiosqlite.Connection, place: _Place) -> _Place:
    """`place`, or the beginning where the row it stands at is another one: a rebuilt database."""
    async with database.execute(
        "SELECT UNIQUEID FROM cdr_general WHERE id = ?", (place.id,)
    ) as found:
        row = await found.fetchone()
    _, last = await _range(database)
    replaced = last < place.id if row is None else (row[0] or "") != place.uniqueid
    return _Place(offset=place.offset) if replaced else place


async def _range(database: aiosqlite.Connection) -> tuple[int, int]:
    async with database.execute("SELECT min(id), max(id) FROM cdr_general") as found:
        first, last = await found.fetchone() or (0, 0)
    return first or 0, last or 0


async def _question(database: aiosqlite.Connection) -> str:
    """How to ask for a slice: a column may be missing, or stand anywhere."""
    async with database.execute("SELECT name FROM pragma_table_info('cdr_general')") as found:
        there = {str(name).lower() for (name,) in await found.fetchall()}
    columns = ", ".join(name if name.lower() in there else "NULL" for name in Row._fields)
    return f"SELECT {columns} FROM cdr_general WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608 - names are ours


async def _slice(
    database: aiosqlite.Connection, question: str, after: int
) -> Sequence[tuple[object, ...]]:
    """The next rows by id. A name in a broken encoding must not hide a call."""
    try:
        found = await database.execute_fetchall(question, (after, _SLICE))
    except sqlite3.OperationalError:  # be it the encoding; any other fault will come again
        database.text_factory = _forgiving
        found = await database.execute_fetchall(question, (after, _SLICE))
    return [tuple(row) for row in found]


def _id(row: Columns) -> int:
    return cast("int", row[_ID])


def _uniqueid(row: Columns) -> str:
    return str(row[_UNIQUEID] or "")


def _taught(rows: Iterable[Columns]) -> list[tuple[str, datetime]]:
    starts = ((str(row[_LINKEDID] or ""), local_time(str(row[_START]).strip())) for row in rows)
    return [(linkedid, start) for linkedid, start in starts if start]


def _forgiving(raw: bytes) -> str:
    """Costs a call for each text, which SQLite's own decoding does not."""
    return raw.decode(errors="replace")
