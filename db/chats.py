"""The groups the bot is in or was in, what was settled for each, and what was said there once."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, Row, Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.alerts.model import NEWEST
from bot.groups import Group, group_of, settings_to_json
from db import dialect
from db.chat_models import AlertRow, ChatRow, Mark
from db.models import Base
from db.transactions import execute, read, write

_COLUMNS = (ChatRow.id, ChatRow.title, ChatRow.active, ChatRow.settings)
_Found = Select[int, str, bool, str | None]


class Chats:
    """Groups by their Telegram id, which changes when a group becomes a supergroup."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> tuple[Group, ...]:
        """Every group ever joined, also those the bot has left."""
        return await read(self._engine, _all)

    async def listening(self) -> tuple[Group, ...]:
        """The groups in which something is to be said unasked."""
        return tuple(group for group in await self.all() if group.listens)

    async def get(self, chat_id: int) -> Group | None:
        """The group with this id, None if the bot never was there."""
        return await read(self._engine, _find, _asked(chat_id))

    async def join(self, chat_id: int, title: str) -> Group:
        """The bot is in this group, whose title may be new; what was settled before still is."""
        return await write(self._engine, _join, chat_id, title)

    async def leave(self, chat_id: int) -> None:
        """The bot is in this group no more; nothing is forgotten."""
        gone = update(ChatRow).where(ChatRow.id == chat_id).values(active=False)
        await write(self._engine, execute, gone)

    async def change(self, chat_id: int, how: Callable[[Group], Group]) -> Group | None:
        """Settle something: `how` gets the group as it is and returns it as it shall be.

        One transaction, so that two changes at once are both kept. None for an unknown group.
        """
        return await write(self._engine, _change, chat_id, how)

    async def move(self, old: int, new: int) -> None:
        """The group `old` became the supergroup `new`: everything of it follows, and only once.

        Every table with a `chat_id` is moved. Messages do not follow: the board
        and the alerts of who still waits are to be sent anew.
        """
        await write(self._engine, _move, old, new)

    async def mark(self, chat_id: int, kind: str, value: str) -> bool:
        """Note that `value` is the last of its `kind` done here; False if it was noted before."""
        return await write(self._engine, _mark, chat_id, kind, value)

    async def marked(self, chat_id: int, kind: str) -> str:
        """The last `value` noted, '' for none."""
        asked = select(Mark.value).where(Mark.chat_id == chat_id, Mark.kind == kind)
        return await read(self._engine, lambda connection: connection.scalar(asked)) or ""


def _all(connection: Connection) -> tuple[Group, ...]:
    found = connection.execute(select(*_COLUMNS).order_by(ChatRow.id))
    return tuple(_group(row) for row in found)


def _join(connection: Connection, chat_id: int, title: str) -> Group:
    chat = {"id": chat_id, "title": title[:255], "active": True}
    dialect.merge(connection, ChatRow, chat, "title", "active")
    return _find(connection, _asked(chat_id)) or Group(id=chat_id, title=title)


def _change(connection: Connection, chat_id: int, how: Callable[[Group], Group]) -> Group | None:
    group = _find(connection, _asked(chat_id).with_for_update())
    if group is None:
        return None
    changed = how(group)
    settled = update(ChatRow).where(ChatRow.id == chat_id)
    connection.execute(settled.values(settings=settings_to_json(changed)))
    return changed


def _move(connection: Connection, old: int, new: int) -> None:
    group = _find(connection, _asked(old).with_for_update())
    if group is None:
        return
    connection.execute(delete(ChatRow).where(ChatRow.id == new))
    settings = settings_to_json(replace(group, board=None))
    moved = update(ChatRow).where(ChatRow.id == old)
    connection.execute(moved.values(id=new, settings=settings, active=True))
    for table in Base.metadata.tables.values():
        if "chat_id" in table.c:
            connection.execute(delete(table).where(table.c.chat_id == new))
            connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))
    lost = update(AlertRow).where(AlertRow.chat_id == new)
    connection.execute(lost.values(message=None, asked=None, shown=""))
    connection.execute(delete(Mark).where(Mark.chat_id == new, Mark.kind == NEWEST))


def _mark(connection: Connection, chat_id: int, kind: str, value: str) -> bool:
    asked = select(Mark.value).where(Mark.chat_id == chat_id, Mark.kind == kind)
    if connection.scalar(asked.with_for_update()) == value:
        return False
    mark = {"chat_id": chat_id, "kind": kind, "value": value}
    dialect.merge(connection, Mark, mark, "value")
    return True


def _asked(chat_id: int) -> _Found:
    return select(*_COLUMNS).where(ChatRow.id == chat_id)


def _find(connection: Connection, asked: _Found) -> Group | None:
    row = connection.execute(asked).one_or_none()
    return None if row is None else _group(row)


def _group(row: Row[int, str, bool, str | None]) -> Group:
    chat_id, title, active, settings = row
    return group_of(chat_id, title, settings or "", active=active)
