"""The composition root: builds the parts, wires them, runs them in one TaskGroup, takes them down.

Only it, its neighbours `ask` and `showcase`, and `__main__` see the settings.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import ingest, schedule
from bot.access import Policy
from bot.calls.directory import Directory
from bot.company import Company
from bot.config import Settings
from bot.delivery import InFlight
from bot.errors import BotError
from bot.i18n import Texts, Words
from bot.pbx.asterisk_rows import Office
from bot.pbx.audio import Audio
from bot.pbx.directory import read_directory
from bot.pbx.open import open_source, source_name
from bot.pbx.recordings import Recordings
from bot.pbx.source import Source, SourceAway
from bot.telegram import make_bot, make_dispatcher, poll
from db.answers import Answers
from db.calls import Calls
from db.chats import Chats
from db.engine import make_engine, upgrade
from db.files import Files
from db.people import People
from db.progress import Progress
from db.rhythm import Rhythm
from db.sums import Sums
from handlers.alerts.announcer import Announcer
from handlers.digest import Digests
from handlers.notices import Notices
from handlers.recording import Player
from handlers.watch import Watch

log = logging.getLogger(__name__)

MIKOPBX = "mikopbx-"  # before each linkedid, and lost when one is copied
NAMES_EVERY = 300.0  # seconds between two readings of the names


@dataclass(frozen=True, slots=True)
class Parts:
    """What every command needs: the journal, what is known of the company, the PBX."""

    engine: AsyncEngine
    calls: Calls
    progress: Progress
    company: Company
    source: Source | None

    async def catch_up(
        self, report: ingest.Report | None = None, on_saved: ingest.OnSaved | None = None
    ) -> None:
        """Read all that is new at the PBX, and learn its zone; raises SourceAway.

        Of a first import `on_saved` hears nothing: it is all history.
        """
        if self.source:
            first = await self.progress.cursor() is None
            await ingest.catch_up(
                self.source,
                self.calls,
                self.progress,
                on_saved=None if first else on_saved,
                report=report,
            )
            await self.learn_zone()
            self.company.read_at = self.company.clock()

    async def learn_zone(self) -> None:
        """Take the PBX's time zone as far as it is known by now."""
        if self.source:
            zone = self.source.zone(await self.progress.cursor())
            self.company.zone = zone or self.company.zone


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Parts]:
    """The parts of these settings, the journal's tables brought up to date; closed at the end."""
    url = settings.database_url.get_secret_value()
    await upgrade(url)
    engine = make_engine(url)
    source = _source(settings)
    company = Company(
        zone=_zone(settings) or UTC,
        region=settings.default_region,
        linkedid_prefix="" if _is_asterisk(settings) else MIKOPBX,
        directory=await _directory(settings),
    )
    parts = Parts(engine, Calls(engine), _progress(settings, engine), company, source)
    try:
        await parts.learn_zone()
        yield parts
    finally:
        if source:
            await source.close()
        await engine.dispose()


async def sync(settings: Settings) -> None:
    """Bring the journal up to date, telling how far it is; then say what it holds."""
    if settings.pbx_url is None:
        raise BotError("pbx-missing")
    words = Texts(settings.language).of(None)
    async with opened(settings) as parts:
        await first_import(parts, words)
        held = await parts.calls.span()
    sys.stderr.write(words.label("import-done", calls=held.calls, shown=str(held.calls)) + "\n")


async def first_import(parts: Parts, words: Words) -> None:
    """Catch up now, telling how far it is; raises `pbx-away`."""
    try:
        await parts.catch_up(Telling(words))
    except SourceAway as error:
        raise BotError("pbx-away", reason=str(error)) from None


async def run(settings: Settings) -> None:
    """Follow the PBX and answer in Telegram until told to stop."""
    if settings.bot_token is None:
        raise BotError("token-missing")
    if settings.pbx_url is None:
        raise BotError("pbx-missing")
    texts = Texts(settings.language)
    bot = make_bot(settings.bot_token.get_secret_value(), settings.telegram_api_url)
    async with bot.context(), opened(settings) as parts, asyncio.TaskGroup() as tasks:
        announcer = Announcer.of(parts.engine, bot, parts.company, texts)
        dispatcher = _dispatcher(settings, parts, bot, texts, announcer)
        background = [
            tasks.create_task(announcer.run()),
            tasks.create_task(schedule.run(_jobs(parts, announcer, texts), parts.company.clock)),
            tasks.create_task(_follow(parts, settings, texts.of(None), announcer)),
            tasks.create_task(_refresh_names(parts, settings)),
        ]
        await poll(dispatcher, bot, texts)
        for task in background:
            task.cancel()


def _source(settings: Settings) -> Source | None:
    if settings.pbx_url is None:
        return None
    office = Office(settings.default_region, phones=settings.phones, trunks=settings.trunks)
    url = settings.pbx_url.get_secret_value()
    return open_source(url, office, zone=_zone(settings), table=settings.cdr_table)


def _progress(settings: Settings, engine: AsyncEngine) -> Progress:
    url = settings.pbx_url
    return Progress(engine, source_name(url.get_secret_value()) if url else "none")


def _zone(settings: Settings) -> ZoneInfo | None:
    return ZoneInfo(settings.timezone) if settings.timezone else None


def _is_asterisk(settings: Settings) -> bool:
    url = settings.pbx_url.get_secret_value() if settings.pbx_url else ""
    return url.startswith(("mysql", "mariadb"))


async def _directory(settings: Settings) -> Directory:
    url = settings.pbx_url.get_secret_value() if settings.pbx_url else None
    return await read_directory(url, settings.default_region, settings.directory_file)


def _dispatcher(
    settings: Settings, parts: Parts, bot: Bot, texts: Texts, announcer: Announcer
) -> Dispatcher:
    engine = parts.engine
    return make_dispatcher(
        policy=Policy(settings.admin_ids, settings.manager_ids),
        company=parts.company,
        texts=texts,
        people=People(engine),
        in_flight=InFlight(),
        calls=parts.calls,
        sums=Sums(engine),
        chats=Chats(engine),
        answered=Answers(engine),
        player=Player(Recordings(settings.recordings_dir), Audio(), Files(engine, bot.id)),
        **announcer.parts(),
    )


def _jobs(parts: Parts, announcer: Announcer, texts: Texts) -> Sequence[schedule.Job]:
    """What is said in groups by the clock."""
    notices = Notices(announcer.post, Chats(parts.engine), parts.company, texts)
    sums = Sums(parts.engine)
    return Digests(notices, sums).tick, Watch(notices, sums, Rhythm(parts.engine)).tick


async def _follow(parts: Parts, settings: Settings, words: Words, announcer: Announcer) -> None:
    """Learn of calls for ever; of the first import, also tell how far it is."""
    first = await parts.progress.cursor() is None
    report = Telling(words) if first else None
    read = partial(parts.catch_up, report, announcer.on_saved)
    if first:
        await _begin(read, parts)
    await ingest.follow(read, every=settings.poll_seconds)


async def _begin(read: Callable[[], Awaitable[object]], parts: Parts) -> None:
    """Read for the first time; a PBX of which nothing was ever read is a mistake in PBX_URL."""
    try:
        await read()
    except SourceAway as error:
        if await parts.progress.cursor() is None:
            raise BotError("pbx-away", reason=str(error)) from None
    except Exception:
        log.exception("The first reading failed, trying on")


async def _refresh_names(parts: Parts, settings: Settings) -> None:
    """Read the names again now and then; those known stay while that fails."""
    while True:
        await asyncio.sleep(NAMES_EVERY)
        try:
            parts.company.directory = await _directory(settings)
        except BotError as error:
            log.warning("names were not read again: %s %s", error.key, error.values)


class Telling:
    """Says how much of a first import is done, each tenth once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._said = -1

    def __call__(self, done: float) -> None:
        tenth = int(done * 10)
        if tenth > self._said:
            self._said = tenth
            sys.stderr.write(self._words.label("import-progress", percent=str(tenth * 10)) + "\n")
