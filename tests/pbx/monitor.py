"""A folder of recordings as a PBX keeps it, and the call that one of them is of."""

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.calls.model import Call, Direction, Outcome, Recording
from bot.pbx.recordings import Recordings

MOSCOW = timezone(timedelta(hours=3))
STARTED = datetime(2026, 3, 17, 10, 15, tzinfo=MOSCOW)
NOW = STARTED + timedelta(days=1)
SOUND = b"RIFF" + bytes([1]) * 200


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
