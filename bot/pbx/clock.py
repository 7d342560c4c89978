"""When a PBX's row happened: its local time without a zone, made an aware moment.

Asterisk's channel ids begin with the epoch second of the channel's birth, so the first row of a
channel tells the PBX's offset from UTC at that moment, daylight saving time and all.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

_EPOCH = re.compile(r"([0-9]{9,11})\.[0-9]+$")  # "1795430554.4", "office-1795430554.4"
_GRID = 15 * 60  # all offsets of the world are multiples of a quarter of an hour
_SLACK = 3  # seconds between a channel's birth and its first row
_FARTHEST = 14 * 3600
_DAYLIGHT = 3600


@lru_cache(maxsize=1 << 10)  # each row of a call asks several times
def epoch_of(uniqueid: str) -> int | None:
    """The second a channel was born, None where its id does not tell."""
    found = _EPOCH.search(uniqueid)
    return int(found[1]) if found else None


class Clock:
    """Turns local times of one PBX into moments: by `zone` if given, else by what rows teach.

    `offset` (seconds east of UTC) is what an earlier run has learnt, for rows that teach nothing.
    """

    def __init__(self, zone: tzinfo | None = None, offset: int | None = None) -> None:
        self._zone = zone
        self._changes: list[tuple[int, int]] = []  # (from this epoch on, offset), ascending
        self._doubts: dict[int, int] = {}
        if offset is not None:
            self._changes.append((0, offset))

    @property
    def offset(self) -> int | None:
        """The newest offset known."""
        return self._changes[-1][1] if self._changes else None

    @property
    def zone(self) -> tzinfo | None:
        """The zone given, or the newest offset known as one."""
        learnt = None if self.offset is None else timezone(timedelta(seconds=self.offset))
        return self._zone or learnt

    def learn(self, rows: Iterable[tuple[str, datetime]]) -> None:
        """Take what rows (channel id, local start) tell; later rows of a channel tell nothing."""
        first: dict[str, datetime] = {}
        for uniqueid, local in rows:
            first[uniqueid] = min(local, first.get(uniqueid, local))
        samples = ((epoch_of(uniqueid), local) for uniqueid, local in first.items())
        aware = ((epoch, local.replace(tzinfo=UTC)) for epoch, local in samples)
        told = [(epoch, _told(epoch, local)) for epoch, local in aware if epoch is not None]
        for epoch, offset in sorted((e, o) for e, o in told if o is not None):
            self._note(epoch, offset)

    def snapshot(self) -> "Clock":
        """The clock as it goes now: what it learns later changes nothing about earlier rows."""
        return copy(self)

    def moment(self, local: datetime, uniqueid: str = "") -> datetime:
        """The moment in UTC of a naive `local` time in a row of channel `uniqueid`."""
        epoch = epoch_of(uniqueid)
        if self._zone is not None:
            return _in_zone(local, self._zone, epoch)
        aware = local.replace(tzinfo=UTC)
        wall = int(aware.timestamp())
        offset = self._at(wall if epoch is None else epoch)
        own = None if epoch is None else _told(epoch, aware)
        if own is not None and abs(own - offset) == _DAYLIGHT:
            offset = own  # the first call after a change of daylight saving time
        elif epoch is not None:
            offset = self._at(wall - offset)
        return aware - timedelta(seconds=offset)

    def _note(self, epoch: int, offset: int) -> None:
        """A change is believed when a second channel tells the same."""
        if self._changes and self._at(epoch) == offset:
            self._doubts.clear()
            return
        since = self._doubts.setdefault(offset, epoch)
        if since != epoch or not self._changes:
            change = (since if self._changes else 0, offset)
            self._changes = sorted([*self._changes, change])  # a snapshot keeps the old ones
            self._doubts.clear()

    def _at(self, epoch: int) -> int:
        if not self._changes:
            return 0
        place = bisect_right(self._changes, (epoch, _FARTHEST))
        return self._changes[max(place - 1, 0)][1]


def _told(epoch: int, local: datetime) -> int | None:
    """The offset by which `local`, taken for UTC, shows `epoch`; None where it shows another."""
    seconds = round(local.timestamp()) - epoch
    offset = round(seconds / _GRID) * _GRID
    plausible = abs(offset) <= _FARTHEST and abs(seconds - offset) <= _SLACK
    return offset if plausible else None


def _in_zone(local: datetime, zone: tzinfo, epoch: int | None) -> datetime:
    """Of the hour that comes twice in autumn, the one not before the channel's birth."""
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if epoch is not None and moment.timestamp() < epoch - _SLACK:
        return local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return moment
