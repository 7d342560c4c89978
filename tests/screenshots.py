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
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot import app
from bot.config import Settings
from bot.demo.day import LIVE, Day
from bot.demo.office import Office, build
from bot.demo.people import REGULARS
from bot.demo.scenes import called_back, impatient
from bot.sandbox.server import Sandbox, sandbox
from bot.showcase import MANAGER, in_sandbox, office_settings, watched
from tests.browser import DESKTOP, QUIET, Window, find_chromium, window

IMAGES = Path(__file__).parent.parent / "docs" / "images"
PHONE_LIGHT = Window(390, 844, "light", touch=True, scale=2)
PHONE_DARK = Window(390, 844, "dark", touch=True, scale=2)
LONGEST = timedelta(seconds=25)  # of the calls below, which are written when they are over
DESKTOP_DARK = Window(DESKTOP.width, DESKTOP.height, "dark")


async def main() -> None:
    path = find_chromium() or sys.exit("Chromium is needed to take pictures of the chat.")
    with tempfile.TemporaryDirectory() as folder:
        office = await asyncio.to_thread(build, Path(folder) / "pbx", now=datetime.now(UTC))
        settings = office_settings(Settings(), office, Path(folder))
        await app.sync(settings)
        async with sandbox() as box, asyncio.TaskGroup() as tasks:
            await watched(box, settings)
            running = tasks.create_task(app.run(in_sandbox(settings, box)))
            async with async_playwright() as playwright:
                chromium = await playwright.chromium.launch(executable_path=path, args=QUIET)
                await photograph(chromium, box, office)
                await chromium.close()
            running.cancel()


def group_of(box: Sandbox) -> int:
    return min(box.world.chats)


async def photograph(browser: Browser, box: Sandbox, office: Office) -> None:
    """A conversation and a group: a list, a card, a recording, an alert."""
    IMAGES.mkdir(exist_ok=True)
    async with opened(browser, box, PHONE_LIGHT) as page:
        await page.get_by_role("button", name="Запустить").click()
        await asked(page, "пропущенные за неделю")
        await kept(page, "phone-light")
    async with opened(browser, box, PHONE_DARK) as page:
        await asked(page, "Орлов отвеченные с записью")
        await tapped(page, "^1$")
        await tapped(page, "▶")
        await played(page)
        await kept(page, "phone-dark")
    async with opened(browser, box, DESKTOP) as page:
        await asked(page, "Орлов за месяц")
        await tapped(page, r"^▶ \d")
        await played(page)
        await kept(page, "desktop-light")
    async with opened(browser, box, DESKTOP_DARK) as page:
        await page.locator(f'[data-chat="{group_of(box)}"]').click()
        await rung(page, office)
        await kept(page, "desktop-dark")


async def rung(page: Page, office: Office) -> None:
    """Two clients are missed, one is called back: the alerts say so by themselves."""
    day = Day(Random(7), LIVE, count(90_000))
    await asyncio.sleep(LONGEST.total_seconds())  # what began before the bot came is history
    waiting, returned = "79851327790", "79265550011"
    for client, play in ((returned, impatient), (waiting, impatient), (returned, called_back)):
        began = datetime.now(office.zone) - LONGEST
        await asyncio.to_thread(office.write, [day.play(play, began, client)])
        await page.locator(".bubble", has_text=REGULARS[client]).nth(1).wait_for(timeout=20_000)
        await page.wait_for_timeout(5_000)
    await page.locator(".message", has_text="🟢").wait_for()


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
