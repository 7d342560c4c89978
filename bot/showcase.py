"""`python -m bot demo`: a small office, a local Telegram, and the real bot between them.

Everything lives under `DATA_DIR/demo`; nothing leaves this machine.
"""

import asyncio
import errno
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot import app
from bot.alerts.model import SINCE
from bot.calls.calendar import ALWAYS, Hours
from bot.config import Settings
from bot.demo.office import Office, build, ring
from bot.errors import BotError
from bot.i18n import Texts
from bot.sandbox.server import Sandbox, sandbox
from db.alerts import Alerts
from db.chats import Chats
from db.engine import make_engine

ADMIN, MANAGER, STRANGER = 102, 101, 103
GROUP = "Отдел продаж"


async def demo(settings: Settings) -> None:
    """Let the phones ring and answer in the browser until told to stop."""
    folder = settings.data_dir / "demo"
    office = await _built(folder)
    serving = office_settings(settings, office, folder)
    await app.sync(serving)  # whoever opens the page asks at once
    try:
        async with sandbox(settings.sandbox_port, settings.sandbox_key or None) as box:
            await watched(box, serving)
            words = Texts(settings.language).of(None)
            sys.stdout.write(words.label("demo-ready", url=box.page) + "\n")
            sys.stdout.flush()
            await _play(in_sandbox(serving, box), office)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise BotError("port-taken", port=str(settings.sandbox_port)) from None


async def asked(settings: Settings) -> Settings:
    """The settings to ask the demo's journal with; where none was played, its office is made."""
    folder = settings.data_dir / "demo"
    played = (folder / "journal.db").exists()
    office = Office.at(folder / "pbx", datetime.now(UTC)) if played else await _built(folder)
    return office_settings(settings, office, folder)


async def _built(folder: Path) -> Office:
    try:
        return await asyncio.to_thread(build, folder / "pbx", now=datetime.now(UTC))
    except OSError as error:
        raise BotError("data-dir-away", folder=str(folder), reason=str(error)) from None


async def _play(settings: Settings, office: Office) -> None:
    async with asyncio.TaskGroup() as tasks:
        ringing = tasks.create_task(ring(office))
        await app.run(settings)
        ringing.cancel()


def office_settings(settings: Settings, office: Office, folder: Path) -> Settings:
    """The settings of a bot that serves this office."""
    return settings.model_copy(
        update={
            "pbx_url": SecretStr(f"sqlite:///{office.cdr.absolute()}"),
            "directory_file": office.directory,
            "recordings_dir": office.monitor,
            "timezone": office.zone.key,
            "database_url": SecretStr(f"sqlite:///{folder.absolute()}/journal.db"),
        }
    )


def in_sandbox(settings: Settings, box: Sandbox) -> Settings:
    """The same bot in this Telegram, with its cast."""
    return settings.model_copy(
        update={
            "bot_token": SecretStr(box.token),
            "telegram_api_url": box.url,
            "admin_ids": (ADMIN,),
            "manager_ids": (MANAGER,),
        }
    )


async def watched(box: Sandbox, settings: Settings) -> int:
    """Let the group hear of calls day and night, as the phones ring, and pin its board; its id."""
    chat = people(box)
    _, admin, *_ = box.people
    who = {"by": admin.id, "user": box.bot_id}
    await admin.ask("POST", f"/sandbox/groups/{chat}/promote", json=who)
    engine = make_engine(settings.database_url.get_secret_value())
    chats = Chats(engine)
    if await chats.get(chat) is None:
        await chats.join(chat, GROUP)
        await chats.change(chat, lambda group: replace(group, enabled=True, hours=Hours(ALWAYS)))
    # This Telegram is new each time: it knows none of the messages of the last one.
    await chats.change(chat, lambda group: replace(group, board=None))
    await Alerts(engine).clear(chat)
    await chats.mark(chat, SINCE, "")
    await chats.leave(chat)  # until the bot itself comes, and says hello
    await engine.dispose()
    return chat


def people(box: Sandbox) -> int:
    """The cast: who may ask, who may also settle things, who may not; and their group's id."""
    box.call_bot("Журнал звонков", "calls_demo_bot")
    manager = box.person("Мария", id=MANAGER, language="ru", title="Менеджер")
    admin = box.person("Антон", id=ADMIN, language="ru", title="Администратор")
    box.person("Олег", id=STRANGER, language="ru", title="Посторонний")
    return box.group(GROUP, admin, manager)
