"""Recordings that Telegram has already: sent again by their name there, converted never again."""

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.chat_models import FileRow
from db.transactions import execute, read, write


class Files:
    """Telegram's `file_id` of each recording and kind of message. An id is good for one bot."""

    def __init__(self, engine: AsyncEngine, bot_id: int) -> None:
        self._engine = engine
        self._bot_id = bot_id

    async def find(self, recording: str, kind: str) -> str | None:
        """The `file_id` of `recording` sent as `kind`, say `audio`; None where it was not."""
        asked = select(FileRow.file_id).where(*self._is(recording, kind))
        return await read(self._engine, lambda connection: connection.scalar(asked))

    async def remember(self, recording: str, kind: str, file_id: str) -> None:
        """`recording` was sent as `kind`, and Telegram calls it `file_id`."""
        row = {"bot_id": self._bot_id, "recording": recording, "kind": kind, "file_id": file_id}
        await write(self._engine, dialect.merge, FileRow, row, "file_id")

    async def forget(self, recording: str, kind: str) -> None:
        """Telegram knows this file no more."""
        await write(self._engine, execute, delete(FileRow).where(*self._is(recording, kind)))

    def _is(self, recording: str, kind: str) -> tuple[ColumnElement[bool], ...]:
        return (
            FileRow.bot_id == self._bot_id,
            FileRow.recording == recording,
            FileRow.kind == kind,
        )
