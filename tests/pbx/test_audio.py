"""Every kind of recording becomes an MP3 that sounds the same; nothing is left behind."""

import asyncio
import os
import stat
import sys
import time
from itertools import accumulate
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.pbx import ffmpeg
from bot.pbx.audio import Audio, Mp3
from tests.pbx.sounds import KINDS, SECONDS, loudness, make, maker, pitch, samples

BARE_HEADER = (
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data"
    + bytes(4)
)


@pytest.fixture(autouse=True)
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, so that a test can see what is left of them."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def left(scratch: Path) -> list[Path]:
    return list(scratch.iterdir())


@pytest.fixture(params=["machine", "wheel"])
def audio(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audio:
    """Audio by the machine's ffmpeg, and by pip's where there is no other and no ffprobe."""
    maker()
    if request.param == "machine":
        return Audio()
    binary = pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe()
    empty = tmp_path / "no-programs"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    return Audio(binary)


@pytest.mark.parametrize("name", KINDS)
async def test_every_kind_becomes_an_mp3_that_sounds_the_same(
    name: str, audio: Audio, tmp_path: Path, scratch: Path
) -> None:
    source = make(tmp_path / name, *KINDS[name])
    with await audio.to_mp3(source) as mp3:
        assert mp3.path != source
        assert mp3.duration == pytest.approx(SECONDS, abs=0.15)
        assert mp3.size == mp3.path.stat().st_size > 1000
        (wave,) = samples(mp3.path)
        assert pitch(wave) == pytest.approx(440, abs=15)
    assert source.exists()
    assert not left(scratch)


@pytest.mark.parametrize("name", ["sides.wav", "sides.webm", "sides.raw"])
async def test_both_sides_of_a_stereo_recording_stay_apart(
    name: str, audio: Audio, tmp_path: Path
) -> None:
    output = {"sides.webm": ("-c:a", "libopus"), "sides.raw": ("-ar", "8000", "-f", "s16le")}
    source = make(tmp_path / name, *output.get(name, ("-ar", "8000")), tones=(440, 700))
    with await audio.to_mp3(source) as mp3:
        left, right = samples(mp3.path)
    assert pitch(left) == pytest.approx(440, abs=15)
    assert pitch(right) == pytest.approx(700, abs=15)


async def test_an_mp3_is_given_as_it_is(audio: Audio, tmp_path: Path) -> None:
    source = make(tmp_path / "call.mp3", "-ar", "8000")
    with await audio.to_mp3(source) as mp3:
        assert mp3 == Mp3(source, mp3.duration, source.stat().st_size, temporary=False)
        assert mp3.duration == pytest.approx(SECONDS, abs=0.15)
    assert source.exists()


async def test_a_wav_whose_length_was_never_filled_in_is_played_to_its_end(
    audio: Audio, tmp_path: Path
) -> None:
    source = make(tmp_path / "crashed.wav", "-ar", "8000", "-bitexact")
    wav = bytearray(source.read_bytes())
    wav[4:8] = wav[40:44] = bytes(4)
    source.write_bytes(wav)
    with await audio.to_mp3(source) as mp3:
        assert mp3.duration == pytest.approx(SECONDS, abs=0.15)


@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
@pytest.mark.parametrize(
    "content",
    [b"", BARE_HEADER, b"<html>404 Not Found</html>" * 50, bytes(range(256)) * 40],
    ids=["nothing", "header", "page", "noise"],
)
async def test_what_is_no_sound_is_called_broken(
    content: bytes, suffix: str, audio: Audio, tmp_path: Path, scratch: Path
) -> None:
    source = tmp_path / f"broken{suffix}"
    source.write_bytes(content)
    with pytest.raises(BotError, match=r"recording-(broken|empty)"):
        await audio.to_mp3(source)
    assert not left(scratch)


@pytest.mark.parametrize(
    "playlist", ["#EXTM3U\n#EXTINF:10,\n{}\n", "ffconcat version 1.0\nfile {}\n"]
)
async def test_a_playlist_in_disguise_opens_no_other_file(
    playlist: str, audio: Audio, tmp_path: Path
) -> None:
    make(tmp_path / "secret.wav", "-ar", "8000")
    source = tmp_path / "call.wav"
    source.write_text(playlist.format("secret.wav"))
    with pytest.raises(BotError, match="recording-broken"):
        await audio.to_mp3(source)


@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
async def test_what_is_too_big_is_made_smaller_until_it_fits(
    suffix: str, audio: Audio, tmp_path: Path
) -> None:
    source = make(tmp_path / f"long{suffix}", "-ar", "16000", "-ac", "2", seconds=10)
    with await audio.to_mp3(source, limit=12_500) as mp3:
        assert mp3.size <= 12_500
        assert mp3.duration == pytest.approx(10, abs=0.2)
        assert pitch(samples(mp3.path)[0]) == pytest.approx(440, abs=15)


async def test_what_cannot_be_made_to_fit_is_refused(
    audio: Audio, tmp_path: Path, scratch: Path
) -> None:
    source = make(tmp_path / "endless.wav", "-ar", "8000", seconds=10)
    with pytest.raises(BotError, match="recording-too-big"):
        await audio.to_mp3(source, limit=5_000)
    assert not left(scratch)


async def test_joined_legs_follow_one_another_and_are_equally_loud(
    audio: Audio, tmp_path: Path, scratch: Path
) -> None:
    loud = make(tmp_path / "loud.wav", "-ar", "8000", "-af", "volume=2.5")
    quiet = make(tmp_path / "quiet.webm", "-c:a", "libopus", "-af", "volume=0.05", tones=(700, 700))
    with await audio.join([loud, quiet]) as mp3:
        assert mp3.duration == pytest.approx(2 * SECONDS, abs=0.3)
        (wave,) = samples(mp3.path)
    first, second = wave[2000:10000], wave[14000:22000]
    assert pitch(first) == pytest.approx(440, abs=15)
    assert pitch(second) == pytest.approx(700, abs=15)
    assert loudness(first) == pytest.approx(loudness(second), rel=0.2)
    assert not left(scratch)


async def test_a_silent_leg_joins_as_silence(audio: Audio, tmp_path: Path) -> None:
    silent = make(tmp_path / "silent.wav", "-ar", "8000", "-af", "volume=0")
    spoken = make(tmp_path / "spoken.wav", "-ar", "8000")
    with await audio.join([silent, spoken]) as mp3:
        (wave,) = samples(mp3.path)
    assert loudness(wave[:10000]) < 10
    assert loudness(wave[14000:22000]) > 1000


def program(file: Path, text: str) -> str:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def appear(file: Path) -> None:
    while not (file.exists() and file.read_text()):
        time.sleep(0.01)


async def test_two_convert_side_by_side_and_the_rest_are_told_to_wait(tmp_path: Path) -> None:
    source, log = make(tmp_path / "call.wav", "-ar", "8000"), tmp_path / "log"
    slow = f'echo 1 >>{log}; sleep 0.2; {ffmpeg.find()} "$@"; echo -1 >>{log}'
    audio = Audio(program(tmp_path / "slow-ffmpeg", slow))
    told = []

    async def waiting() -> None:
        assert audio.busy
        told.append("wait")

    async def convert() -> None:
        with await audio.to_mp3(source, waiting=waiting):
            pass

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(convert())
    running = list(accumulate(map(int, log.read_text().split())))
    assert max(running) == 2
    assert len(told) == 3
    assert not audio.busy


async def test_cancelling_kills_ffmpeg_and_leaves_nothing(tmp_path: Path, scratch: Path) -> None:
    pid = tmp_path / "pid"
    audio = Audio(program(tmp_path / "stuck-ffmpeg", f"echo $$ >{pid}; exec sleep 60"), workers=1)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(audio.to_mp3(make(tmp_path / "call.wav")))
        await asyncio.to_thread(appear, pid)
        task.cancel()
    assert task.cancelled()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not left(scratch)
    assert not audio.busy


async def test_a_conversion_that_hangs_is_given_up(tmp_path: Path, scratch: Path) -> None:
    audio = Audio(program(tmp_path / "stuck-ffmpeg", "exec sleep 60"), timeout=0.2)
    with pytest.raises(BotError, match="recording-slow"):
        await audio.to_mp3(make(tmp_path / "call.wav"))
    assert not left(scratch)


async def test_a_conversion_lets_replies_go_first(tmp_path: Path) -> None:
    said = tmp_path / "niceness"
    audio = Audio(program(tmp_path / "telling-ffmpeg", f"nice > {said}; exit 1"))
    with pytest.raises(BotError, match="recording-broken"):
        await audio.to_mp3(make(tmp_path / "call.wav"))
    assert int(said.read_text()) == min(os.nice(0) + 10, 19)


def test_a_machine_without_any_ffmpeg_says_so_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(BotError, match="ffmpeg-missing"):
        Audio()
