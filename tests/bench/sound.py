"""An hour of telephone sound: converted by the product and by plain ffmpeg."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any

from bot.pbx import ffmpeg
from bot.pbx.audio import GOOD, Audio
from tests.bench.timing import Stopwatch

HOUR = 3600


def record(file: Path) -> None:
    """An hour as a PBX records it: 8 kHz, 16 bits, mono; noise, as nothing compresses it."""
    sound = f"anoisesrc=duration={HOUR}:sample_rate=8000:color=pink:seed=1"
    _ffmpeg("-f", "lavfi", "-i", sound, "-ac", "1", str(file))


async def measure(file: Path) -> dict[str, Any]:
    """Seconds of both for the hour in `file`."""
    plain, product = Stopwatch(), Stopwatch()
    target = file.with_suffix(".plain.mp3")
    with plain.running():
        await asyncio.to_thread(_ffmpeg, "-i", str(file), *GOOD, str(target))
    target.unlink()
    with product.running():
        mp3 = await Audio().to_mp3(file)
    with mp3:
        seconds = mp3.duration
    return {
        "seconds of sound": round(seconds),
        "product, s": round(product.p50, 1),
        "plain ffmpeg, s": round(plain.p50, 1),
        "times": round(product.p50 / plain.p50, 2),
    }


def _ffmpeg(*options: str) -> None:
    subprocess.run([ffmpeg.find(), "-v", "error", "-y", *options], check=True)
