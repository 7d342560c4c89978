"""How far each PBX has been read."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.models import ProgressRow
from db.transactions import Write, read

LONGEST = 150  # of a source's name; the end of a path tells more than its beginning


class Progress:
    """The cursor of one source, in its reader's own words. `source` names it for ever."""

    def __init__(self, engine: AsyncEngine, source: str = "pbx") -> None:
        self._source = source[-LONGEST:]
        self._engine = engine

    async def cursor(self) -> str | None:
        """Where to go on reading; None where nothing was read yet."""
        asked = select(ProgressRow.cursor).where(ProgressRow.source == self._source)
        return await read(self._engine, lambda connection: connection.scalar(asked))

    def moved(self, cursor: str) -> Write:
        """What says that everything of the source before `cursor` is in the journal.

        For the transaction that brings it there.
        """
        row = {"source": self._source, "cursor": cursor}
        return lambda connection: dialect.merge(connection, ProgressRow, row, "cursor")
