"""Asterisk's call records, read from `cdr` in MySQL or MariaDB.

The table has no key and no insertion time: a row appears when its channel dies, bearing the time
when the row *began*. So a first import walks through all history by time, and afterwards each
poll looks again at what began lately: two hours back, and every ten minutes a whole day, for the
long calls. Rows seen before, and unchanged, are not given again.
"""

import json
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BotError
from bot.pbx.asterisk_columns import UNIQUEID, Columns, local_start
from bot.pbx.asterisk_rows import Office, to_legs
from bot.pbx.asterisk_table import find_table
from bot.pbx.clock import Clock
from bot.pbx.source import Batch, SourceAway

FAST = timedelta(hours=2)
SLOW = timedelta(hours=25)  # the longest call we count with, and the time since the last look
SLOW_EVERY = 600.0  # seconds
_REMEMBERED = 500_000  # rows of a day in a very busy office; what is forgotten is given again
_TABLE = re.compile(r"[A-Za-z0-9_$]{1,64}")


@dataclass(frozen=True, slots=True)
class _Place:
    """How far we have read: up to rows that began `until`, in the PBX's local time.

    `imported` is false while the first import still walks through the history.
    """

    until: str = ""
    imported: bool = False
    offset: int | None = None


class AsteriskCdr:
    """A `Source` over one `cdr` table of the database at `url` (mysql:// or mariadb://).

    `zone` overrides the offset from UTC that channel ids tell; `monotonic` gives seconds.
    """

    def __init__(
        self,
        url: URL,
        office: Office,
        *,
        table: str = "cdr",
        zone: tzinfo | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if not _TABLE.fullmatch(table):
            raise BotError("pbx-table-invalid", table=table)
        self._engine = engine_of(url)
        self._office = office
        self._table = table
        self._zone = zone
        self._monotonic = monotonic
        self._slow: tuple[float, datetime] | None = None  # when we last looked a day back, at what
        self._seen: dict[int, datetime] = {}

    async def batches(self, cursor: str | None) -> AsyncGenerator[Batch, None]:
        """See `Source`; a batch is at most some two thousand rows."""
        place = _place(cursor)
        if cursor is None:
            self._seen.clear()  # all history means all of it
        async with reading(self._engine) as connection:
            table = await find_table(connection, self._table)
            edges = await table.edges(connection)
            if edges is None:
                return
            clock, slow = Clock(self._zone, place.offset), self._is_slow_due(place)
            async for rows, reached in table.since(connection, self._start(place, edges[0], slow)):
                clock.learn((str(row[UNIQUEID]), local_start(row)) for row in rows)
                if not place.imported:
                    place = _Place(reached.isoformat(), offset=clock.offset)
                if news := [row for row in rows if hash(row) not in self._seen]:
                    read = partial(to_legs, office=self._office, clock=clock.snapshot())
                    done = _share(reached, *edges) if not place.imported else 1.0
                    yield Batch(news, json.dumps(asdict(place)), done, read)
                self._remember(rows, edges[1])
            if slow:
                self._slow = self._monotonic(), edges[1]
            caught_up = _Place(edges[1].isoformat(), imported=True, offset=clock.offset)
            if caught_up != place:
                yield Batch((), json.dumps(asdict(caught_up)))

    def zone(self, cursor: str | None) -> tzinfo | None:
        """See `Source`."""
        return Clock(self._zone, _place(cursor).offset).zone

    def forget(self) -> None:
        """See `Source`."""
        self._seen.clear()
        self._slow = None

    async def close(self) -> None:
        """Give back the connection."""
        await self._engine.dispose()

    def _is_slow_due(self, place: _Place) -> bool:
        if self._slow is None or not place.imported:
            return True
        return self._monotonic() - self._slow[0] >= SLOW_EVERY

    def _start(self, place: _Place, first: datetime, slow: bool) -> datetime:
        """From where to read: a row written since the last look began at most that long before."""
        if not place.until:
            return first
        until = datetime.fromisoformat(place.until)
        if not slow:
            return until - FAST
        return (min(until, self._slow[1]) if self._slow else until) - SLOW

    def _remember(self, rows: Sequence[Columns], last: datetime) -> None:
        """Only what was taken: whoever failed to save a batch is given its rows again."""
        recent = last - SLOW
        self._seen |= {hash(row): local_start(row) for row in rows if local_start(row) > recent}
        if len(self._seen) > _REMEMBERED:
            self._seen = {digest: at for digest, at in self._seen.items() if at > last - FAST}


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection whose faults say that the PBX is away, and never show the password."""
    try:
        async with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise SourceAway(str(error.orig)) from None
    except (SQLAlchemyError, OSError, RuntimeError) as error:
        raise SourceAway(f"{type(error).__name__}: {error}") from None


def _place(cursor: str | None) -> _Place:
    return _Place(**json.loads(cursor)) if cursor else _Place()


def engine_of(url: URL) -> AsyncEngine:
    """One connection, kept and looked after: the PBX has other things to do."""
    return create_async_engine(
        url.set(drivername="mysql+aiomysql"),
        pool_pre_ping=True,
        pool_size=1,
        isolation_level="AUTOCOMMIT",
        connect_args={"charset": "utf8mb4", "connect_timeout": 10},
    )


def _share(reached: datetime, first: datetime, last: datetime) -> float:
    whole = (last - first).total_seconds()
    return min(max((reached - first).total_seconds() / whole, 0.0), 1.0) if whole > 0 else 1.0
