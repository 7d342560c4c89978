"""What people chose for themselves; who may do what is the settings' business."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.models import PersonRow
from db.transactions import read, write

REMEMBERED = 10_000  # people; whoever else writes to the bot is looked up again


class People:
    """The people who talk with the bot, by their Telegram id; nobody else writes their choices."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._languages: dict[int, str | None] = {}

    async def language(self, person_id: int) -> str | None:
        """The language this person chose, None while Telegram's own will do."""
        if person_id not in self._languages:
            asked = select(PersonRow.language).where(PersonRow.id == person_id)
            found = await read(self._engine, lambda connection: connection.scalar(asked))
            self._remember(person_id, found)
        return self._languages[person_id]

    async def choose_language(self, person_id: int, language: str) -> None:
        """From now on talk with this person in `language`, say `ru`."""
        chosen = {"id": person_id, "language": language}
        await write(self._engine, dialect.merge, PersonRow, chosen, "language")
        self._remember(person_id, language)

    def _remember(self, person_id: int, language: str | None) -> None:
        if len(self._languages) >= REMEMBERED:
            self._languages.clear()
        self._languages[person_id] = language
