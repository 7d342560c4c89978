"""A recording is found wherever its PBX may have put it, and nothing outside its folder ever is."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.model import Call, Direction, Outcome, Recording
from bot.errors import BotError
from bot.pbx.recordings import Recordings

MOSCOW = timezone(timedelta(hours=3))
STARTED = datetime(2026, 3, 17, 10, 15, tzinfo=MOSCOW)
NOW = STARTED + timedelta(days=1)
SOUND = b"RIFF" + bytes([1]) * 200

MIKOPBX = "/storage/usbdisk1/mikopbx/astspool/monitor/2026/03/17/10/mikopbx-1773731700.12_a1b2c3"
FREEPBX = "in-74952293043-79255283744-20260317-101500-1773731700.4.wav"


def recording(file: str) -> Recording:
    return Recording(file=file, started=STARTED, who="79255283744", whom="302", talk=60)


def call() -> Call:
    return Call(
        linkedid="mikopbx-1773731700.12",
        direction=Direction.INBOUND,
        outcome=Outcome.ANSWERED,
        started=STARTED,
        ended=STARTED + timedelta(minutes=2),
        who="79255283744",
        called="74952293042",
        wait=5,
        talk=60,
    )


def put(file: Path, content: bytes = SOUND, *, age: timedelta = timedelta(days=1)) -> Path:
    """Write `file` as if it was last written `age` before NOW."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    written = (NOW - age).timestamp()
    os.utime(file, (written, written))
    return file


async def locate(root: Path | None, file: str, *, now: datetime = NOW) -> Path:
    return await Recordings(root, clock=lambda: now).locate(recording(file), call())


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


HOSTILE = [
    "../secret.wav",
    "../../secret.wav",
    "/../secret.wav",
    "2026/../../secret.wav",
    "/storage/../../../secret.wav",
    "..",
    "/",
    "",
    "-",
    ".",
    "secret.wav\0.mp3",
    "\0",
    "way-out/secret.wav",
    "way-out.wav",
    "a" * 5000,
    "a/" * 3000,
    "\udcff.wav",
    "2026",
]


def prison(folder: Path) -> Path:
    """A root with a secret beside it, and links in it that lead there."""
    put(folder / "secret.wav")
    root = folder / "monitor"
    (root / "2026").mkdir(parents=True)
    (root / "way-out").symlink_to(folder)
    (root / "way-out.wav").symlink_to(folder / "secret.wav")
    put(root / "fine.wav")
    return root


@pytest.mark.parametrize("file", HOSTILE)
async def test_no_name_leads_outside(file: str, tmp_path: Path) -> None:
    root = prison(tmp_path)
    for name in (file, str(tmp_path / "secret.wav") if not file else f"{file}/secret.wav"):
        with pytest.raises(BotError, match="recording-missing"):
            await locate(root, name)


PIECES = st.sampled_from(
    ["..", ".", "/", "//", "~", "secret.wav", "secret", "way-out", "fine.wav", "\0"]
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=7), glue=st.sampled_from(["/", ""]))
def test_whatever_the_pbx_wrote_stays_inside(
    pieces: list[str], glue: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "property" / "monitor"
    if not root.exists():
        prison(root.parent)
    try:
        found = asyncio.run(locate(root, glue.join(pieces)))
    except BotError:
        return
    assert found == (root / "fine.wav").resolve()


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
