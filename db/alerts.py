"""The outbox of the groups: what each was told about a client, or is still to be told."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.alerts.model import Alert
from db import dialect, ids
from db.chat_models import AlertRow
from db.transactions import execute, read, write

_KEY = ("chat_id", "client", "first")
_TIMES = ("born", "asked", "rang")
_COLUMNS = tuple(column.key for column in AlertRow.__table__.columns)


class Alerts:
    """Alerts by group; an alert's key is unique, so that a call is announced once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of(self, chat_id: int, since: datetime) -> tuple[Alert, ...]:
        """The alerts of a group born at or after `since`, oldest first."""
        born = AlertRow.born >= ids.milliseconds(since)
        return await self._found(AlertRow.chat_id == chat_id, born)

    async def shown_in(self, chat_id: int, message: int) -> tuple[Alert, ...]:
        """The alerts that one message of a group shows, oldest first."""
        return await self._found(AlertRow.chat_id == chat_id, AlertRow.message == message)

    async def save(self, alerts: Iterable[Alert]) -> None:
        """Write down alerts as they are now, new ones too, in one transaction."""
        rows = [_row(alert) for alert in alerts]
        if not rows:
            return
        columns = [name for name in _COLUMNS if name not in _KEY]
        await write(self._engine, dialect.merge, AlertRow, rows, *columns)

    async def forget(self, alerts: Iterable[Alert]) -> None:
        """Leave out alerts that need not be told any more."""
        gone = [delete(AlertRow).where(*_is(alert)) for alert in alerts]
        if gone:
            await write(self._engine, execute, *gone)

    async def clear(self, chat_id: int) -> None:
        """Forget all of a group, whose Telegram forgot it too."""
        await write(self._engine, execute, delete(AlertRow).where(AlertRow.chat_id == chat_id))

    async def _found(self, *where: ColumnElement[bool]) -> tuple[Alert, ...]:
        return await read(self._engine, _alerts, *where)


def _alerts(connection: Connection, *where: ColumnElement[bool]) -> tuple[Alert, ...]:
    asked = select(AlertRow.__table__).where(*where).order_by(AlertRow.born, AlertRow.first)
    return tuple(_alert(dict(row)) for row in connection.execute(asked).mappings())


def _is(alert: Alert) -> list[ColumnElement[bool]]:
    return [getattr(AlertRow, name) == getattr(alert, name) for name in _KEY]


def _row(alert: Alert) -> dict[str, Any]:
    row = asdict(alert) | {"told": " ".join(map(str, alert.told))}
    times = {name: row[name] and ids.milliseconds(row[name]) for name in _TIMES}
    return row | times


def _alert(row: dict[str, Any]) -> Alert:
    times = {name: None if row[name] is None else ids.moment(row[name]) for name in _TIMES}
    told = tuple(int(call_id) for call_id in row["told"].split())
    return Alert(**(row | times | {"told": told}))
