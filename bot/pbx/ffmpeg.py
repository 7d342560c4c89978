"""One run of ffmpeg: found once, told what to read, killed when nobody waits any longer.

It reads what a PBX wrote, so it is let at sound files alone: no network and no playlists, which
could make it open other files. ffprobe is never used: pip's ffmpeg comes without it.
"""

import asyncio
import importlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError

FORMATS = "wav,w64,mp3,ogg,matroska,webm,mulaw,alaw,s16le,gsm,g722,g729"

# Sound without a header: what Asterisk means by the ending is all there is to know of it.
HEADERLESS = {
    ".ulaw": ("-f", "mulaw", "-ar", "8000"),
    ".ul": ("-f", "mulaw", "-ar", "8000"),
    ".pcm": ("-f", "mulaw", "-ar", "8000"),
    ".alaw": ("-f", "alaw", "-ar", "8000"),
    ".al": ("-f", "alaw", "-ar", "8000"),
    ".sln": ("-f", "s16le", "-ar", "8000"),
    ".sln16": ("-f", "s16le", "-ar", "16000"),
    ".sln48": ("-f", "s16le", "-ar", "48000"),
    ".raw": ("-f", "s16le", "-ar", "8000", "-ac", "2"),  # MixMonitor's option D: two sides
    ".gsm": ("-f", "gsm"),
    ".g722": ("-f", "g722"),
    ".g729": ("-f", "g729"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What ffmpeg said of a file: `codec` as it names it, `seconds` of sound it went through."""

    codec: str
    seconds: float


def find() -> str:
    """The path of ffmpeg: this machine's own, else the one that came as a Python wheel."""
    if own := shutil.which("ffmpeg"):
        return own
    try:
        return str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise BotError("ffmpeg-missing") from error


async def run(binary: str, source: Path, *output: str, target: Path | None = None) -> Heard:
    """Read the sound of `source` and write it to `target` as `output` says (None: nowhere).

    Cancelling kills ffmpeg. Raises `recording-broken` where no sound in it could be read,
    `recording-empty` where there was none.
    """
    process = await asyncio.create_subprocess_exec(
        *_nice(),
        *(binary, "-nostdin", "-hide_banner", "-nostats", "-progress", "pipe:1", "-y"),
        *("-protocol_whitelist", "file", "-format_whitelist", FORMATS),
        *HEADERLESS.get(source.suffix.lower(), ()),
        *("-i", f"file:{source}", "-map", "0:a:0", "-map_metadata", "-1", *output),
        *([f"file:{target}"] if target else ["-f", "null", "-"]),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        progress, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return _heard(process.returncode, progress.decode(), said.decode(errors="replace"))


def _nice() -> tuple[str, ...]:
    """How to run what may wait: an hour of sound takes a whole core, and replies go first."""
    command = shutil.which("nice")  # Windows has none
    return (command, "-n", "10") if command else ()


def _heard(status: int | None, progress: str, said: str) -> Heard:
    codec = re.search(r"Stream #0:\d+\S*: Audio: (\w+)", said)
    reached = re.findall(r"^out_time_us=(\d+)", progress, re.MULTILINE)
    if status or codec is None or not reached:
        raise BotError("recording-broken")
    if reached[-1] == "0":
        raise BotError("recording-empty")
    return Heard(codec[1], int(reached[-1]) / 1_000_000)
