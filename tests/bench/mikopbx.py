"""MikoPBX as a peer: its table with its seven indexes, and the SQL that its history page sends.

The page counts distinct linkedids, picks a page of them with OFFSET, then reads their legs. A
number is its last nine digits anywhere in three columns; an extension is compared as it is.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.calls.model import Leg, Outcome
from bot.calls.query import NumberTerm, Query
from bot.demo import cdr
from tests.bench.questions import MOSCOW

PAGE = 6
EXTENSION = 3  # digits, as MikoPBX is set at first
LEGS = "id, disposition, start, src_num, dst_num, billsec, recordingfile, did, dst_chan, linkedid"
Condition = tuple[str, list[str]]


class MikoPBX:
    """A `cdr_general` in an SQLite file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def create(self) -> None:
        """The table is made with the file; its indexes are quicker made when it is full."""
        for name in cdr.INDEXED:
            self._database.execute(f"DROP INDEX i_cdr_general_{name}")

    def write(self, legs: Iterable[Leg]) -> None:
        """Add legs, all or none."""
        rows = [_row(leg) for leg in legs]
        marks = ", ".join("?" * len(rows[0]))
        with self._database:
            self._database.executemany(
                f"INSERT INTO cdr_general ({', '.join(rows[0])}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )

    def index(self) -> None:
        self._database.execute("PRAGMA cache_size = -400000")
        cdr.index(self._database)
        self._database.execute("PRAGMA cache_size = -2000")

    def ask(self, query: Query) -> int:
        """What the page does to show the first calls of an answer; the number of calls found."""
        where, values = _where(query)
        counted = f"SELECT COUNT(DISTINCT(linkedid)) FROM cdr_general WHERE {where}"
        (total,) = self._database.execute(counted, values).fetchone()
        found = self._database.execute(
            f"SELECT DISTINCT(linkedid) FROM cdr_general WHERE {where}"
            f" ORDER BY start DESC LIMIT {PAGE} OFFSET 0",
            values,
        ).fetchall()
        marks = ", ".join("?" * len(found))
        self._database.execute(
            f"SELECT {LEGS} FROM cdr_general WHERE linkedid IN ({marks})"
            " ORDER BY linkedid DESC, start, id",
            [linkedid for (linkedid,) in found],
        ).fetchall()
        return int(total)


@contextmanager
def mikopbx(file: Path) -> Iterator[MikoPBX]:
    cdr.create(file)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA synchronous = OFF")  # it is the reading that is measured
        yield MikoPBX(database)


def _where(query: Query) -> Condition:
    if query.linkedid:
        return "linkedid = ?", [query.linkedid]
    parts, values = [], list[str]()
    for condition, its in filter(None, (_period(query), _numbers(query), _missed(query))):
        parts.append(f"({condition})")
        values += its
    return " AND ".join(parts), values


def _period(query: Query) -> Condition | None:
    if query.period is None:
        return None
    edges = (query.period.start, query.period.end)
    return "start BETWEEN ? AND ?", [f"{edge + MOSCOW:%Y-%m-%d}" for edge in edges]


def _missed(query: Query) -> Condition | None:
    missed = query.outcome is Outcome.MISSED
    return ("disposition = ?", ["NOANSWER"]) if missed else None


def _numbers(query: Query) -> Condition | None:
    match [_sought(term) for term in query.numbers]:
        case [(sign, number)]:
            columns = ("src_num", "dst_num") if sign == "=" else ("src_num", "dst_num", "did")
            return " OR ".join(f"{column} {sign} ?" for column in columns), [number] * len(columns)
        case [(one, first), (other, second)]:
            pairs = (("src_num", "dst_num"), ("dst_num", "src_num"), ("did", "src_num"))
            sides = (*pairs, ("src_num", "did"))
            condition = " OR ".join(f"({a} {one} ? AND {b} {other} ?)" for a, b in sides)
            return condition, [first, second] * len(sides)
        case _:
            return None


def _sought(term: NumberTerm) -> tuple[str, str]:
    if len(term.number) == EXTENSION:
        return "=", term.number
    return "LIKE", f"%{term.number[-9:]}%"


def _row(leg: Leg) -> dict[str, str | int]:
    """A leg as MikoPBX writes it, on the clock of Moscow."""
    talked = (leg.ended - leg.answered).seconds if leg.answered else 0
    return {
        "start": _time(leg.started),
        "endtime": _time(leg.ended),
        "answer": _time(leg.answered) if leg.answered else "",
        "src_chan": leg.channel,
        "src_num": leg.src,
        "dst_chan": leg.peer or f"Queue:{leg.place}",
        "dst_num": leg.dst or leg.place,
        "UNIQUEID": leg.key.partition("/")[0],
        "linkedid": leg.linkedid,
        "did": leg.did,
        "disposition": "ANSWERED" if talked else "NOANSWER",
        "recordingfile": leg.recording,
        "is_app": str(int(not leg.dst)),
        "duration": (leg.ended - leg.started).seconds,
        "billsec": talked,
        "work_completed": "1",
    }


def _time(moment: datetime) -> str:
    return f"{moment + MOSCOW:%Y-%m-%d %H:%M:%S.%f}"[:-3]
