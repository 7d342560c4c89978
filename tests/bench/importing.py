"""Reading a history: against a bare `executemany` of the same rows, and while people ask.

Both write the same calls into new tables of their own; the bare one is handed its rows ready made.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite

from bot.calls.model import Leg
from bot.calls.query import Query
from db.calls import Calls
from db.engine import upgrade
from db.models import Base
from db.rows import CallRows
from db.telling import told_briefly
from tests.bench import office, ours
from tests.bench.timing import Stopwatch

CALLS = 100_000  # at most
PAUSE = 0.05  # seconds between two questions of the person who asks meanwhile


async def measure(folder: Path, count: int) -> dict[str, Any]:
    """Legs a second of both, and how long answers took during the import."""
    told = list(office.calls(min(count, CALLS)))
    legs = sum(map(len, told))
    file = folder / "import.db"
    taken, asked = await _product(_new(file), told)
    await upgrade(f"sqlite:///{_new(file)}")
    bare = _bare(file, told)
    return {
        "legs a second": round(legs / taken),
        "bare executemany, legs a second": round(legs / bare),
        "share of bare": round(bare / taken, 2),
        "answers meanwhile, ms": asked.figures(),
    }


def _new(file: Path) -> Path:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    return file


async def _product(file: Path, told: Sequence[list[Leg]]) -> tuple[float, Stopwatch]:
    url, done = f"sqlite:///{file}", asyncio.Event()
    async with ours.journal(url) as (calls, _), asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(_ask(calls, done))
        taken = await ours.fill(url, ours.Office(told, len(told)))
        done.set()
    return taken, await asking


async def _ask(calls: Calls, done: asyncio.Event) -> Stopwatch:
    watch = Stopwatch()
    while not done.is_set():
        with watch.running():
            await calls.find(Query())
        await asyncio.sleep(PAUSE)
    return watch


def _bare(file: Path, told: Sequence[list[Leg]]) -> float:
    watch = Stopwatch()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA synchronous = NORMAL")
        for start in range(0, len(told), ours.BATCH):
            batch = list(_rows(told_briefly(list(chain(*told[start : start + ours.BATCH])))))
            with watch.running(), database:
                for sql, rows in batch:
                    database.executemany(sql, rows)
    return sum(watch.tries)


def _rows(calls: Sequence[CallRows]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    numbers = [(n, rows.id, seen) for rows in calls for n, seen in rows.numbers.items()]
    tallies = {tally for rows in calls for tally in rows.tallies()}
    yield _insert("calls"), [(rows.id, *rows.columns, rows.legs) for rows in calls]
    yield _insert("call_keys"), [(key, rows.id) for rows in calls for key in rows.keys]
    yield _insert("call_numbers"), numbers
    yield _insert("waits"), [(rows.client, rows.id, None) for rows in calls if rows.waits]
    yield _insert("numbers"), [(n, n[::-1]) for n in {number for number, _, _ in numbers}]
    yield _insert("tallies"), [(*tally, 1) for tally in tallies]


def _insert(table: str) -> str:
    """Numbers and tallies that are there already are written once more, as the journal does."""
    found: Table = Base.metadata.tables[table]
    return str(insert(found).compile(dialect=sqlite.dialect())).replace("INSERT", "REPLACE", 1)
