"""A real headless Chromium for tests that look at a page; they are skipped loudly without one.

One browser serves the whole session, each test gets a fresh window. A window that logged an
error of its script, of a missing file or of the content policy fails its test when it closes.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",
]


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("NO CHROMIUM HERE: the chat page is not tested")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        await chromium.close()


@dataclass(frozen=True)
class Window:
    """Size in CSS pixels, and what the person's system prefers."""

    width: int = 1280
    height: int = 800
    theme: str = "light"
    touch: bool = False
    scale: int = 1


PHONE = Window(width=390, height=844, touch=True)
DESKTOP = Window()


def is_error(line: ConsoleMessage) -> bool:
    """A test that pulls the plug means it; any other error is a fault of the page."""
    return line.type == "error" and "ERR_INTERNET_DISCONNECTED" not in line.text


@asynccontextmanager
async def window(browser: Browser, size: Window = DESKTOP) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": size.width, "height": size.height},
        color_scheme="dark" if size.theme == "dark" else "light",
        has_touch=size.touch,
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        permissions=["clipboard-read", "clipboard-write"],
        device_scale_factor=size.scale,
    )
    context.set_default_timeout(5_000)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if is_error(line) else None)
    yield page
    await context.close()
    assert errors == []
