"""The real bot on a real journal and a local Telegram, for tests that talk like a manager.

async with talking(tmp_path) as office:
    await office.learn(answered("10:49"))
    await office.manager.send("сегодня")
    assert "Белкина" in office.manager.last.text
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.access import Policy
from bot.calls.directory import Directory
from bot.calls.model import Leg
from bot.company import Company
from bot.delivery import InFlight
from bot.i18n import Texts
from bot.pbx.audio import Audio
from bot.pbx.recordings import Recordings
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox, sandbox
from bot.telegram import make_bot, make_dispatcher, poll
from db.answers import Answers
from db.calls import Calls
from db.chats import Chats
from db.engine import make_engine, upgrade
from db.files import Files
from db.people import People
from db.sums import Sums
from handlers.alerts.announcer import Announcer
from handlers.recording import Player

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=ZONE)
NAMES = {"302": "Белкина", "305": "Шевченко", "203": "Иванов Пётр", "204": "Иванов Сергей"}
ADMIN, MANAGER, STRANGER = 102, 101, 103


@dataclass(slots=True, kw_only=True)
class Talking:
    """The office of one test: its people, its journal, its clock; and the bot that serves it."""

    box: Sandbox
    engine: AsyncEngine
    calls: Calls
    company: Company
    monitor: Path
    managers: set[int]
    manager: Person
    admin: Person
    stranger: Person
    tasks: asyncio.TaskGroup
    announcer: Announcer = field(init=False)
    now: datetime = NOW
    username: str = "calls_test_bot"
    running: asyncio.Task[None] | None = None

    async def learn(self, *calls: Iterable[Leg]) -> None:
        """The PBX has written these calls."""
        saved = await self.calls.save([leg for legs in calls for leg in legs])
        await self.announcer.on_saved(saved)

    def pass_time(self, seconds: float) -> None:
        """The office's clock and Telegram's go on; by themselves the first one stands."""
        self.now += timedelta(seconds=seconds)
        self.box.clock.advance(seconds)

    def start(self) -> None:
        self.announcer = _announcer(self.box, self.engine, self.company)
        self.running = self.tasks.create_task(_serve(self))

    async def stop(self) -> None:
        if self.running:
            self.running.cancel()
            await asyncio.wait({self.running})
            await self.announcer.bot.session.close()

    async def restart(self) -> None:
        """A new process of the bot: all it knew by heart is gone."""
        await self.stop()
        self.start()


@asynccontextmanager
async def talking(folder: Path, *, url: str = "", flood: bool = False) -> AsyncIterator[Talking]:
    """A bot with an empty journal in `folder`, or at `url`, and three people to write to it."""
    journal = url or f"sqlite:///{folder}/journal.db"
    await upgrade(journal)
    engine = make_engine(journal)
    try:
        async with sandbox(flood=flood) as box, asyncio.TaskGroup() as tasks:
            office = _office(box, engine, tasks, folder / "monitor")
            office.start()
            try:
                yield office
            finally:
                await office.stop()
    except ExceptionGroup as failures:  # a test reads best as the assertion that failed
        raise failures.exceptions[0] from None
    finally:
        await engine.dispose()


def _office(box: Sandbox, engine: AsyncEngine, tasks: asyncio.TaskGroup, monitor: Path) -> Talking:
    monitor.mkdir(exist_ok=True)
    company = Company(zone=ZONE, linkedid_prefix="mikopbx-", directory=Directory(NAMES))
    company.clock = lambda: office.now
    office = Talking(
        box=box,
        engine=engine,
        calls=Calls(engine),
        company=company,
        monitor=monitor,
        managers={MANAGER},
        manager=box.person("Мария", id=MANAGER, language="ru"),
        admin=box.person("Антон", id=ADMIN, language="en"),
        stranger=box.person("Чужой", id=STRANGER, language="ru"),
        tasks=tasks,
    )
    box.call_bot("Журнал звонков", office.username)
    return office


def _announcer(box: Sandbox, engine: AsyncEngine, company: Company) -> Announcer:
    return Announcer.of(engine, make_bot(box.token, box.url), company, texts())


@cache
def texts() -> Texts:
    """Parsed once: it takes longer than a question."""
    return Texts("ru")


async def _serve(office: Talking) -> None:
    in_flight = InFlight()
    bot = office.announcer.bot
    dispatcher = make_dispatcher(
        policy=Policy(admins={ADMIN}, managers=office.managers),
        company=office.company,
        texts=texts(),
        people=People(office.engine),
        in_flight=in_flight,
        calls=office.calls,
        sums=Sums(office.engine),
        chats=Chats(office.engine),
        answered=Answers(office.engine),
        player=Player(Recordings(office.monitor), Audio(), Files(office.engine, bot.id)),
        **office.announcer.parts(),
    )
    office.box.idle_when(lambda: in_flight.idle)
    await poll(dispatcher, bot, texts(), signals=False)
