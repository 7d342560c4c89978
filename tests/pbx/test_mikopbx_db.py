"""MikoPBX's file: what the demo's office played comes out as it was played, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import aclosing, closing
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.calls.model import End
from bot.demo import cdr
from bot.demo.day import HISTORY, Day
from bot.demo.tape import Scene
from bot.pbx import mikopbx_db
from bot.pbx.asterisk_rows import Office
from bot.pbx.mikopbx_db import MikopbxDb
from bot.pbx.open import open_source
from bot.pbx.source import SourceAway
from bot.pbx.still import Look
from tests.pbx.reading import calls_of, read

MOSCOW = ZoneInfo("Europe/Moscow")


def played(number: int = 150) -> list[Scene]:
    day = Day(Random(7), HISTORY, count(1))
    return list(islice(day.calls(datetime(2026, 3, 2, 8, tzinfo=MOSCOW)), number))


def write(file: Path, scenes: list[Scene]) -> None:
    cdr.add(file, (row for scene in scenes for row in scene.rows))


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        for statement in statements:
            database.execute(statement)


def rebuild(file: Path) -> None:
    file.unlink()
    cdr.create(file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    cdr.create(tmp_path / "cdr.db")
    return tmp_path / "cdr.db"


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mikopbx_db, "_SLICE", 40)
    monkeypatch.setattr(mikopbx_db, "_AGAIN", 20)


async def test_every_scene_is_told_as_it_was_played(file: Path) -> None:
    scenes = played()
    write(file, scenes)
    legs, _ = await read(MikopbxDb(file, "RU"))
    calls = calls_of(legs)
    for scene in scenes:
        call = calls.pop(scene.linkedid)
        assert (call.direction, call.outcome) == (scene.direction, scene.outcome)
        assert (call.who, call.called) == (scene.who, scene.called)
        assert call.answered_by == scene.answered_by
        assert abs((call.started - scene.started).total_seconds()) < 0.01
        assert len(call.recordings) == len(scene.recordings)
    assert calls == {}


async def test_the_zone_comes_from_the_settings_beside_it(file: Path) -> None:
    scenes = played(3)
    write(file, scenes)
    cdr.write_names(file.with_name("mikopbx.db"), "Asia/Tokyo")
    source = open_source(f"sqlite:///{file}", Office("RU"))
    legs, _ = await read(source)
    started = legs[0].started.astimezone(ZoneInfo("Asia/Tokyo")).replace(tzinfo=None)
    assert abs((started - scenes[0].started.replace(tzinfo=None)).total_seconds()) < 0.01


@pytest.mark.usefixtures("small_slices")
async def test_slices_show_progress_and_can_be_stopped(file: Path) -> None:
    write(file, played())
    whole = [batch async for batch in MikopbxDb(file, "RU").batches(None)]
    shares = [batch.done for batch in whole]
    assert len(whole) > 3
    assert shares == sorted(set(shares))
    assert shares[-1] == 1
    keys = [leg.key for batch in whole for leg in batch.legs]
    assert len(keys) == len(set(keys))
    rest, _ = await read(MikopbxDb(file, "RU"), whole[1].cursor)
    assert {leg.key for batch in whole[2:] for leg in batch.legs} <= {leg.key for leg in rest}


async def test_only_news_are_given(file: Path) -> None:
    first, second = played()[:100], played()[100:]
    write(file, first)
    source = MikopbxDb(file, "RU")
    _, cursor = await read(source)
    assert await read(source, cursor) == ([], cursor)
    assert len((await read(source))[0]) == sum(len(scene.rows) for scene in first)
    write(file, second)
    legs, _ = await read(source, cursor)
    assert {leg.linkedid for leg in legs} == {scene.linkedid for scene in second}


async def test_a_corrected_row_is_given_again(file: Path) -> None:
    write(file, played(20))
    source = MikopbxDb(file, "RU")
    legs, cursor = await read(source)
    run(file, "UPDATE cdr_general SET recordingfile = '/later.webm' WHERE id = 3")
    again, _ = await read(source, cursor)
    assert [(leg.key, leg.recording) for leg in again] == [(legs[2].key, "/later.webm")]


async def test_a_name_in_a_broken_encoding_hides_no_call(file: Path) -> None:
    write(file, played(20))
    whole, _ = await read(MikopbxDb(file, "RU"))
    clients = [leg.src_end is End.TRUNK for leg in whole]
    run(file, "UPDATE cdr_general SET src_name = CAST(x'c8e2e0ed' AS TEXT)")
    legs, _ = await read(MikopbxDb(file, "RU"))
    assert [leg.key for leg in legs] == [leg.key for leg in whole]
    assert [leg.src_name for leg in legs] == ["����" * client for client in clients]


async def test_a_batch_that_was_not_saved_is_given_again(file: Path) -> None:
    write(file, played(5))
    source = MikopbxDb(file, "RU")
    async with aclosing(source.batches(None)) as batches:
        lost = await anext(batches)
    again, _ = await read(source)
    assert tuple(again) == lost.legs


async def test_a_rebuilt_database_is_read_from_its_beginning(file: Path) -> None:
    write(file, played(60))
    _, cursor = await read(MikopbxDb(file, "RU"))
    rebuild(file)
    new = played(80)[60:]
    write(file, new)
    legs, _ = await read(MikopbxDb(file, "RU"), cursor)
    assert {leg.linkedid for leg in legs} == {scene.linkedid for scene in new}


async def test_columns_of_later_versions_may_be_missing_and_in_any_order(file: Path) -> None:
    scenes = played(30)
    write(file, scenes)
    old = "id, linkedid, UNIQUEID, start, endtime, answer, src_num, dst_num, dst_chan, src_chan,"
    old += " did, disposition, is_app, billsec, from_account, to_account"
    run(
        file,
        f"CREATE TABLE old AS SELECT {old} FROM cdr_general",
        "DROP TABLE cdr_general",
        "ALTER TABLE old RENAME TO cdr_general",
    )
    legs, _ = await read(MikopbxDb(file, "RU"))
    calls = calls_of(legs)
    assert {key: call.answered_by for key, call in calls.items()} == {
        scene.linkedid: scene.answered_by for scene in scenes
    }


@pytest.fixture
def locked_folder(file: Path) -> Iterator[Path]:
    write(file, played(5))
    run(file, "PRAGMA journal_mode = wal")
    file.parent.chmod(0o555)
    yield file
    file.parent.chmod(0o755)


async def test_a_file_in_wal_mode_gets_no_neighbours(locked_folder: Path) -> None:
    legs, _ = await read(MikopbxDb(locked_folder, "RU"))
    assert legs
    assert [found.name for found in locked_folder.parent.iterdir()] == ["cdr.db"]


@pytest.mark.parametrize("mode", ["wal", "delete"])
async def test_it_is_read_while_mikopbx_writes(file: Path, mode: str) -> None:
    scenes = played(40)
    run(file, f"PRAGMA journal_mode = {mode}")
    source, found, cursor = MikopbxDb(file, "RU"), set[str](), None
    with closing(sqlite3.connect(file, timeout=10)):  # MikoPBX keeps it open
        for start in range(0, 40, 8):
            writing = asyncio.to_thread(write, file, scenes[start : start + 8])
            (legs, cursor), _ = await asyncio.gather(read(source, cursor), writing)
            found |= {leg.linkedid for leg in legs}
        legs, _ = await read(source, cursor)
    assert found | {leg.linkedid for leg in legs} == {scene.linkedid for scene in scenes}


@pytest.mark.usefixtures("small_slices")
async def test_who_begins_to_write_meanwhile_tears_nothing(file: Path) -> None:
    """A WAL file that nobody had open is opened, written to and closed, its pages moved about."""
    first, second = played()[:60], played()[60:]
    write(file, first)
    run(file, "PRAGMA journal_mode = wal")
    found = list[str]()
    async for batch in MikopbxDb(file, "RU").batches(None):
        found += [leg.linkedid for leg in batch.legs]
        if second:
            write(file, second)
            run(file, "DELETE FROM cdr_general WHERE id % 2 AND id < 30")
            run(file, "VACUUM")
            second = []
    assert found == [row["linkedid"] for scene in played() for row in scene.rows]


async def test_a_file_written_to_whenever_it_is_read_is_away(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes = iter(played())
    write(file, [next(scenes)])
    run(file, "PRAGMA journal_mode = wal")

    class Disturbed(Look):
        def check(self) -> None:
            write(file, [next(scenes)])
            super().check()

    monkeypatch.setattr(mikopbx_db, "Look", Disturbed)
    with pytest.raises(SourceAway, match="written to whenever"):
        await read(MikopbxDb(file, "RU"))


async def test_a_locked_file_is_away(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mikopbx_db, "_PATIENCE", 0.1)
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SourceAway, match="locked"):
            await read(MikopbxDb(file, "RU"))


async def test_a_missing_or_broken_file_is_away(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database at all, but long enough to look at" * 9)
    for name in ("nothing.db", "broken.db"):
        with pytest.raises(SourceAway, match=name):
            await read(MikopbxDb(tmp_path / name, "RU"))
    assert not (tmp_path / "nothing.db").exists()
