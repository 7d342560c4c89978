"""The whole way in a real browser: a manager asks, turns pages, opens a call and hears it.

The real bot answers over HTTP from a real journal; the recording is a real WAV turned into MP3.
"""

import io
import re
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.alerts.group import group_of
from tests.browser import DESKTOP, PHONE, Window, window
from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import MANAGER, Talking, talking

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECONDS = 8


@asynccontextmanager
async def looking(
    browser: Browser, folder: Path, size: Window = DESKTOP
) -> AsyncIterator[tuple[Talking, Page]]:
    """The office, and the manager's chat with the bot opened in a browser."""
    async with talking(folder) as office, window(browser, size) as page:
        await page.goto(f"{office.box.page}#{MANAGER}/{MANAGER}")
        await page.locator(".feed").wait_for()
        yield office, page


async def ask(page: Page, text: str) -> Locator:
    """Type a question; the answer's bubble."""
    await page.locator(".compose-text").fill(text)
    await page.keyboard.press("Enter")
    answer = page.locator(".message.theirs").last
    await answer.wait_for()
    return answer


def speech(path: Path) -> str:
    """Eight seconds as a PBX records them, of silence; the file's name."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(2 * 8000 * SECONDS))
    path.write_bytes(sound.getvalue())
    return path.name


async def test_a_manager_asks_and_turns_pages(browser: Browser, tmp_path: Path) -> None:
    async with looking(browser, tmp_path, PHONE) as (office, page):
        await office.learn(*(missed(at(f"09:{minute:02}")) for minute in range(30)))
        answer = await ask(page, "8 925 528-37-44")
        await expect(answer).to_contain_text("09:29")
        count = await page.locator(".message").count()
        await answer.locator(".key", has_text="›").click()
        await expect(answer).not_to_contain_text("09:29")
        await expect(answer.locator(".key", has_text="2 /")).to_be_visible()
        assert await page.locator(".message").count() == count
        assert await page.locator(".feed").evaluate("f => f.scrollWidth <= f.clientWidth")


async def test_a_call_is_opened_and_one_returns_to_the_list(
    browser: Browser, tmp_path: Path
) -> None:
    async with looking(browser, tmp_path) as (office, page):
        await office.learn(inbound(at("10:49")))
        answer = await ask(page, "сегодня")
        await expect(answer).to_contain_text("10:49")
        await answer.locator(".key", has_text="1").first.click()
        await expect(answer).to_contain_text("mikopbx-")
        await answer.locator(".key", has=page.locator("svg")).first.click()
        await expect(page.locator(".toast")).to_contain_text("Скопировано")
        await answer.locator(".key", has_text="К списку").click()
        await expect(answer).not_to_contain_text("mikopbx-")


async def test_a_recording_is_heard(browser: Browser, tmp_path: Path) -> None:
    async with looking(browser, tmp_path) as (office, page):
        name = speech(office.monitor / "call.wav")
        await office.learn(inbound(at("10:49"), talk=SECONDS, recording=name))
        answer = await ask(page, "сегодня с записью")
        await answer.locator(".key.primary", has_text="▶").first.click()
        await page.get_by_role("button", name="Слушать").click()
        clock = page.locator(".player-clock")
        await expect(clock).to_have_text(re.compile(rf"0:0[2-{SECONDS}] / 0:0{SECONDS}"))


async def test_a_missed_call_announces_itself_and_closes_itself(
    browser: Browser, tmp_path: Path
) -> None:
    async with looking(browser, tmp_path) as (office, page):
        group = await group_of(office)
        await group.learn(missed(at("12:01")), after=2.5)
        row = page.locator(f'[data-chat="{group.id}"]')
        await expect(row).to_contain_text("🔴")
        await expect(row.locator(".badge")).to_be_visible()
        await row.click()
        alert = page.locator(".message.theirs", has=page.locator(".keys"), has_text="12:01").last
        await expect(alert).to_contain_text("+7 925 528-37-44")
        await group.learn(outbound(at("12:07"), talk=84), after=200)
        await expect(alert).to_contain_text("🟢")
        await expect(alert).to_contain_text("говорили 1:24")
