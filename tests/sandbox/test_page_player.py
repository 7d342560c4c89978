"""Recordings on the page: they play, seek, change speed and can be kept."""

import io
import math
import re
import struct
import wave

import pytest
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message
from playwright.async_api import Browser, expect

from tests.sandbox.stage import ANNA, Stage, stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECONDS = 20


def tone(seconds: int = SECONDS, rate: int = 8000) -> bytes:
    """A quiet 200 Hz tone as a phone records it: 8 kHz, 16 bit, one channel."""
    samples = (int(3000 * math.sin(2 * math.pi * 200 * i / rate)) for i in range(seconds * rate))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()


async def play_one(on: Stage) -> Message:
    await on.look()
    file = BufferedInputFile(tone(), "2026-03-18 14-05 Белкина.wav")
    button = InlineKeyboardButton(text="Файлом", callback_data="file")
    sent = await on.bot.send_audio(
        ANNA,
        file,
        title="Входящий +7 925 528-37-44",
        performer="Белкина",
        duration=SECONDS,
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )
    await on.page.get_by_role("button", name="Слушать").click()
    return sent


async def test_a_recording_plays_and_its_clock_moves(browser: Browser) -> None:
    async with stage(browser) as on:
        sent = await play_one(on)
        player = on.page.locator(".recording")
        await expect(player).to_contain_text("Входящий +7 925 528-37-44")
        await expect(player).to_contain_text("Белкина")
        await expect(player.locator(".player-clock")).to_have_text(
            re.compile(r"0:(0[1-9]|1\d) / 0:20")
        )
        await on.bot.edit_message_reply_markup(chat_id=ANNA, message_id=sent.message_id)
        await expect(on.page.locator(".key")).to_have_count(0)
        await expect(player.locator(".player-clock")).to_have_text(
            re.compile(r"0:(0[2-9]|1\d) / 0:20")
        )
        await on.page.get_by_role("button", name="Пауза").click()
        await expect(on.page.get_by_role("button", name="Слушать")).to_be_visible()


async def test_a_recording_seeks_and_changes_speed(browser: Browser) -> None:
    async with stage(browser) as on:
        await play_one(on)
        clock = on.page.locator(".player-clock")
        await expect(clock).to_have_text(re.compile(r"0:(0[1-9]|1\d) / 0:20"))
        track = on.page.get_by_role("slider", name="Перемотка")
        box = await track.bounding_box()
        assert box is not None
        await on.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await expect(clock).to_have_text(re.compile(r"0:1\d / 0:20"))
        speed = on.page.get_by_role("button", name="Скорость")
        for label in ("1.5×", "2×"):
            await speed.click()
            await expect(speed).to_have_text(label)
        before = await track.evaluate("t => [Number(t.value), performance.now()]")
        await on.page.wait_for_timeout(1000)
        after = await track.evaluate("t => [Number(t.value), performance.now()]")
        heard = (after[0] - before[0]) / 1000 * SECONDS
        assert heard / ((after[1] - before[1]) / 1000) > 1.5


async def test_a_recording_and_a_document_can_be_kept(browser: Browser) -> None:
    async with stage(browser) as on:
        await play_one(on)
        await on.bot.send_document(ANNA, BufferedInputFile(b"a;b\r\n", "звонки.csv"))
        for name, expected in (("Скачать 2026", tone()), ("Скачать файл", b"a;b\r\n")):
            async with on.page.expect_download() as download:
                await on.page.get_by_role("link", name=name).click()
            path = await (await download.value).path()
            assert path.read_bytes() == expected
