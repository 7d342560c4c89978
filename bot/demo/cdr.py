"""The two SQLite files of a MikoPBX: its call records and, for names, its settings.

Columns and indexes are MikoPBX's own, so that the reader meets here what it meets there.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path

from bot.demo.people import MENU, QUEUES, STAFF

COLUMNS = {
    **dict.fromkeys(
        (
            *("start", "endtime", "answer", "src_chan", "src_num", "src_name", "dst_chan"),
            *("dst_num", "dst_name", "UNIQUEID", "linkedid", "did", "disposition"),
            *("recordingfile", "from_account", "to_account", "dialstatus", "appname"),
        ),
        "VARCHAR",
    ),
    "transfer": "INTEGER",
    "is_app": "VARCHAR(1)",
    "duration": "INTEGER",
    "billsec": "INTEGER",
    "work_completed": "VARCHAR(1)",
    "src_call_id": "VARCHAR",
    "dst_call_id": "VARCHAR",
    "verbose_call_id": "VARCHAR",
    "a_transfer": "INTEGER DEFAULT '0'",
    "rec_src_channel": "VARCHAR",
    "dtmf_digits": "VARCHAR",
}
INDEXED = ("UNIQUEID", "start", "src_chan", "dst_chan", "src_num", "dst_num", "linkedid")
PLAIN = dict.fromkeys(COLUMNS, "") | {
    "transfer": 0,
    "is_app": "0",
    "duration": 0,
    "billsec": 0,
    "work_completed": "1",
    "a_transfer": 0,
}

NAMES = """
CREATE TABLE m_Extensions (id INTEGER PRIMARY KEY AUTOINCREMENT, number VARCHAR, type VARCHAR,
  callerid VARCHAR, userid INTEGER, show_in_phonebook VARCHAR(1), public_access VARCHAR(1),
  is_general_user_number VARCHAR(1), search_index VARCHAR);
CREATE TABLE m_Users (id INTEGER PRIMARY KEY AUTOINCREMENT, email VARCHAR, username VARCHAR,
  language VARCHAR, avatar VARCHAR);
CREATE TABLE m_PbxSettings (key VARCHAR PRIMARY KEY, value VARCHAR);
"""


def create(file: Path) -> None:
    """An empty `cdr.db`, as MikoPBX would make it; one that exists is left alone."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "CREATE TABLE IF NOT EXISTS cdr_general"
            f" (id INTEGER PRIMARY KEY AUTOINCREMENT, {columns})"
        )
        index(database)


def index(database: sqlite3.Connection) -> None:
    """Make those of MikoPBX's seven indexes that are missing."""
    for name in INDEXED:
        database.execute(f"CREATE INDEX IF NOT EXISTS i_cdr_general_{name} ON cdr_general ({name})")


def add(file: Path, rows: Iterable[Mapping[str, str | int]]) -> None:
    """Write finished legs, all or none of them."""
    marks = ", ".join(f":{name}" for name in COLUMNS)
    with closing(sqlite3.connect(file, timeout=30)) as database, database:
        database.executemany(
            f"INSERT INTO cdr_general ({', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 - our own names
            ({**PLAIN, **row} for row in rows),
        )


def last_moment(file: Path, zone: tzinfo) -> datetime | None:
    """When the latest call written so far ended."""
    with closing(sqlite3.connect(file)) as database:
        (ended,) = database.execute("SELECT MAX(endtime) FROM cdr_general").fetchone()
    return datetime.fromisoformat(ended).replace(tzinfo=zone) if ended else None


def has_chain(file: Path, src: str, chain: tuple[str, ...], *, since: datetime) -> bool:
    """Whether a call of `src` since then went through all the phones of `chain`."""
    marks = ", ".join("?" * len(chain))
    question = (
        f"SELECT 1 FROM cdr_general WHERE src_num = ? AND start >= ? AND dst_num IN ({marks})"  # noqa: S608 - marks only
        " GROUP BY linkedid HAVING COUNT(DISTINCT dst_num) = ?"
    )
    with closing(sqlite3.connect(file)) as database:
        found = database.execute(question, (src, f"{since:%Y-%m-%d}", *chain, len(chain)))
        return found.fetchone() is not None


def write_names(file: Path, zone: str) -> None:
    """A `mikopbx.db` with the employees, their mobiles, the queues and the time zone."""
    file.unlink(missing_ok=True)
    people = list(enumerate(STAFF.values(), 1))
    mobiles = [(userid, who) for userid, who in people if who.mobile]
    extensions: list[tuple[str, str, str, int | None]] = [
        *(("SIP", who.number, who.name, userid) for userid, who in people),
        *(("EXTERNAL", who.mobile, who.name, userid) for userid, who in mobiles),
        *(("QUEUE", number, title, None) for number, title in QUEUES.items()),
        ("IVR MENU", MENU, "Голосовое меню", None),
    ]
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript(NAMES)
        database.executemany(
            "INSERT INTO m_Extensions (type, number, callerid, userid) VALUES (?, ?, ?, ?)",
            extensions,
        )
        database.executemany(
            "INSERT INTO m_Users (id, username, language) VALUES (?, ?, 'ru-ru')",
            [(userid, who.name) for userid, who in people],
        )
        database.executemany(
            "INSERT INTO m_PbxSettings VALUES (?, ?)",
            [("PBXTimezone", zone), ("PBXInternalExtensionLength", "3")],
        )
