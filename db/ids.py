"""A call's id: the millisecond it started, then the number Asterisk gave it.

Ids made this way need no counter, are the same whenever and in whatever order calls are learnt,
and sort as calls do; calls of one second keep the order in which the PBX began them.
"""

import re
from datetime import UTC, datetime, timedelta
from zlib import crc32

BITS = 21
MIKOPBX = "mikopbx-"
YEARS = range(1970, 2100)  # what fits, with these bits, into 63
DAY = 86_400_000 << BITS
BLOCK = 16  # days; of three years 69, with at most eight days more or less at either end
END = (1 << 63) // (BLOCK * DAY) * (BLOCK * DAY)  # where a block ends, and behind every call

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
# `mikopbx-1781699386.4721`: PBX name, second of the start, number of the channel
_ASTERISK = re.compile(r"(?:.*-)?(\d+\.(\d+))")


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware `moment`."""
    return (moment - _EPOCH) // _MILLISECOND


def moment(milliseconds: int) -> datetime:
    return _EPOCH + milliseconds * _MILLISECOND


def call_id(linkedid: str, started: datetime) -> int:
    """The id of a call, unique unless two calls of one millisecond share their low bits.

    Raises ValueError for a moment that is none: PBXes write years like 1000.
    """
    if not YEARS.start <= started.year < YEARS.stop:
        raise ValueError(f"A call cannot have started at {started}")
    found = _ASTERISK.fullmatch(linkedid)
    serial = int(found[2]) if found else crc32(linkedid.encode())
    return edge(started) | serial & (1 << BITS) - 1


def edge(moment: datetime) -> int:
    """The smallest id a call that starts at `moment` can have."""
    return milliseconds(moment) << BITS


def started(call_id: int) -> datetime:
    return moment(call_id >> BITS)


def spellings(linkedid: str) -> set[str]:
    """How the journal may have written what a person copied: with the PBX's name, or without."""
    copied = linkedid.strip()
    found = _ASTERISK.fullmatch(copied)
    return {copied, found[1], f"{MIKOPBX}{found[1]}"} if found else {copied}
