"""The journal on MariaDB: the rows of the one on SQLite, loaded as MariaDB loads best.

Importing is measured on SQLite; here only what questions cost there is asked.
"""

import asyncio
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from db.engine import upgrade
from db.models import (
    Base,
    BlockTally,
    CallKey,
    CallNumber,
    CallRow,
    Number,
    Often,
    Place,
    Tally,
    Wait,
)
from tests.mariadb import MariaDB

TABLES: tuple[type[Base], ...] = (
    *(CallRow, CallKey, CallNumber, Number, Place, Wait, Tally, BlockTally, Often),
)
CHUNK = 200_000  # rows
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


def copy(journal: Path, server: MariaDB, name: str) -> dict[str, Any]:
    """Copy the file `journal` into the empty database `name` of `server`."""
    began = time.perf_counter()
    asyncio.run(upgrade(server.address(name)))
    text = journal.with_suffix(".rows")
    with (
        closing(sqlite3.connect(journal)) as source,
        closing(server.connect(name, local_infile=True)) as target,
        target.cursor() as cursor,
    ):
        cursor.execute("SET unique_checks = 0, foreign_key_checks = 0")
        for model in TABLES:
            for rows in _chunks(source, Base.metadata.tables[model.__tablename__]):
                _write(text, rows)
                cursor.execute(
                    f"LOAD DATA LOCAL INFILE '{text}' INTO TABLE {model.__tablename__}"
                    " CHARACTER SET utf8mb4"
                )
                target.commit()
    text.unlink()
    return {"seconds": round(time.perf_counter() - began)}


def _chunks(source: sqlite3.Connection, table: Table) -> Iterator[Sequence[tuple[Any, ...]]]:
    columns = ", ".join(table.columns.keys())
    keys = ", ".join(table.primary_key.columns.keys())
    rows = source.execute(f"SELECT {columns} FROM {table.name} ORDER BY {keys}")
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _write(file: Path, rows: Iterable[Sequence[Any]]) -> None:
    lines = ("\t".join(map(_field, row)) + "\n" for row in rows)
    with file.open("w", encoding="utf-8") as text:
        text.writelines(lines)


def _field(value: object) -> str:
    return "\\N" if value is None else str(value).translate(ESCAPED)
