"""Where a call's recording lies on this machine.

The PBX wrote its path as it sees its own disk, perhaps before converting the file, and a caller
can have a say in it: so it is only ever a hint, looked up under one folder and never outside it.
"""

import asyncio
import logging
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from bot.calls.model import Call, Recording
from bot.errors import BotError

log = logging.getLogger(__name__)

# A PBX names `.wav` and keeps `.mp3`, or names `.webm` while the `.wav` still waits to become one.
SUFFIXES = (
    *(".mp3", ".webm", ".wav", ".WAV", ".wav16", ".wav48"),
    *(".ogg", ".gsm", ".ulaw", ".alaw", ".sln", ".sln16", ".g722", ".raw"),
)

# FreePBX: in-74952293043-79255283744-20261123-104234-1795430554.4.wav
DATE_IN_NAME = re.compile(r"-(\d{4})(\d{2})(\d{2})-\d{6}-[\w.-]*\d+\.\d+\.\w+$")

DEPTH = 12  # folders of a path that are looked at, from its end

EMPTY = 100  # bytes: a bare WAV header is 44; MikoPBX converts nothing under 100
CONVERTING = timedelta(minutes=15)  # MikoPBX tries three times, five minutes apart
UNFINISHED = timedelta(minutes=2)  # a header without a length this old was left by a crash
LOOK_AGAIN = 0.3  # seconds


def _now() -> datetime:
    return datetime.now(UTC)


class Recordings:
    """The recordings under `root`, the PBX's `monitor` folder as it is mounted here."""

    def __init__(self, root: Path | None, *, clock: Callable[[], datetime] = _now) -> None:
        self._root = root
        self._clock = clock

    async def locate(self, recording: Recording, call: Call) -> Path:
        """The file of `recording`, one of `call`; complete, and never outside the root.

        Raises `recordings-not-configured`, `recordings-unavailable`, `recording-missing`,
        `recording-not-ready` (`minutes` to wait) or `recording-empty`.
        """
        if self._root is None:
            raise BotError("recordings-not-configured")
        try:
            return await self._locate(self._root, recording, call)
        except OSError as error:  # no permission, a mount that went away
            log.warning("Recordings cannot be read: %s", error)
            raise BotError("recordings-unavailable") from error

    async def _locate(self, root: Path, recording: Recording, call: Call) -> Path:
        age = self._clock() - call.ended
        path = await asyncio.to_thread(_find, root, recording)
        if path is None:
            log.info("No file for a recording of call %s", call.linkedid)
            raise _absent(age)
        before = await asyncio.to_thread(path.stat)
        await asyncio.sleep(LOOK_AGAIN if age < UNFINISHED else 0)
        return await asyncio.to_thread(self._whole, path, before.st_size)

    def _whole(self, path: Path, size_before: int) -> Path:
        now = path.stat()
        fresh = self._clock().timestamp() - now.st_mtime < UNFINISHED.total_seconds()
        if now.st_size != size_before or (_unclosed(path) and fresh):
            raise BotError("recording-not-ready", minutes="1")
        if now.st_size < EMPTY:
            raise BotError("recording-empty")
        return path


def _absent(age: timedelta) -> BotError:
    if age < CONVERTING:
        return BotError("recording-not-ready", minutes="1" if age < timedelta(minutes=1) else "5")
    return BotError("recording-missing")


def _unclosed(path: Path) -> bool:
    """Whether a WAV's header has no length yet: the PBX fills it in when the talk is over."""
    with path.open("rb") as file:
        return file.read(8) == b"RIFF\0\0\0\0"


def _find(root: Path, recording: Recording) -> Path | None:
    if not root.is_dir():
        raise BotError("recordings-unavailable")
    home = root.resolve()
    for place in _places(recording):
        for spelling in _spellings(place):
            path = root / spelling
            if os.path.isfile(path):  # noqa: PTH113 - Path.is_file() raises on hostile names
                real = path.resolve()
                if real.is_relative_to(home):
                    return real
                log.warning("A recording's name leads outside RECORDINGS_DIR; not opened")
    return None


def _places(recording: Recording) -> Iterator[PurePosixPath]:
    """Relative paths where the file may lie, the likeliest first."""
    parts = PurePosixPath(recording.file.strip()).parts
    parts = parts[1:] if parts and parts[0].startswith("/") else parts
    if not parts or ".." in parts or "\0" in recording.file or parts == ("-",):
        return
    for start in range(max(0, len(parts) - DEPTH), len(parts)):
        yield PurePosixPath(*parts[start:])
    name = parts[-1]
    for day in _days(name, recording.started):
        yield PurePosixPath(day) / name


def _spellings(place: PurePosixPath) -> Iterator[PurePosixPath]:
    """The name as written, then with other endings; `mikopbx-1781699386.4721` itself has none."""
    yield place
    stem = place.stem if place.suffix in {*SUFFIXES, ".wav49"} else place.name
    for suffix in SUFFIXES:
        yield place.parent / f"{stem}{suffix}"


def _days(name: str, started: datetime) -> Iterator[str]:
    """FreePBX's folders: the day its name says, else the leg's day or one beside it.

    The folder is named when the call came, and in the PBX's own zone.
    """
    if dated := DATE_IN_NAME.search(name):
        yield "/".join(dated.groups())
    for days in (0, -1, 1):
        yield (started + timedelta(days=days)).strftime("%Y/%m/%d")
