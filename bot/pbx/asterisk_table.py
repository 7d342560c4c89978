"""The `cdr` table of an Asterisk as it happens to be: its columns found, its rows read by time.

There is no key to count on and often no index but the one on the start, so every question is
bounded by the start and cut into slices: memory stays flat, and the PBX never feels a long one.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.pbx.asterisk_columns import COLUMNS, STARTS, Columns, local_start
from bot.pbx.source import SourceAway

SLICE = 2_000
# MariaDB runs its own kind of comment, MySQL obeys the hint: neither lets us ask for a minute.
_SELECT = (
    "/*M!100100 SET STATEMENT max_statement_time=60 FOR */ SELECT /*+ MAX_EXECUTION_TIME(60000) */"
)
_FIRST_YEAR = datetime(1990, 1, 1)  # noqa: DTZ001 - junk rows stand in the year 1000 or 0000
_COLUMNS = text(
    "SELECT lower(column_name) FROM information_schema.columns"
    " WHERE table_schema = database() AND table_name = :name"
)


@dataclass(frozen=True, slots=True)
class Table:
    """Questions to one table; the times given and returned are the PBX's local ones."""

    name: str
    start: str
    columns: Collection[str]

    @property
    def _rows(self) -> str:
        names = ", ".join(f"`{one}`" if one in self.columns else "NULL" for one in COLUMNS)
        return f"{_SELECT} {names} FROM `{self.name}` WHERE uniqueid <> '' AND `{self.start}`"

    async def edges(self, connection: AsyncConnection) -> tuple[datetime, datetime] | None:
        """The first and the last start, None where there are no rows.

        A clock that once ran ahead leaves rows of the future, which must not become the mark that
        others are measured by: the last is the database's own now at most, if any row is earlier.
        """
        ask = f"SELECT %s(`{self.start}`) FROM `{self.name}` WHERE `{self.start}` >= :year"  # noqa: S608 - names are ours
        year = {"year": _FIRST_YEAR}
        first = await connection.scalar(text(ask % "min"), year)
        last = await connection.scalar(text(f"{ask % 'max'} AND `{self.start}` <= now()"), year)
        last = last or await connection.scalar(text(ask % "max"), year)
        return (first, last) if first and last else None

    async def since(
        self, connection: AsyncConnection, start: datetime
    ) -> AsyncIterator[tuple[Sequence[Columns], datetime]]:
        """All rows that began at `start` or later, each once, in slices of ascending time.

        With every slice comes the start to go on from. A second is never cut in two: nothing
        but the time orders the rows.
        """
        while rows := await self._ask(
            connection, f">= :start ORDER BY `{self.start}` LIMIT :limit", start
        ):
            last = local_start(rows[-1])
            if len(rows) < SLICE:
                yield rows, last
                return
            whole: Sequence[Columns] = [row for row in rows if local_start(row) < last]
            if not whole:
                whole = await self._ask(connection, "= :start", start)
                last = start + timedelta(microseconds=1)
            yield whole, last
            start = last

    async def _ask(
        self, connection: AsyncConnection, when: str, start: datetime
    ) -> Sequence[Columns]:
        given = {"start": max(start, _FIRST_YEAR)}
        limit = {"limit": SLICE} if ":limit" in when else {}
        found = await connection.execute(text(f"{self._rows} {when}"), given | limit)
        return [tuple(row) for row in found]


async def find_table(connection: AsyncConnection, name: str) -> Table:
    """The table called `name` in the connection's database, with the columns that it has."""
    there = set((await connection.execute(_COLUMNS, {"name": name})).scalars())
    start = next((column for column in STARTS if column in there), "")
    if not start or "uniqueid" not in there:
        raise SourceAway(f"there is no call record table «{name}»")
    return Table(name, start, there - {other for other in STARTS if other != start})
