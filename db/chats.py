"""The groups the bot is in."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.engine import writing
from db.models import ChatRow


class Chats:
    """Groups by their Telegram id, which changes when a group becomes a supergroup."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing = writing(engine)

    async def all(self) -> dict[int, str]:
        """The titles of all groups by id."""
        async with self._engine.connect() as connection:
            found = await connection.execute(select(ChatRow.id, ChatRow.title))
            return dict(found.tuples().all())

    async def join(self, chat_id: int, title: str) -> None:
        """The bot is in this group, whose title may be new."""
        async with self._writing.begin() as connection:
            chat = {"id": chat_id, "title": title}
            await connection.execute(dialect.upsert(connection, ChatRow, "title"), chat)

    async def leave(self, chat_id: int) -> None:
        """The bot is in this group no more."""
        async with self._writing.begin() as connection:
            await connection.execute(delete(ChatRow).where(ChatRow.id == chat_id))

    async def move(self, old: int, new: int) -> None:
        """A group became a supergroup: same group, new id."""
        async with self._writing.begin() as connection:
            title = await connection.scalar(select(ChatRow.title).where(ChatRow.id == old))
            await connection.execute(delete(ChatRow).where(ChatRow.id == old))
            if title is not None:
                chat = {"id": new, "title": title}
                await connection.execute(dialect.upsert(connection, ChatRow, "title"), chat)
