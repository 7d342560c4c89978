"""The bot as its owner starts it, a process of its own, where aiogram is imported lightly."""

import asyncio
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.demo import cdr
from bot.demo.day import HISTORY, Day
from bot.sandbox.server import sandbox
from tests.bench.living import bot


async def test_it_answers_and_its_buttons_work(tmp_path: Path) -> None:
    played = Day(Random(7), HISTORY, count(1)).calls(
        datetime(2026, 3, 2, 8, tzinfo=ZoneInfo("Europe/Moscow"))
    )
    cdr.create(tmp_path / "cdr.db")
    cdr.add(tmp_path / "cdr.db", (row for scene in islice(played, 60) for row in scene.rows))
    async with sandbox() as box:
        anna = box.person("Анна", language="ru")
        settings = {
            "BOT_TOKEN": box.token,
            "TELEGRAM_API_URL": box.url,
            "MANAGER_IDS": str(anna.id),
            "PBX_URL": f"sqlite:///{tmp_path}/cdr.db",
            "DATABASE_URL": f"sqlite:///{tmp_path}/journal.db",
            "DATA_DIR": str(tmp_path / "data"),
        }
        async with bot("bot", folder=tmp_path, settings=settings):
            async with asyncio.timeout(30):
                while "[1 / 10]" not in anna.screen:  # it answers while it still reads the history
                    await anna.send("2 марта 2026")
            await anna.tap("›", wait=False)
            await anna.wait("[2 / 10]")
            await anna.tap("1", wait=False)
            await anna.wait("linkedid")
