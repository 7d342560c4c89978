"""The bench compares like with like: on its calls MikoPBX's own SQL finds what we find."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.calls.model import Direction
from bot.calls.query import Query
from tests.bench import asking, copying, filling, importing, office, ours, report
from tests.bench.mikopbx import mikopbx
from tests.mariadb import MariaDB

CALLS = 400
ALIKE = (
    *("a rare number", "the busiest number", "an extension", "a linkedid"),
    *("a day", "a year", "number + period"),
)


async def test_both_find_the_same_calls(tmp_path: Path) -> None:
    url, cdr = f"sqlite:///{tmp_path}/journal.db", tmp_path / "cdr.db"
    with mikopbx(cdr) as peer:
        filling.fill_peer(peer, CALLS)
        await ours.fill(url, ours.Watched(cdr))
        async with ours.journal(url) as (journal, _):
            for question in await asking.what_to_ask(url, CALLS):
                if question.name in ALIKE:
                    for query in question.queries:
                        assert (await journal.find(query)).total == peer.ask(query), question.name


async def test_each_question_is_timed_on_each_of_our_journals(tmp_path: Path) -> None:
    file, cdr = tmp_path / "journal.db", tmp_path / "cdr.db"
    with mikopbx(cdr) as peer:
        filling.fill_peer(peer, CALLS)
    await ours.fill(f"sqlite:///{file}", ours.Watched(cdr))
    asked = await asking.what_to_ask(f"sqlite:///{file}", CALLS)
    urls = dict.fromkeys((asking.OURS, "again"), f"sqlite:///{file}")
    answers = await asking.our_answers(urls, asked, file)
    for name, pages in ((asking.OURS, {"first page", asking.DISK}), ("again", {"first page"})):
        assert list(answers[name]) == [question.name for question in asked]
        assert all(pages <= times.keys() for times in answers[name].values())


async def test_the_office_calls_its_clients(tmp_path: Path) -> None:
    url, cdr = f"sqlite:///{tmp_path}/journal.db", tmp_path / "cdr.db"
    with mikopbx(cdr) as peer:
        filling.fill_peer(peer, CALLS)
    await ours.fill(url, ours.Watched(cdr))
    made = [legs[0] for legs in office.calls(CALLS) if legs[0].src in office.PHONES]
    async with ours.journal(url) as (journal, _):
        out = await journal.find(Query(direction=Direction.OUTBOUND))
        inside = await journal.find(Query(direction=Direction.INTERNAL))
    assert inside.total == sum(leg.dst in office.PHONES for leg in made) > 0
    assert out.total == len(made) - inside.total > 0


async def test_a_bare_executemany_writes_what_the_import_wrote(tmp_path: Path) -> None:
    cdr, journal = tmp_path / "cdr.db", tmp_path / "journal.db"
    with mikopbx(cdr) as peer:
        filling.fill_peer(peer, CALLS)
    imported = await asyncio.to_thread(filling.fill_journal, f"sqlite:///{journal}", cdr)
    share = (await importing.bare(tmp_path, cdr, imported))["share"]
    assert share > 0
    for table in ("calls", "call_keys", "numbers"):
        assert _rows(journal, table) == _rows(tmp_path / "bare.db", table)


async def test_mariadb_holds_the_journal_that_sqlite_does(tmp_path: Path, mariadb: MariaDB) -> None:
    url, cdr = f"sqlite:///{tmp_path}/journal.db", tmp_path / "cdr.db"
    with mikopbx(cdr) as peer:
        filling.fill_peer(peer, CALLS)
    await ours.fill(url, ours.Watched(cdr))
    address = mariadb.database()
    await asyncio.to_thread(
        copying.copy, tmp_path / "journal.db", mariadb, address.rpartition("/")[2]
    )
    asked = await asking.what_to_ask(url, CALLS)
    async with ours.journal(url) as (lite, _), ours.journal(address) as (maria, _):
        for question in asked:
            for query in question.queries[:3]:
                assert await lite.find(query) == await maria.find(query), question.name


def _rows(file: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return sorted(database.execute(f"SELECT * FROM {table}").fetchall())


def test_figures_become_a_table_a_file_and_a_picture(tmp_path: Path) -> None:
    first = {"first page": {"p50": 1.0, "p95": 2.0}}
    result = {
        "calls": 10,
        "legs": 17,
        "questions": {"a day": {"ours": first, "MikoPBX": {"p50": 300.0, "p95": 310.0}}},
        "chat": {"reply, ms": {"p50": 7.5, "p95": 12.0}, "slowest then, ms": 1234},
    }
    table = report.table(result)
    assert "300 (150×)" in table
    assert "p50 7.5, p95 12.0" in table
    assert "1,234" in table
    report.save(result, tmp_path)
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")
