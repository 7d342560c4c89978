"""What people chose for themselves; who may do what is the settings' business."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.engine import writing
from db.models import PersonRow


class People:
    """The people who talk with the bot, by their Telegram id."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing = writing(engine)

    async def language(self, person_id: int) -> str | None:
        """The language this person chose, None while Telegram's own will do."""
        async with self._engine.connect() as connection:
            asked = select(PersonRow.language).where(PersonRow.id == person_id)
            return await connection.scalar(asked)

    async def choose_language(self, person_id: int, language: str) -> None:
        """From now on talk with this person in `language`, say `ru`."""
        async with self._writing.begin() as connection:
            chosen = {"id": person_id, "language": language}
            await connection.execute(dialect.upsert(connection, PersonRow, "language"), chosen)
