"""What writing alone costs: a bare `executemany` of the rows that an import wrote.

They go into the same tables in the same batches, and are ready made: reading the PBX's rows and
deciding what happened in a call is what the product does beside.
"""

import multiprocessing
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite

from bot.calls.model import Leg
from bot.pbx.source import Batch
from db import ids
from db.engine import upgrade
from db.models import Base
from db.rows import CallRows
from db.telling import told_briefly
from db.threads import PRAGMAS
from tests.bench import ours
from tests.bench.filling import Cost
from tests.bench.timing import Stopwatch

ENOUGH = 3_000_000  # legs; of a longer history the first tenth is written
AT_A_TIME = 20  # batches made ready before they are written, so that nothing else runs then
Statements = list[tuple[str, list[tuple[Any, ...]]]]


async def bare(folder: Path, cdr: Path, imported: Cost) -> Cost:
    """Legs a second, and the share of them that the product's own import `imported` reached."""
    whole = imported["legs"] <= ENOUGH
    file = _new(folder / "bare.db")
    await upgrade(f"sqlite:///{file}")
    legs, taken = await _write(file, cdr, 1.0 if whole else 0.1)
    took = imported["seconds"] if whole else imported["seconds at each tenth"][0]
    return {"bare executemany, legs a second": round(legs / taken), "share": round(taken / took, 2)}


def _new(file: Path) -> Path:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    return file


async def _write(file: Path, cdr: Path, part: float) -> tuple[int, float]:
    """Write this part of the history; its legs, and the seconds that took."""
    legs, watch = 0, Stopwatch()
    spawn = multiprocessing.get_context("spawn")
    with closing(sqlite3.connect(file)) as database, ProcessPoolExecutor(mp_context=spawn) as pool:
        for pragma in PRAGMAS:
            database.execute(pragma)
        async for batches in _several(cdr, part):
            for statements in pool.map(_statements, [batch.legs for batch in batches]):
                with watch.running(), database:
                    for sql, rows in statements:
                        database.executemany(sql, rows)
            legs += sum(map(len, batches))
    return legs, sum(watch.tries)


async def _several(cdr: Path, part: float) -> AsyncIterator[list[Batch]]:
    """This part of the history, some batches at a time."""
    several: list[Batch] = []
    async with aclosing(ours.Watched(cdr).batches(None)) as batches:
        async for batch in batches:
            several.append(batch)
            last = batch.done >= part
            if last or len(several) == AT_A_TIME:
                yield several
                several = []
            if last:
                return
    if several:
        yield several


def _statements(legs: Sequence[Leg]) -> Statements:
    return list(_rows(told_briefly(legs)))


def _rows(calls: Sequence[CallRows]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    stretches = [
        (n, rows.id, seen, rows.alike.get(n, 0)) for rows in calls for n, seen in rows.stretches
    ]
    numbers = {number for rows in calls for number in rows.numbers if number}
    tallies = {tally for rows in calls for tally in rows.tallies()}
    yield _insert("calls"), [(rows.id, *rows.columns) for rows in calls]
    yield _insert("call_keys"), [(key, rows.id) for rows in calls for key in rows.keys]
    yield _insert("call_numbers"), sorted(stretches)
    yield _insert("waits"), [(rows.client, rows.id, None, 0) for rows in calls if rows.waits]
    places = {place for rows in calls for place in rows.places}
    yield _insert("numbers", "INSERT OR IGNORE"), [(number,) for number in sorted(numbers)]
    yield _insert("places", "INSERT OR IGNORE"), [(place,) for place in sorted(places)]
    yield _insert("tallies"), [(*tally, 1) for tally in tallies]
    blocks = {(number, day // ids.BLOCK, seen) for number, day, seen in tallies}
    blocks |= {ending for rows in calls for ending in rows.endings}
    yield _insert("block_tallies"), [(*tally, 1) for tally in blocks]


def _insert(table: str, how: str = "REPLACE") -> str:
    """Numbers that are there already stay; what the journal writes again is written again."""
    found: Table = Base.metadata.tables[table]
    return str(insert(found).compile(dialect=sqlite.dialect())).replace("INSERT", how, 1)
