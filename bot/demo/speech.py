"""What people say in the demo: spoken clips put end to end into the recordings the PBX names.

The clips are IMA ADPCM in whole blocks, so that putting them together is putting bytes together:
no sound is decoded, and starting costs no time. The same talk on many calls is one file on disk.
"""

import os
import shutil
import struct
from functools import cache
from pathlib import Path
from random import Random

from bot.demo.people import STAFF

CLIPS = Path(__file__).parent / "clips"
RATE = 8000
BLOCK = 256  # bytes
SAMPLES = 505  # in a block
FORMAT = struct.pack("<IHHIIHHHH", 20, 0x11, 1, RATE, RATE * BLOCK // SAMPLES, BLOCK, 4, 2, SAMPLES)
TOPICS = ("order", "price", "repair", "invoice")

Talk = tuple[str, ...]  # the names of the clips, in order


def conversation(rng: Random, employee: str, *, opening: str = "hello") -> Talk:
    """A talk of `employee` with a client: one or two matters, sometimes music on hold."""
    parts = [opening, *rng.sample(TOPICS, rng.choice((1, 1, 2)))]
    if music := rng.choice((0, 0, 0, 1, 3)):
        parts += ["hold", *["music"] * music, "back"]
    return cast(employee, *parts, "bye")


def cast(employee: str, *parts: str) -> Talk:
    """The clips `parts` with the voice of `employee` (a number) in the office."""
    voice = STAFF[employee].voice
    return tuple(part if part == "music" else f"{voice}-{part}" for part in parts)


def seconds(talk: Talk) -> float:
    return sum(len(_blocks(clip)) for clip in talk) // BLOCK * SAMPLES / RATE


def record(talk: Talk, file: Path, library: Path) -> None:
    """Make `file` a WAV of `talk`: a link to the one in `library`, where the disk knows links."""
    spoken = library / f"{'+'.join(talk)}.wav"
    if not spoken.exists():
        library.mkdir(parents=True, exist_ok=True)
        spoken.write_bytes(_wav(talk))
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        return
    try:
        os.link(spoken, file)
    except OSError:
        shutil.copyfile(spoken, file)


def _wav(talk: Talk) -> bytes:
    blocks = b"".join(map(_blocks, talk))
    samples = len(blocks) // BLOCK * SAMPLES
    body = b"WAVEfmt " + FORMAT + b"fact" + struct.pack("<II", 4, samples)
    body += b"data" + struct.pack("<I", len(blocks)) + blocks
    return b"RIFF" + struct.pack("<I", len(body)) + body


@cache
def _blocks(clip: str) -> bytes:
    wav = (CLIPS / f"{clip}.wav").read_bytes()
    start = wav.index(b"data") + 8
    return wav[start : start + int.from_bytes(wav[start - 4 : start], "little")]
