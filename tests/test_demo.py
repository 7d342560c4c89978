"""The demo's office: a past as a real PBX would have it, and phones that go on ringing."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.calls.grouping import group, tell
from bot.calls.model import Call, Outcome, StepKind
from bot.demo import cdr, speech
from bot.demo.day import HISTORY, LIVE, Pace, day
from bot.demo.office import MOSCOW, Office, build, ring
from bot.demo.people import MAIN_LINE, PAGE_CLIENT
from bot.demo.scenes import PLAYS, Play
from bot.demo.tape import Scene
from bot.pbx.audio import Audio
from bot.pbx.mikopbx_db import MikopbxDb
from bot.pbx.recordings import Recordings

NOW = datetime(2026, 3, 18, 15, 30, tzinfo=MOSCOW)  # a Wednesday


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return build(tmp_path_factory.mktemp("office"), now=NOW)


def rows(office: Office, after: int = 0) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(office.cdr)) as database:
        database.row_factory = sqlite3.Row
        found = database.execute("SELECT * FROM cdr_general WHERE id > ? ORDER BY id", (after,))
        return [dict(row) for row in found]


async def calls(office: Office) -> dict[str, Call]:
    source = MikopbxDb(office.cdr, "RU", MOSCOW)
    legs = [leg async for batch in source.batches(None) for leg in batch.legs]
    return {call.linkedid: call for call in map(tell, group(legs))}


@pytest.fixture(scope="module")
def past(office: Office) -> list[Call]:
    return sorted(asyncio.run(calls(office)).values(), key=lambda call: call.started)


def empty_office(folder: Path) -> Office:
    cdr.create(folder / "cdr.db")
    return Office(folder, MOSCOW, seed=1, now=NOW)


def truth(call: Call | Scene) -> tuple[object, ...]:
    return call.direction, call.outcome, call.who, call.called, call.answered_by


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
async def test_every_play_is_told_as_it_was_played(play: Play, tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    flow = day("plays", LIVE)
    starts = (NOW + timedelta(minutes=5 * number) for number in range(12))
    scenes = [flow.play(play, at, f"7916000000{n}") for n, at in enumerate(starts, 10)]
    office.write(scenes)
    told = await calls(office)
    assert len(told) == len(scenes)
    for scene in scenes:
        call = told[scene.linkedid]
        assert truth(call) == truth(scene)
        assert (call.started, call.ended) == (scene.started, scene.ended)
        assert len(call.recordings) == len(scene.recordings)


@pytest.mark.parametrize("pace", [HISTORY, LIVE], ids=["history", "live"])
async def test_every_day_is_told_as_it_was_played(pace: Pace, tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    scenes = list(islice(day("days", pace).calls(NOW), 300))
    office.write(scenes)
    told = await calls(office)
    assert {call.linkedid: truth(call) for call in told.values()} == {
        scene.linkedid: truth(scene) for scene in scenes
    }
    assert {scene.outcome for scene in scenes} >= {*Outcome} - {Outcome.FAILED}


def test_the_past_is_an_offices(past: list[Call]) -> None:
    starts = [call.started.astimezone(MOSCOW) for call in past]
    by_day = Counter(start.date() for start in starts)
    by_hour = Counter(start.hour for start in starts)
    weekdays = [number for day, number in by_day.items() if day.weekday() < 5]
    sundays = [number for day, number in by_day.items() if day.weekday() == 6]
    clients = Counter(call.client for call in past if call.client)
    assert NOW - starts[0] > timedelta(days=90)
    assert 40 < sum(weekdays) / len(weekdays) < 110
    assert sum(sundays) / len(sundays) < 15
    assert by_hour[11] > 5 * by_hour[19] > by_hour[3]
    assert clients.most_common(8)[-1][1] > 50
    assert clients.most_common()[-1][1] == 1


def test_most_missed_clients_are_spoken_with_soon_and_some_never(past: list[Call]) -> None:
    waits = []
    for number, call in enumerate(past):
        if call.outcome is Outcome.MISSED:
            later = (c for c in past[number + 1 :] if c.client == call.client and c.answered_by)
            answer = next(later, None)
            waits.append((answer.started - call.ended) if answer else timedelta.max)
    soon = sum(1 for wait in waits if wait < timedelta(minutes=30)) / len(waits)
    never = sum(1 for wait in waits if wait == timedelta.max) / len(waits)
    assert soon > 0.5
    assert 0.02 < never < 0.3


async def test_the_call_everybody_asks_for_is_there_with_a_recording_a_leg(
    office: Office, past: list[Call]
) -> None:
    chains = [
        call for call in past if call.who == PAGE_CLIENT and call.answered_by == ("302", "305")
    ]
    call = chains[-1]
    assert call.started.astimezone(MOSCOW).date() >= (NOW - timedelta(days=1)).date()
    assert StepKind.CONSULTED in {step.kind for step in call.steps}
    assert len(call.recordings) == 3
    found = [await Recordings(office.monitor).locate(leg, call) for leg in call.recordings]
    with await Audio().join(found) as mp3:
        assert mp3.duration == pytest.approx(sum(leg.talk for leg in call.recordings), abs=6)


def test_the_pair_of_the_readme_has_answered_calls(past: list[Call]) -> None:
    assert [call for call in past if call.called == MAIN_LINE and "302" in call.answered_by]


def test_nothing_of_it_lies_in_the_future(office: Office) -> None:
    assert max(row["endtime"] for row in rows(office)) <= f"{NOW:%Y-%m-%d %H:%M:%S}.999"


def test_every_recording_is_there_and_as_long_as_its_talk(office: Office) -> None:
    recorded = [row for row in rows(office) if row["recordingfile"]]
    assert len(recorded) > 3000
    for row in recorded:
        file = office.monitor / row["recordingfile"].partition("/monitor/")[2]
        length = (file.stat().st_size - 60) / speech.BLOCK * speech.SAMPLES / speech.RATE
        assert length < row["billsec"] + 2


def test_all_that_sound_takes_little_of_the_disk(office: Office) -> None:
    files = {file.stat().st_ino: file.stat().st_blocks for file in office.folder.rglob("*")}
    assert sum(files.values()) * 512 < 100_000_000


async def test_a_talk_sounds_as_long_as_it_says(tmp_path: Path) -> None:
    talk = speech.cast("302", "hello", "order", "music", "bye")
    speech.record(talk, tmp_path / "a/talk.wav", tmp_path / "library")
    with await Audio().to_mp3(tmp_path / "a/talk.wav") as mp3:
        assert mp3.duration == pytest.approx(speech.seconds(talk), abs=0.2)


def test_every_clip_is_spoken_in_both_casts_and_they_are_small() -> None:
    lines = (speech.CLIPS / "texts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    named = {line.split("\t")[0] for line in lines}
    files = list(speech.CLIPS.glob("*.wav"))
    assert {file.stem for file in files} == {"music"} | {
        f"{c}-{name}" for c in "fm" for name in named
    }
    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_one_seed_makes_one_past_and_another_makes_another(office: Office, tmp_path: Path) -> None:
    assert rows(build(tmp_path / "same", now=NOW)) == rows(office)
    one, other = (day(f"{seed}", HISTORY).calls(NOW) for seed in (1, 2))
    assert [scene.who for scene in islice(one, 20)] != [scene.who for scene in islice(other, 20)]


def test_an_office_that_was_closed_catches_up(tmp_path: Path) -> None:
    before = rows(build(tmp_path, now=NOW))
    assert rows(build(tmp_path, now=NOW)) == before
    after = rows(build(tmp_path, now=NOW + timedelta(days=2, hours=3)))
    fresh = after[len(before) :]
    assert after[: len(before)] == before
    assert 50 < len({row["linkedid"] for row in fresh}) < 300
    assert len({row["linkedid"] for row in after}) == len(
        {row["linkedid"] for row in before}
    ) + len({row["linkedid"] for row in fresh})


def test_names_are_where_mikopbx_keeps_them(office: Office) -> None:
    with closing(sqlite3.connect(office.names)) as database:
        names = dict(database.execute("SELECT number, callerid FROM m_Extensions"))
        zone = database.execute("SELECT value FROM m_PbxSettings WHERE key = 'PBXTimezone'")
        assert zone.fetchone() == ("Europe/Moscow",)
    assert names["302"] == "Белкина Анна"
    assert names["2200100"] == "Отдел продаж"
    assert f"{MAIN_LINE},Главный номер\n" in office.directory.read_text(encoding="utf-8")


class Watch:
    """A clock that only sleeping moves, and that stops the office after `hours`."""

    def __init__(self, office: Office, hours: float) -> None:
        self.now = NOW
        self._office = office
        self._end = NOW + timedelta(hours=hours)
        self.seen: list[tuple[datetime, str]] = []

    async def sleep(self, seconds: float) -> None:
        self.seen += [(self.now, row["endtime"]) for row in rows(self._office, len(self.seen))]
        self.now += timedelta(seconds=seconds)
        if self.now > self._end:
            raise TimeoutError


async def test_phones_go_on_ringing(tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    watch = Watch(office, hours=2)
    with pytest.raises(TimeoutError):
        await ring(office, clock=lambda: watch.now, sleep=watch.sleep)
    told = sorted((await calls(office)).values(), key=lambda call: call.ended)
    moments = [NOW, *(call.ended for call in told)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert told[0].ended - NOW < timedelta(minutes=1)
    assert told[0].outcome is Outcome.MISSED
    assert max(gaps) < timedelta(minutes=3)
    assert timedelta(seconds=20) < sum(gaps, timedelta()) / len(gaps) < timedelta(seconds=60)
    for written, ended in watch.seen:
        late = written - datetime.fromisoformat(ended).replace(tzinfo=MOSCOW)
        assert -0.01 < late.total_seconds() < 200


async def test_in_live_calls_missed_clients_are_called_back_within_minutes(tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    scenes = list(islice(day("live", LIVE).calls(NOW), 400))
    office.write(scenes)
    told = sorted((await calls(office)).values(), key=lambda call: call.started)
    missed = [call for call in told[:300] if call.outcome is Outcome.MISSED]
    returned = [
        call
        for call in missed
        if any(
            other.client == call.client
            and other.answered_by
            and timedelta() < other.started - call.ended < timedelta(minutes=12)
            for other in told
        )
    ]
    assert len(missed) > 20
    assert 0.5 < len(returned) / len(missed) < 1
