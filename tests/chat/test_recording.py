"""▶ and ⬇: real sound from real files, sent as a manager would want to have it."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calls.model import Leg
from bot.pbx import ffmpeg
from tests.chat.rings import at, inbound
from tests.chat.talking import talking


async def tone(path: Path, seconds: float = 2) -> None:
    """A telephone recording: 8 kHz, 16 bits, mono."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}")
    run = await asyncio.create_subprocess_exec(
        *(ffmpeg.find(), "-v", "error", "-y", *source, "-ar", "8000", "-ac", "1", str(path))
    )
    assert await run.wait() == 0


def _recorded(name: str = "2026/03/18/10/a.wav") -> tuple[Leg, ...]:
    return inbound(at("10:49"), recording=f"/storage/usbdisk1/mikopbx/astspool/monitor/{name}")


def _transferred() -> tuple[Leg, ...]:
    """Белкина answers, then Шевченко goes on; each talk has a file of its own."""
    (first,) = _recorded("first.wav")
    (second,) = inbound(
        first.ended, phone="305", rings=0, recording="/storage/monitor/second.wav", talk=30
    )
    return (first, _of(second, first))


def _of(leg: Leg, call: Leg) -> Leg:
    return replace(leg, linkedid=call.linkedid, key=f"{call.linkedid}_2")


async def test_a_recording_comes_as_an_audio_message(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "2026/03/18/10/a.wav")
        await office.learn(_recorded())
        await office.manager.send("сегодня")
        await office.manager.tap("▶ 1")
        sound = office.manager.last.media
        assert sound
        assert (sound.kind, sound.mime_type, sound.duration) == ("audio", "audio/mpeg", 2)
        assert sound.title == "+7 925 528-37-44 → Белкина"
        assert sound.performer == "18 марта 2026, 10:49"
        assert sound.file_name == "2026-03-18 10-49-05 +7 925 528-37-44 - Белкина.mp3"
        data = await office.manager.download(office.manager.last)
        assert data[:3] == b"ID3" or data[0] == 0xFF


async def test_a_recording_comes_as_a_file(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "2026/03/18/10/a.wav")
        await office.learn(_recorded())
        await office.manager.send("сегодня")
        await office.manager.tap("1")
        await office.manager.tap("⬇")
        sound = office.manager.last.media
        assert sound
        assert (sound.kind, sound.mime_type) == ("document", "audio/mpeg")


async def test_the_second_press_sends_what_telegram_has(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        file = office.monitor / "2026/03/18/10/a.wav"
        await tone(file)
        await office.learn(_recorded())
        await office.manager.send("сегодня")
        await office.manager.tap("▶ 1")
        first = office.manager.last.raw["audio"]["file_unique_id"]
        file.unlink()
        await office.restart()
        await office.manager.tap("▶ 1")
        assert office.manager.last.raw["audio"]["file_unique_id"] == first
        sent = [message for message in office.manager.messages if message.media]
        assert len(sent) == 2


async def test_a_hasty_second_tap_sends_nothing_twice(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "2026/03/18/10/a.wav", 120)
        await office.learn(_recorded())
        await office.manager.send("сегодня")
        page = office.manager.last
        office.box.fault("slow", method="sendAudio", seconds=1)
        await office.manager.tap("▶ 1", page, wait=False)
        await office.manager.tap("▶ 1", page)
        await office.manager.wait(lambda person: person.last.media, timeout=20)
        await office.manager.send("вчера")
        sent = [message for message in office.manager.messages if message.media]
        assert len(sent) == 1


async def test_a_file_id_that_telegram_forgot_is_replaced(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "2026/03/18/10/a.wav")
        await office.learn(_recorded())
        await office.manager.send("сегодня")
        await office.manager.tap("▶ 1")
        office.box.world.files.clear()
        await office.manager.tap("▶ 1")
        sent = [message for message in office.manager.messages if message.media]
        assert len(sent) == 2


async def test_a_transferred_call_has_a_button_a_leg_and_one_for_all(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(office.monitor / "first.wav", 2)
        await tone(office.monitor / "second.wav", 3)
        legs = _transferred()
        await office.learn(legs)
        await office.manager.send(legs[0].linkedid)
        labels = [button.text for button in office.manager.last.buttons if "▶" in button.text]
        assert labels == ["▶ 1. Белкина 1:00", "▶ 2. Шевченко 0:30", "▶ Весь разговор 1:30"]
        for button, seconds in (("▶ 1.", 2), ("▶ 2.", 3), ("▶ Весь", 5)):
            await office.manager.tap(button)
            sound = office.manager.last.media
            assert sound
            assert sound.duration == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Файла записи нет"),
        (b"RIFF" + bytes(40), "пустая"),
        (b"RIFF" + b"not a sound at all" * 50, "повреждена"),
    ],
)
async def test_what_is_wrong_is_said_in_words(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    async with talking(tmp_path) as office:
        if content is not None:
            file = office.monitor / "2026/03/18/10/a.wav"
            file.parent.mkdir(parents=True)
            file.write_bytes(content)
            os.utime(file, (0, 0))  # written long ago
        await office.learn(_recorded())
        await office.manager.send("79255283744")
        await office.manager.tap("▶ 1")
        assert said in f"{office.manager.toast} {office.manager.last.text}"


async def test_a_path_never_leads_outside(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await tone(tmp_path / "secret.wav")
        await office.learn(_recorded("../secret.wav"))
        await office.manager.send("сегодня")
        await office.manager.tap("▶ 1")
        assert not any(message.media for message in office.manager.messages)
        assert office.manager.alert
