"""What people did about clients: claims, hand-closings, notes. Nothing is ever changed in it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.case import Deed, DeedKind
from db import dialect, ids
from db.chat_models import DeedRow, LatestNote
from db.digits import plain
from db.transactions import read, write


class Deeds:
    """Deeds by client, the outside number of a call."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, deed: Deed) -> None:
        """Write a deed down; the same one twice is one."""
        row = {
            "client": plain(deed.client),
            "at": ids.milliseconds(deed.at),
            "person": deed.by,
            "kind": deed.kind.value,
            "about": deed.about,
            "name": deed.name[:255],
            "text": deed.text,
        }
        await write(self._engine, _add, row)

    async def of(self, clients: Collection[str], since: datetime) -> Mapping[str, tuple[Deed, ...]]:
        """The deeds about each of `clients` since then, and all notes ever; oldest first."""
        recent = DeedRow.at >= ids.milliseconds(since)
        return await self._found(clients, recent | (DeedRow.kind == DeedKind.NOTE.value))

    async def notes(self, clients: Collection[str]) -> Mapping[str, tuple[Deed, ...]]:
        """The notes about each of `clients`, oldest first; clients without one are left out."""
        return await self._found(clients, DeedRow.kind == DeedKind.NOTE.value)

    async def _found(
        self, clients: Collection[str], where: ColumnElement[bool]
    ) -> Mapping[str, tuple[Deed, ...]]:
        return await read(self._engine, _deeds, DeedRow.client.in_(set(clients)), where)


def _add(connection: Connection, row: dict[str, Any]) -> None:
    dialect.merge(connection, DeedRow, row, "text")
    if row["kind"] == DeedKind.NOTE.value:
        _note(connection, {name: row[name] for name in ("client", "at", "name", "text")})


def _note(connection: Connection, note: dict[str, Any]) -> None:
    """Deeds may be written down later than others that were done after them."""
    known = select(LatestNote.at).where(LatestNote.client == note["client"])
    if (connection.scalar(known) or 0) <= note["at"]:
        dialect.merge(connection, LatestNote, note, "at", "name", "text")


def _deeds(connection: Connection, *where: ColumnElement[bool]) -> Mapping[str, tuple[Deed, ...]]:
    asked = select(DeedRow.__table__).where(*where).order_by(DeedRow.at, DeedRow.kind)
    found: defaultdict[str, list[Deed]] = defaultdict(list)
    for row in connection.execute(asked):
        found[row.client].append(_deed(row))
    return {client: tuple(deeds) for client, deeds in found.items()}


def _deed(row: Row[*tuple[Any, ...]]) -> Deed:
    return Deed(
        client=row.client,
        kind=DeedKind(row.kind),
        at=ids.moment(row.at),
        about=row.about,
        by=row.person,
        name=row.name,
        text=row.text,
    )
