"""A recording is found wherever its PBX may have put it, once it is whole."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import BotError
from tests.pbx.monitor import SOUND, call, locate, put

MIKOPBX = "/storage/usbdisk1/mikopbx/astspool/monitor/2026/03/17/10/mikopbx-1773731700.12_a1b2c3"
FREEPBX = "in-74952293043-79255283744-20260317-101500-1773731700.4.wav"


@pytest.mark.parametrize(
    ("written", "on_disk"),
    [
        (f"{MIKOPBX}.wav", "2026/03/17/10/mikopbx-1773731700.12_a1b2c3.wav"),
        (f"{MIKOPBX}.webm", "2026/03/17/10/mikopbx-1773731700.12_a1b2c3.webm"),
        (f"{MIKOPBX}.webm", "2026/03/17/10/mikopbx-1773731700.12_a1b2c3.wav"),
        (f"{MIKOPBX}.webm", "2026/03/17/10/mikopbx-1773731700.12_a1b2c3.wav48"),
        (f"{MIKOPBX}.mp3", "2026/03/17/10/mikopbx-1773731700.12_a1b2c3.mp3"),
        (
            f"{MIKOPBX}.wav",
            "mikopbx/astspool/monitor/2026/03/17/10/mikopbx-1773731700.12_a1b2c3.wav",
        ),
        ("/storage/usbdisk1/mikopbx/voicemailarchive/monitor/2020/01/02/a.mp3", "2020/01/02/a.mp3"),
        ("/mnt/zapis/2016/09/22/out-1.wav", "2016/09/22/out-1.mp3"),
        (FREEPBX, f"2026/03/17/{FREEPBX}"),
        (FREEPBX.replace(".wav", ".wav49"), f"2026/03/17/{FREEPBX.replace('.wav', '.WAV')}"),
        (FREEPBX, f"2026/03/17/{FREEPBX.replace('.wav', '.mp3')}"),
        (
            FREEPBX.replace("-20260317-", "-20260316-"),
            f"2026/03/16/{FREEPBX}".replace("-20260317-", "-20260316-"),
        ),
        (
            "rg-2003-79161112233-pbx-1773731700.4.gsm",
            "2026/03/17/rg-2003-79161112233-pbx-1773731700.4.gsm",
        ),
        ("after-midnight.wav", "2026/03/16/after-midnight.wav"),
        ("other-zone.wav", "2026/03/18/other-zone.wav"),
        ("flat.wav", "flat.wav"),
        (
            "/storage/usbdisk1/mikopbx/astspool/monitor/2026/03/17/INBOX/mikopbx-1773731700.12",
            "2026/03/17/INBOX/mikopbx-1773731700.12.wav",
        ),
        ("2026/03/17/with-day.wav", "2026/03/17/with-day.wav"),
    ],
)
async def test_a_recording_is_found_where_the_pbx_put_it(
    written: str, on_disk: str, tmp_path: Path
) -> None:
    put(tmp_path / "elsewhere" / Path(on_disk).name)
    expected = put(tmp_path / on_disk)
    assert await locate(tmp_path, written) == expected.resolve()


async def test_the_file_as_named_is_preferred(tmp_path: Path) -> None:
    put(tmp_path / "2026/03/17/a.mp3")
    named = put(tmp_path / "2026/03/17/a.wav")
    assert await locate(tmp_path, "/var/spool/asterisk/monitor/2026/03/17/a.wav") == named.resolve()


async def test_a_day_of_the_same_name_elsewhere_is_not_taken(tmp_path: Path) -> None:
    put(tmp_path / "2026/03/14" / FREEPBX)
    with pytest.raises(BotError, match="recording-missing"):
        await locate(tmp_path, FREEPBX)


async def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    archived = put(tmp_path / "archive/a.wav")
    (tmp_path / "a.wav").symlink_to(archived)
    assert await locate(tmp_path, "a.wav") == archived.resolve()


async def test_a_folder_and_a_pipe_are_no_recordings(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    os.mkfifo(tmp_path / "pipe.wav")
    for name in ("folder.wav", "pipe.wav"):
        with pytest.raises(BotError, match="recording-missing"):
            await locate(tmp_path, name)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may read everything: whoever runs the tests is not root for a while."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    yield
    os.seteuid(me)


@pytest.mark.usefixtures("nobody")
async def test_a_file_that_may_not_be_read_is_a_matter_for_the_administrator(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        put(Path(folder, "a.wav")).chmod(0)
        with pytest.raises(BotError, match="recordings-unavailable"):
            await locate(Path(folder), "a.wav")
    assert "Permission denied" in caplog.text


async def test_without_a_folder_it_is_said_which_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="recordings-not-configured"):
        await locate(None, "a.wav")
    with pytest.raises(BotError, match="recordings-unavailable"):
        await locate(tmp_path / "not-mounted", "a.wav")


@pytest.mark.parametrize(
    ("after", "key", "values"),
    [
        (timedelta(seconds=10), "recording-not-ready", {"minutes": "1"}),
        (timedelta(minutes=6), "recording-not-ready", {"minutes": "5"}),
        (timedelta(minutes=20), "recording-missing", {}),
    ],
)
async def test_a_file_may_come_later_or_never(
    after: timedelta, key: str, values: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(BotError) as raised:
        await locate(tmp_path, f"{MIKOPBX}.webm", now=call().ended + after)
    assert (raised.value.key, raised.value.values) == (key, values)


@pytest.mark.parametrize("size", [0, 44, 99])
async def test_a_file_that_holds_nothing_is_empty(size: int, tmp_path: Path) -> None:
    put(tmp_path / "a.wav", SOUND[:size])
    with pytest.raises(BotError, match="recording-empty"):
        await locate(tmp_path, "a.wav")


async def test_a_file_that_still_grows_is_not_ready(tmp_path: Path) -> None:
    file = put(tmp_path / "a.wav", age=timedelta())

    async def grow() -> None:
        await asyncio.sleep(0.1)
        put(file, SOUND * 2, age=timedelta())

    async with asyncio.TaskGroup() as group:
        group.create_task(grow())
        with pytest.raises(BotError, match="recording-not-ready"):
            await locate(tmp_path, "a.wav", now=call().ended + timedelta(seconds=5))


@pytest.mark.parametrize(
    ("age", "ready"), [(timedelta(seconds=20), False), (timedelta(hours=1), True)]
)
async def test_a_header_without_a_length_means_unfinished_until_it_is_old(
    age: timedelta, ready: bool, tmp_path: Path
) -> None:
    file = put(tmp_path / "a.wav", b"RIFF" + bytes(4) + SOUND, age=age)
    if ready:
        assert await locate(tmp_path, "a.wav") == file.resolve()
    else:
        with pytest.raises(BotError, match="recording-not-ready"):
            await locate(tmp_path, "a.wav")
