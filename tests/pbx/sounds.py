"""Real sound files of every kind a PBX writes, made by ffmpeg when a test asks for one."""

import array
import math
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.pbx import ffmpeg

SECONDS = 1.5

# name: what ffmpeg is told to write it
KINDS = {
    "pcm.wav": ("-ar", "8000", "-c:a", "pcm_s16le"),
    "pcm8.wav": ("-ar", "8000", "-c:a", "pcm_u8"),
    "alaw.wav": ("-ar", "8000", "-c:a", "pcm_alaw"),
    "ulaw.wav": ("-ar", "8000", "-c:a", "pcm_mulaw"),
    "wav49.WAV": ("-ar", "8000", "-c:a", "libgsm_ms", "-f", "wav"),
    "opus-call.wav48": ("-ar", "48000", "-c:a", "pcm_s16le", "-f", "wav"),
    "wide.wav16": ("-ar", "16000", "-c:a", "pcm_s16le", "-f", "wav"),
    "raw.ulaw": ("-ar", "8000", "-f", "mulaw"),
    "raw.alaw": ("-ar", "8000", "-f", "alaw"),
    "raw.sln": ("-ar", "8000", "-f", "s16le"),
    "raw.sln16": ("-ar", "16000", "-f", "s16le"),
    "raw.gsm": ("-ar", "8000", "-c:a", "libgsm", "-f", "gsm"),
    "raw.g722": ("-ar", "16000", "-c:a", "g722", "-f", "g722"),
    "vorbis.ogg": ("-ar", "8000", "-c:a", "libvorbis"),
    "opus.ogg": ("-ar", "48000", "-c:a", "libopus"),
    "opus.webm": ("-ar", "48000", "-c:a", "libopus"),
    "named-wrong.mp3": ("-ar", "8000", "-c:a", "pcm_s16le", "-f", "wav"),
    "named-wrong.wav": ("-ar", "8000", "-c:a", "libmp3lame", "-f", "mp3"),
}


@cache
def maker() -> str:
    try:
        return ffmpeg.find()
    except BotError:
        pytest.skip("no ffmpeg here, neither the machine's nor imageio-ffmpeg's")


def make(
    file: Path, *output: str, tones: tuple[int, ...] = (440,), seconds: float = SECONDS
) -> Path:
    """Write tones (one a channel) to `file`; skips where this ffmpeg cannot write its kind."""
    waves = "|".join(f"0.3*sin(2*PI*{tone}*t)" for tone in tones)
    spec = f"aevalsrc={waves}:s=48000:d={seconds}"
    done = subprocess.run(
        [maker(), "-loglevel", "error", "-y", "-f", "lavfi", "-i", spec, *output, str(file)],
        capture_output=True,
        check=False,
    )
    if b"Unknown encoder" in done.stderr:
        pytest.skip(f"{maker()} cannot write {file.name}")
    assert not done.returncode, done.stderr
    return file


def samples(file: Path) -> list[list[int]]:
    """The samples of an MP3, channel by channel, at 8 kHz."""
    wav = subprocess.run(
        [maker(), "-loglevel", "error", "-i", str(file), "-f", "wav", "-ar", "8000", "-"],
        capture_output=True,
        check=True,
    ).stdout
    channels, data = wav[22], wav.index(b"data") + 8
    mixed = array.array("h", wav[data:])
    return [list(mixed[channel::channels]) for channel in range(channels)]


def pitch(wave: list[int]) -> float:
    """Hertz, by counting how often the wave rises through zero."""
    rises = sum(1 for one, two in pairwise(wave) if one < 0 <= two)
    return rises * 8000 / len(wave)


def loudness(wave: list[int]) -> float:
    """The root mean square of the samples."""
    return math.sqrt(sum(sample * sample for sample in wave) / len(wave))
