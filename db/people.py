"""What people chose for themselves; who may do what is the settings' business."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.chat_models import PersonRow
from db.transactions import read, write

_LANGUAGES = select(PersonRow.id, PersonRow.language)


class People:
    """The people who talk with the bot, by their Telegram id; nobody else writes their choices."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._languages: dict[int, str] | None = None

    async def language(self, person_id: int) -> str | None:
        """The language this person chose, None while Telegram's own will do."""
        return (await self._chosen()).get(person_id)

    async def choose_language(self, person_id: int, language: str) -> None:
        """From now on talk with this person in `language`, say `ru`."""
        chosen = {"id": person_id, "language": language}
        await write(self._engine, dialect.merge, PersonRow, chosen, "language")
        (await self._chosen())[person_id] = language

    async def _chosen(self) -> dict[int, str]:
        """All choices there are: few people make one, and each message asks for its writer's."""
        if self._languages is None:
            rows = await read(self._engine, lambda connection: connection.execute(_LANGUAGES).all())
            if self._languages is None:  # nobody was quicker, and maybe chose since
                self._languages = {row.id: row.language for row in rows}
        return self._languages
