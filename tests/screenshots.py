"""`make screenshots`: the pictures of the README, taken from the demo as a person sees it.

It starts the demo's office and bot in a folder of its own, asks what a manager would ask, and
photographs the chat on a phone and on a desktop, light and dark, into docs/images/.
"""

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot import app
from bot.config import Settings
from bot.demo.office import build
from bot.sandbox.server import Sandbox, sandbox
from bot.showcase import MANAGER, in_sandbox, office_settings, people
from tests.browser import DESKTOP, QUIET, Window, find_chromium, window

IMAGES = Path(__file__).parent.parent / "docs" / "images"
PHONE_LIGHT = Window(390, 844, "light", touch=True, scale=2)
PHONE_DARK = Window(390, 844, "dark", touch=True, scale=2)
DESKTOP_DARK = Window(DESKTOP.width, DESKTOP.height, "dark")


async def main() -> None:
    path = find_chromium() or sys.exit("Chromium is needed to take pictures of the chat.")
    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder) / "pbx", now=datetime.now(UTC))
        settings = office_settings(Settings(), office, Path(folder))
        await app.sync(settings)
        async with sandbox() as box, asyncio.TaskGroup() as tasks:
            people(box)
            running = tasks.create_task(app.run(in_sandbox(settings, box)))
            async with async_playwright() as playwright:
                chromium = await playwright.chromium.launch(executable_path=path, args=QUIET)
                await photograph(chromium, box)
                await chromium.close()
            running.cancel()


async def photograph(browser: Browser, box: Sandbox) -> None:
    """One conversation, four pictures: the list, the card, the recording, both on a desktop."""
    IMAGES.mkdir(exist_ok=True)
    async with opened(browser, box, PHONE_LIGHT) as page:
        await page.get_by_role("button", name="Запустить").click()
        await asked(page, "пропущенные за неделю")
        await kept(page, "phone-light")
    async with opened(browser, box, PHONE_DARK) as page:
        await asked(page, "Орлов с записью")
        await tapped(page, "^1$")
        await tapped(page, "▶ Слушать")
        await played(page)
        await kept(page, "phone-dark")
    for theme in (DESKTOP, DESKTOP_DARK):
        async with opened(browser, box, theme) as page:
            await asked(page, "Орлов за месяц")
            await tapped(page, r"^▶ \d")
            await played(page)
            await kept(page, f"desktop-{theme.theme}")


@asynccontextmanager
async def opened(browser: Browser, box: Sandbox, size: Window) -> AsyncIterator[Page]:
    """The manager's chat with the bot."""
    async with window(browser, size) as page:
        await page.goto(f"{box.page}#{MANAGER}/{MANAGER}")
        await page.locator(".feed").wait_for()
        yield page


async def asked(page: Page, text: str) -> None:
    """Type a question and wait until its answer has come."""
    await page.locator(".compose-text").fill(text)
    await page.keyboard.press("Enter")
    await page.locator(".message.own", has_text=text).last.wait_for()
    await page.locator(".message.own + .message.theirs .key").last.wait_for()
    await settled(page)


async def tapped(page: Page, label: str) -> None:
    """Press the newest button that reads so."""
    await page.locator(".message .key", has_text=re.compile(label)).last.click()
    await settled(page)


async def played(page: Page) -> None:
    """Let the last recording play for some seconds."""
    await page.get_by_role("button", name="Слушать").last.click()
    await page.wait_for_timeout(4_000)


async def kept(page: Page, name: str) -> None:
    """Write the picture with a palette: a third of the size, and no eye sees it."""
    with Image.open(io.BytesIO(await page.screenshot())) as picture:
        slim = picture.convert("RGB").quantize(255)
        slim.save(IMAGES / f"{name}.png", optimize=True)


async def settled(page: Page) -> None:
    """No button waits, nothing is being sent, the mouse is out of the picture."""
    await page.mouse.move(0, 0)
    await page.wait_for_function("() => !document.querySelector('.key.waiting, .typing')")
    await page.wait_for_timeout(1_000)


if __name__ == "__main__":
    asyncio.run(main())
