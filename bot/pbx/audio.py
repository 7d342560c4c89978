"""Recordings as MP3, which is what Telegram plays: converted, made to fit, or several joined.

Plain converting streams from file to file in ffmpeg: an hour costs this process nothing, and can
be cancelled. pydub is for what needs the samples: legs of one call recorded at different levels.
"""

import asyncio
import math
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.errors import BotError
from bot.pbx import ffmpeg

with warnings.catch_warnings():  # it warns of its own regexes, of audioop, of a missing ffprobe
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

TIMEOUT = 15 * 60  # seconds, for one run of ffmpeg
MEGABYTE = 1024 * 1024
LIMIT = 50 * MEGABYTE  # what a bot may upload

# Variable bit rate keeps the rate and the channels of the source; 8 kHz speech takes ~16 kbit/s.
GOOD = ("-c:a", "libmp3lame", "-q:a", "4")
SMALLEST = 8
BITRATES = (64, 56, 48, 40, 32, 24, 16, SMALLEST)  # kbit/s, of MPEG-2.5 at 8 kHz
ROOM = 0.98  # headers and the last frame also need some

JOINED_RATE = 16_000
SECOND = JOINED_RATE * 2  # bytes, of 16-bit samples
FULL_SCALE = 32768
LOUDNESS = -20.0  # dBFS, of speech in a joined recording
PEAK = -1.0  # dBFS
SILENCE = -50.0  # dBFS: a second below this says nothing of how loud somebody speaks

Waiting = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Mp3:
    """An MP3 on disk: `duration` in seconds, `size` in bytes.

    Use it with `with`: leaving removes a temporary file, and never a PBX's own.
    """

    path: Path
    duration: float
    size: int
    temporary: bool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.temporary:
            self.path.unlink(missing_ok=True)


class Audio:
    """Turns recordings into MP3, `workers` at a time; the rest wait their turn."""

    def __init__(
        self, binary: str | None = None, *, workers: int = 2, timeout: float = TIMEOUT
    ) -> None:
        self._binary = binary or ffmpeg.find()
        self._turns = asyncio.Semaphore(workers)
        self._timeout = timeout

    @property
    def busy(self) -> bool:
        """Whether a conversion asked for now would have to wait."""
        return self._turns.locked()

    async def to_mp3(
        self, source: Path, *, limit: int = LIMIT, waiting: Waiting | None = None
    ) -> Mp3:
        """`source` as an MP3 of at most `limit` bytes; `waiting` is called where it must queue.

        An MP3 that fits is given as it is. Raises `recording-broken`, `recording-empty`,
        `recording-slow` and `recording-too-big` (`megabytes`: the limit).
        """
        size = await asyncio.to_thread(os.path.getsize, source)
        if source.suffix.lower() == ".mp3" and size <= limit:
            heard = await self._run(source, "-c:a", "copy")
            if heard.codec == "mp3":
                return Mp3(source, heard.seconds, size, temporary=False)
        async with self._turn(waiting):
            return await self._fit(source, limit)

    async def join(
        self, sources: Sequence[Path], *, limit: int = LIMIT, waiting: Waiting | None = None
    ) -> Mp3:
        """All of `sources`, one after another and equally loud, as one mono MP3; see `to_mp3`."""
        async with self._turn(waiting):
            with _temporary(".sln16") as joined, _temporary(".sln16") as decoded:
                for source in sources:
                    await self._run(
                        *(source, "-f", "s16le", "-ac", "1", "-ar", str(JOINED_RATE)),
                        target=decoded,
                    )
                    await asyncio.to_thread(_append_levelled, decoded, joined)
                return await self._fit(joined, limit)

    @asynccontextmanager
    async def _turn(self, waiting: Waiting | None) -> AsyncIterator[None]:
        if waiting and self.busy:
            await waiting()
        async with self._turns:
            yield

    async def _fit(self, source: Path, limit: int) -> Mp3:
        mp3 = await self._convert(source, GOOD)
        if mp3.size <= limit:
            return mp3
        with mp3:
            affordable = limit * ROOM * 8 / 1000 / mp3.duration
        rate = next((rate for rate in BITRATES if rate <= affordable), SMALLEST)
        smaller = await self._convert(
            source, ("-c:a", "libmp3lame", "-ac", "1", "-ar", "8000", "-b:a", f"{rate}k")
        )
        if smaller.size > limit:
            with smaller:
                raise BotError("recording-too-big", megabytes=str(limit // MEGABYTE))
        return smaller

    async def _convert(self, source: Path, encoder: Sequence[str]) -> Mp3:
        with _temporary(".mp3", keep=True) as target:
            heard = await self._run(source, *encoder, "-f", "mp3", target=target)
            return Mp3(target, heard.seconds, target.stat().st_size, temporary=True)

    async def _run(self, source: Path, *output: str, target: Path | None = None) -> ffmpeg.Heard:
        try:
            async with asyncio.timeout(self._timeout):
                return await ffmpeg.run(self._binary, source, *output, target=target)
        except TimeoutError as error:
            raise BotError("recording-slow") from error


@contextmanager
def _temporary(suffix: str, *, keep: bool = False) -> Iterator[Path]:
    """A new empty file, removed afterwards; with `keep` only when something went wrong."""
    handle, name = tempfile.mkstemp(suffix, "call-")
    os.close(handle)
    path = Path(name)
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if not keep:
        path.unlink(missing_ok=True)


def _append_levelled(decoded: Path, joined: Path) -> None:
    """Add the samples of `decoded` to `joined` at the common loudness; memory stays flat."""
    gain = _gain(decoded)
    with joined.open("ab") as out:
        for second in _seconds(decoded):
            out.write(second.apply_gain(gain).raw_data)


def _gain(file: Path) -> float:
    """How many dB bring the speech in `file` to LOUDNESS without any sample above PEAK."""
    levels = [(second.rms, second.max_dBFS) for second in _seconds(file) if second.dBFS > SILENCE]
    if not levels:
        return 0.0
    power: float = sum(rms**2 for rms, _ in levels) / len(levels)
    loudness = 10 * math.log10(power) - 20 * math.log10(FULL_SCALE)
    headroom: float = PEAK - max(peak for _, peak in levels)
    return min(LOUDNESS - loudness, headroom)


def _seconds(file: Path) -> Iterator[AudioSegment]:
    with file.open("rb") as samples:
        while second := samples.read(SECOND):
            yield AudioSegment(second, sample_width=2, frame_rate=JOINED_RATE, channels=1)
