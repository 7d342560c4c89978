"""FreePBX as a peer: `cdr` in MariaDB with its stock keys, and the SQL of its users' call history.

The history counts rows and reads a page of them with OFFSET. An extension is looked for in five
columns, two of them by `LIKE '%…%'`; a number typed into its search box, in three.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import pymysql

from bot.calls.model import Leg, Outcome
from bot.calls.query import Query
from tests.bench.mikopbx import EXTENSION, PAGE, Condition
from tests.bench.questions import MOSCOW
from tests.mariadb import MariaDB

PATIENCE = 300  # seconds; a question not answered by then is not waited for
TEXTS = {
    **dict.fromkeys(("clid", "src", "dst", "dcontext", "channel", "dstchannel"), 80),
    **dict.fromkeys(("lastapp", "lastdata", "cnum", "cnam", "outbound_cnum", "outbound_cnam"), 80),
    **dict.fromkeys(("dst_cnam", "peeraccount"), 80),
    "disposition": 45,
    "accountcode": 20,
    "uniqueid": 32,
    "userfield": 255,
    "did": 50,
    "recordingfile": 255,
    "linkedid": 32,
}
NUMBERS = ("duration", "billsec", "amaflags", "sequence")
KEYS = ("calldate", "dst", "accountcode", "uniqueid", "did", "recordingfile(191)")
BY_EXTENSION = (
    "(dstchannel LIKE %s OR channel LIKE %s OR src = %s OR dst = %s OR src = %s OR dst = %s"
    " OR cnum = %s)"
)
BY_NUMBER = "(clid LIKE %s OR src LIKE %s OR dst LIKE %s)"


class FreePBX:
    """A `cdr` in a MariaDB."""

    def __init__(self, database: pymysql.Connection) -> None:
        self._database = database

    def create(self) -> None:
        """An empty table, as FreePBX 16 makes it."""
        columns = [f"{name} VARCHAR({size}) NOT NULL DEFAULT ''" for name, size in TEXTS.items()]
        columns += [f"{name} INT NOT NULL DEFAULT 0" for name in NUMBERS]
        keys = [f"KEY ({key})" for key in KEYS]
        with self._database.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE cdr (calldate DATETIME NOT NULL, {', '.join(columns + keys)})"
                " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"
            )

    def write(self, legs: Iterable[Leg]) -> None:
        """Add legs, all or none."""
        rows = [_row(leg) for leg in legs]
        marks = ", ".join(["%s"] * len(rows[0]))
        with self._database.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO cdr ({', '.join(rows[0])}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )
        self._database.commit()

    def index(self) -> None:
        """The keys are made with the table."""

    def ask(self, query: Query) -> int:
        """What the history does to show the first rows of an answer; the number of rows found."""
        where, values = _where(query)
        with self._database.cursor() as cursor:
            cursor.execute(f"SET max_statement_time = {PATIENCE}")
            cursor.execute(f"SELECT COUNT(*) FROM cdr WHERE {where}", values)
            (total,) = cursor.fetchone() or (0,)
            cursor.execute(
                f"SELECT *, UNIX_TIMESTAMP(calldate) AS timestamp FROM cdr WHERE {where}"
                f" ORDER BY timestamp DESC LIMIT 0, {PAGE}",
                values,
            )
            cursor.fetchall()
        return int(total)


@contextmanager
def freepbx(server: MariaDB, name: str) -> Iterator[FreePBX]:
    with closing(server.connect(name)) as database:
        yield FreePBX(database)


def _where(query: Query) -> Condition:
    if query.linkedid:
        linkedid = query.linkedid.rpartition("-")[2]
        return "(uniqueid = %s OR linkedid = %s)", [linkedid, linkedid]
    parts, values = [], list[str]()
    if query.period:
        parts.append("calldate BETWEEN %s AND %s")
        edges = (query.period.start, query.period.end)
        values += [f"{edge + MOSCOW:%Y-%m-%d %H:%M:%S}" for edge in edges]
    for number in (term.number for term in query.numbers):
        short = len(number) == EXTENSION
        parts.append(BY_EXTENSION if short else BY_NUMBER)
        channel, voicemail = f"%/{number}-%", f"vmu{number}"
        values += (
            [channel] * 2 + [number] * 2 + [voicemail] * 2 + [number]
            if short
            else [f"%{number}%"] * 3
        )
    if query.outcome is Outcome.MISSED:
        parts.append("disposition = 'NO ANSWER'")
    return " AND ".join(parts), values


def _row(leg: Leg) -> dict[str, str | int]:
    """A leg as Asterisk writes it, on the clock of Moscow."""
    linkedid = leg.linkedid.rpartition("-")[2]
    inbound = bool(leg.did)
    return {
        "calldate": f"{leg.started + MOSCOW:%Y-%m-%d %H:%M:%S}",
        "clid": f'"{leg.src}" <{leg.src}>',
        "src": leg.src,
        "dst": leg.dst or "s",
        "dcontext": "from-trunk" if inbound else "from-internal",
        "channel": leg.channel,
        "dstchannel": leg.peer,
        "lastapp": "Dial" if leg.dst else "BackGround",
        "lastdata": f"PJSIP/{leg.dst},30,tT",
        "duration": (leg.ended - leg.started).seconds,
        "billsec": (leg.ended - leg.answered).seconds if leg.answered else 0,
        "disposition": "ANSWERED" if leg.answered else "NO ANSWER",
        "uniqueid": linkedid,
        "did": leg.did,
        "recordingfile": leg.recording.rpartition("/")[2],
        "cnum": leg.src if not inbound else "",
        "linkedid": linkedid,
        "sequence": int(leg.key[-4:], 16),
    }
