"""How far each PBX has been read."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.models import ProgressRow
from db.transactions import read, write

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

    async def move(self, cursor: str) -> None:
        """Everything of the source before `cursor` is in the journal."""
        where = {"source": self._source, "cursor": cursor}
        await write(self._engine, dialect.merge, ProgressRow, where, "cursor")
