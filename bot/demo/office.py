"""The demo's office on disk: a MikoPBX with a past, whose phones go on ringing while one watches.

It writes what a PBX writes and nothing else; the bot reads it as it would read a real one.
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.demo import cdr, speech
from bot.demo.day import HISTORY, LIVE, day
from bot.demo.people import LINES, MAIN_LINE, PAGE_CLIENT, REGULARS
from bot.demo.scenes import Stage, attended_transfer
from bot.demo.tape import Scene

MOSCOW = ZoneInfo("Europe/Moscow")
PAST = timedelta(days=92)
PAGE_CHAIN = ("302", "305")


@dataclass(frozen=True, slots=True)
class Office:
    """Where the demo's PBX keeps its things; `now` is the moment its past ends."""

    folder: Path
    zone: ZoneInfo
    seed: int
    now: datetime

    @classmethod
    def at(cls, folder: Path, now: datetime, seed: int = 1, zone: ZoneInfo = MOSCOW) -> "Office":
        """The office in `folder`, as it is or as it is going to be."""
        return cls(folder, zone, seed, now.astimezone(zone))

    @property
    def cdr(self) -> Path:
        """MikoPBX's call records, for `PBX_URL=sqlite:///…`."""
        return self.folder / "cdr.db"

    @property
    def names(self) -> Path:
        return self.folder / "mikopbx.db"

    @property
    def directory(self) -> Path:
        """A CSV `number,name` of the company's lines and its regular clients."""
        return self.folder / "directory.csv"

    @property
    def until(self) -> Path:
        """Says up to when the past is written: no call may have come in the last minutes."""
        return self.folder / "until"

    @property
    def monitor(self) -> Path:
        """The folder of the recordings, for `RECORDINGS_DIR`."""
        return self.folder / "monitor"

    def write(self, scenes: Iterable[Scene]) -> None:
        """Write finished calls as the PBX would: the recordings, then all rows at once."""
        scenes = list(scenes)
        for scene in scenes:
            for file, talk in scene.recordings:
                speech.record(talk, self.monitor / file, self.folder / "speech")
        cdr.add(self.cdr, (row for scene in scenes for row in scene.rows))


def build(folder: Path, *, now: datetime, seed: int = 1, zone: ZoneInfo = MOSCOW) -> Office:
    """An office in `folder` with some three months behind it, up to `now`.

    One that is there already gets the calls since it was last written. Blocks for a second or so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    office = Office.at(folder, now, seed, zone)
    cdr.create(office.cdr)
    cdr.write_names(office.names, zone.key)
    names = (f"{number},{name}\n" for number, name in (LINES | REGULARS).items())
    office.directory.write_text("number,name\n" + "".join(names), encoding="utf-8")
    office.write(_past(office))
    office.until.write_text(office.now.isoformat())
    return office


async def ring(
    office: Office,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Let the phones ring, for ever: every call is written the moment it is over."""
    start = clock().astimezone(office.zone)
    going: list[tuple[datetime, int, Scene]] = []
    for number, scene in enumerate(day(f"{office.seed}/live/{start}", LIVE).calls(start)):
        while going and going[0][0] <= scene.started:
            ended, _, over = heapq.heappop(going)
            await sleep(max(0.0, ended.timestamp() - clock().timestamp()))
            await asyncio.to_thread(office.write, [over])
        heapq.heappush(going, (scene.ended, number, scene))


def _past(office: Office) -> Iterator[Scene]:
    """What is not written yet of all that was over by `office.now`."""
    earliest = (office.now - PAST).replace(hour=0, minute=0, second=0, microsecond=0)
    start = max([earliest, *_written_until(office)])
    for scene in day(f"{office.seed}/{start}", HISTORY).calls(start):
        if scene.started > office.now:
            break
        if scene.ended <= office.now:
            yield scene
    yesterday = (office.now - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    if not cdr.has_chain(office.cdr, PAGE_CLIENT, PAGE_CHAIN, since=yesterday):
        yield _page_call(office.seed, yesterday.replace(hour=11, minute=42, second=7))


def _written_until(office: Office) -> Iterator[datetime]:
    if last := cdr.last_moment(office.cdr, office.zone):
        yield last
    if office.until.exists():
        yield datetime.fromisoformat(office.until.read_text()).astimezone(office.zone)


def _page_call(seed: int, at: datetime) -> Scene:
    """The call everybody asks for: Белкина answers, asks Шевченко, hands the client over."""
    stage = Stage(
        rng=Random(seed),
        at=at,
        channels=count(1),
        client=PAGE_CLIENT,
        line=MAIN_LINE,
        free=PAGE_CHAIN,
    )
    return attended_transfer(stage)
