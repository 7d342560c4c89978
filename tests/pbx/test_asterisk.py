"""Reading a living `cdr` table: nothing lost, nothing twice, whatever the table looks like."""

from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import make_url

from bot.pbx import asterisk_table
from bot.pbx.asterisk import AsteriskCdr
from bot.pbx.asterisk_rows import Office
from bot.pbx.open import open_source
from bot.pbx.source import Source, SourceAway
from tests.mariadb import MariaDB
from tests.pbx.capture import load, statements, truths
from tests.pbx.reading import calls_of, read

OFFICE = Office("RU")
CLIENT = ("inbound", "79255283744")
UNLINKED = {  # a fetched parked call, a phone picked up for, two consultations: rows of their own
    *("1795436136.79", "1795436014.59", "1795436125.66", "1795436268.101"),
}
NOON = datetime(2026, 3, 18, 12, 0)  # noqa: DTZ001 - a PBX's local time
EPOCH = 1773835200  # 12:00 UTC


class Pbx:
    """A database with a `cdr` table that calls can be added to."""

    def __init__(self, mariadb: MariaDB, make: str | None = None) -> None:
        self.url = mariadb.database()
        self._server = mariadb
        self.run(make or statements()[0])

    def run(self, *sql: str) -> None:
        self._server.run(f"USE {make_url(self.url).database}", *sql, "COMMIT")

    def call(self, minutes: int, number: int, *, hours_east: int = 0, minutes_long: int = 1) -> str:
        """A call that began `minutes` after noon; gives its linkedid."""
        start = NOON + timedelta(minutes=minutes, hours=hours_east)
        linkedid = f"{EPOCH + minutes * 60}.{number}"
        self.run(
            "INSERT INTO cdr (calldate, src, dst, channel, dstchannel, lastapp, duration, billsec,"
            " disposition, uniqueid, linkedid, sequence, did) VALUES"
            f" ('{start}', '79161112233', '302', 'PJSIP/trunk-{number}', 'PJSIP/302-{number}',"
            f" 'Dial', {minutes_long * 60}, {minutes_long * 60 - 5}, 'ANSWERED', '{linkedid}',"
            f" '{linkedid}', {number}, '74951234567')"
        )
        return linkedid


@pytest.fixture
def pbx(mariadb: MariaDB) -> Pbx:
    return Pbx(mariadb)


@pytest_asyncio.fixture
async def source(pbx: Pbx) -> AsyncIterator[Source]:
    source = open_source(pbx.url, OFFICE)
    yield source
    await source.close()


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asterisk_table, "SLICE", 3)


async def test_an_empty_table_is_no_fault(source: Source) -> None:
    assert await read(source) == ([], None)


async def test_what_was_read_is_not_read_again(pbx: Pbx, source: Source) -> None:
    pbx.call(0, 1)
    legs, cursor = await read(source)
    assert len(legs) == 1
    assert await read(source, cursor) == ([], cursor)


async def test_all_history_can_be_asked_for_again(pbx: Pbx, source: Source) -> None:
    pbx.call(0, 1)
    first = await read(source)
    assert len(first[0]) == 1
    assert await read(source) == first


async def test_rows_come_out_of_order(pbx: Pbx, source: Source) -> None:
    pbx.call(60, 2)
    _, cursor = await read(source)
    late = pbx.call(10, 1)
    legs, _ = await read(source, cursor)
    assert [leg.linkedid for leg in legs] == [late]


async def test_a_call_of_hours_is_found_when_it_ends(pbx: Pbx) -> None:
    seconds = 0.0
    url = make_url(pbx.url)
    source = AsteriskCdr(url, OFFICE, monotonic=lambda: seconds)
    pbx.call(600, 2)
    _, cursor = await read(source)
    _, cursor = await read(source, cursor)
    long = pbx.call(0, 1, minutes_long=600)
    legs, cursor = await read(source, cursor)
    assert legs == []  # it began longer ago than is looked at each time
    seconds = 700
    legs, _ = await read(source, cursor)
    await source.close()
    assert [leg.linkedid for leg in legs] == [long]


async def test_rows_written_while_the_bot_was_away_are_found(pbx: Pbx) -> None:
    pbx.call(0, 1)
    first = open_source(pbx.url, OFFICE)
    _, cursor = await read(first)
    await first.close()
    late, new = pbx.call(-20 * 60, 2, minutes_long=1300), pbx.call(5000, 3)
    second = open_source(pbx.url, OFFICE)
    legs, _ = await read(second, cursor)
    await second.close()
    assert {late, new} <= {leg.linkedid for leg in legs}


async def test_a_batch_that_was_not_saved_is_given_again(pbx: Pbx, source: Source) -> None:
    pbx.call(0, 1)
    _, cursor = await read(source)
    pbx.call(1, 2)
    batches = source.batches(cursor)
    assert isinstance(batches, AsyncGenerator)
    lost = await anext(batches)
    await batches.aclose()
    again, _ = await read(source, cursor)
    assert tuple(again) == lost.legs


@pytest.mark.usefixtures("small_slices")
async def test_slices_neither_lose_nor_repeat_a_crowded_second(pbx: Pbx, source: Source) -> None:
    minutes = [0, 1, 1, 1, 1, 1, 2, 3, 3, 4]
    given = [pbx.call(minute, number) for number, minute in enumerate(minutes, 1)]
    batches = [batch async for batch in source.batches(None)]
    assert [leg.linkedid for batch in batches for leg in batch.legs] == given
    shares = [batch.done for batch in batches]
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.usefixtures("small_slices")
async def test_an_import_stopped_anywhere_goes_on(pbx: Pbx, source: Source) -> None:
    given = {pbx.call(number * 2000, number) for number in range(1, 8)}
    found, cursor = set[str](), None
    for _ in range(20):
        async for batch in source.batches(cursor):
            found |= {leg.linkedid for leg in batch.legs}
            cursor = batch.cursor
            break
    assert found == given


async def test_junk_is_passed_over(pbx: Pbx, source: Source) -> None:
    pbx.run("INSERT INTO cdr (calldate) VALUES ('1000-01-01'), ('2026-03-18'), ('2037-01-01')")
    real = pbx.call(0, 1)
    legs, _ = await read(source)
    assert [leg.linkedid for leg in legs] == [real]


async def test_a_row_of_the_future_does_not_hide_the_present(pbx: Pbx, source: Source) -> None:
    pbx.call(0, 1)
    pbx.call(60 * 24 * 3000, 2)
    _, cursor = await read(source)
    new = pbx.call(5, 3)
    legs, _ = await read(source, cursor)
    assert [leg.linkedid for leg in legs] == [new]


async def test_the_time_zone_is_found_and_can_be_set(pbx: Pbx, source: Source) -> None:
    pbx.call(0, 1, hours_east=3)
    pbx.call(5, 2, hours_east=3)
    legs, _ = await read(source)
    assert legs[0].started.isoformat() == "2026-03-18T12:00:00+00:00"
    told = open_source(pbx.url, OFFICE, zone=ZoneInfo("Asia/Yekaterinburg"))
    legs, _ = await read(told)
    await told.close()
    assert legs[0].started.isoformat() == "2026-03-18T10:00:00+00:00"


async def test_an_old_table_works_with_what_it_has(mariadb: MariaDB) -> None:
    url = load(mariadb)
    columns = ("linkedid", "sequence", "peeraccount", "did", "recordingfile", "cnum", "cnam")
    drop = ", ".join(f"DROP COLUMN {name}" for name in columns)
    mariadb.run(f"USE {make_url(url).database}", f"ALTER TABLE cdr {drop}")
    source = open_source(url, OFFICE)
    legs, cursor = await read(source)
    again, _ = await read(source, cursor)
    await source.close()
    assert len({leg.key for leg in legs}) == len(legs) == 84
    assert again == []
    calls = calls_of(legs)
    assert set(calls) == {truth.linkedid for truth in truths()} | UNLINKED
    direct, queued = calls["1795430554.4"], calls["1795436314.115"]
    assert (direct.direction, direct.who, direct.called) == (*CLIENT, "74952293043")
    assert queued.answered_by == ("303",)


async def test_a_vanilla_table_has_a_start(mariadb: MariaDB) -> None:
    pbx = Pbx(
        mariadb,
        "CREATE TABLE cdr (accountcode varchar(80), src varchar(80), dst varchar(80), dcontext"
        " varchar(80), clid varchar(80), channel varchar(80), dstchannel varchar(80), lastapp"
        " varchar(80), lastdata varchar(80), start datetime, answer datetime, end datetime,"
        " duration int, billsec int, disposition varchar(45), uniqueid varchar(150),"
        " linkedid varchar(150), sequence int)",
    )
    pbx.run(
        "INSERT INTO cdr (src, dst, channel, dstchannel, lastapp, start, duration, billsec,"
        " disposition, uniqueid) VALUES ('201', '302', 'SIP/201-1', 'SIP/302-2', 'Dial',"
        f" '{NOON}', 12, 10, '8', '{EPOCH}.1')"
    )
    source = open_source(pbx.url, OFFICE)
    legs, _ = await read(source)
    await source.close()
    (call,) = calls_of(legs).values()
    assert (call.direction, call.answered_by, call.talk) == ("internal", ("302",), 10)


async def test_another_name_of_the_table(pbx: Pbx) -> None:
    pbx.run("RENAME TABLE cdr TO calls_2026")
    given = open_source(pbx.url, OFFICE, table="calls_2026")
    assert await read(given) == ([], None)
    await given.close()


async def test_a_table_that_is_not_there_is_named(pbx: Pbx) -> None:
    source = open_source(pbx.url, OFFICE, table="nothing")
    with pytest.raises(SourceAway, match="nothing"):
        await read(source)
    await source.close()


@pytest.mark.parametrize("port", ["", "1"])
async def test_a_refusal_keeps_the_password_secret(pbx: Pbx, port: str) -> None:
    url = make_url(pbx.url).set(password="s3cret-word")
    url = url.set(port=int(port)) if port else url
    source = open_source(url.render_as_string(hide_password=False), OFFICE)
    with pytest.raises(SourceAway) as away:
        await read(source)
    await source.close()
    assert "s3cret-word" not in repr(away.value)
    assert away.value.__cause__ is None
