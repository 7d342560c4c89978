"""The groups' side of the bot: every group has its queue, its budget, its board; for ever.

Whoever changes something says so by `touch`; the journal and the outbox say what follows from it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.alerts.model import NEWEST, SINCE
from bot.alerts.pacing import EVERY
from bot.alerts.plan import SETTLE
from bot.calls.page import Saved
from bot.company import Company
from bot.desk import Desk
from bot.groups import Group
from bot.i18n import Texts
from db import ids
from db.alerts import Alerts
from db.chats import Chats
from db.clients import Clients
from db.deeds import Deeds
from handlers.alerts import pinned
from handlers.alerts.post import Away, Gone, Moved, NoTopic, Post
from handlers.alerts.queue import Queue
from handlers.alerts.round import Round
from handlers.alerts.sheet import Sheet
from handlers.views.view import View

log = logging.getLogger(__name__)

HEARTBEAT = 5.0  # seconds: what only time changes is seen that late
SHORTEST = 0.05
TROUBLE = 60.0  # seconds without a group after a fault nobody foresaw


class Announcer:
    """Says in every group what is to be said there, as it happens."""

    def __init__(self, desk: Desk, chats: Chats, post: Post, texts: Texts) -> None:
        self.desk = desk
        self.post = post
        self._chats = chats
        self._texts = texts
        self._queues: dict[int, Queue] = {}
        self._wake = asyncio.Event()

    @classmethod
    def of(cls, engine: AsyncEngine, bot: Bot, company: Company, texts: Texts) -> "Announcer":
        """One over the journal at `engine`, speaking through `bot`."""
        desk = Desk(Alerts(engine), Deeds(engine), Clients(engine), company)
        return cls(desk, Chats(engine), Post(bot), texts)

    @property
    def bot(self) -> Bot:
        return self.post.bot

    def parts(self) -> dict[str, Any]:
        """What handlers of its buttons and replies are given by name, besides `chats`."""
        return {"announcer": self, "desk": self.desk, "alerts": self.desk.alerts}

    async def on_saved(self, saved: Saved) -> None:
        """The journal has learnt something."""
        entries = [entry for c in saved.changes for entry in (c.before, c.after) if entry]
        clients = {entry.call.client for entry in entries} - {""}
        if clients:
            self.touch(clients)

    def touch(self, clients: Iterable[str] = ()) -> None:
        """Something about these clients, or about the groups themselves, may have changed."""
        found = set(clients)
        for queue in self._queues.values():
            queue.touch(found)
        self._wake.set()

    async def run(self) -> None:
        """Go on for ever; a group that Telegram keeps waiting holds no other one up."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._wake.clear()
                waits = [HEARTBEAT]
                try:
                    for group in await self._listening():
                        queue = self._queue(group)
                        if queue.begin():
                            tasks.create_task(self._visit(group))
                        waits.append(queue.wait)
                except Exception:
                    log.exception("the groups cannot be read, trying on")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), max(min(waits), SHORTEST))

    async def tick(self) -> None:
        """Do all that is due now, group by group."""
        for group in await self._listening():
            await self._visit(group)

    def view(self, group: Group) -> View:
        """How a group reads: in the language settled for it."""
        company = self.desk.company
        return View.of(self._texts.of(group.language or None), company.office(), company.zone)

    async def _listening(self) -> list[Group]:
        """The groups to speak in; one that was silenced begins anew when it is heard again."""
        groups = await self._chats.all()
        for group in groups:
            if not group.listens and await self._chats.marked(group.id, SINCE):
                await self._chats.mark(group.id, SINCE, "")
                self._queue(group).since = None
        return [group for group in groups if group.listens]

    async def _visit(self, group: Group) -> None:
        """One pass over a group, and when the next one is due; never raises."""
        queue = self._queue(group)
        pause = TROUBLE
        try:
            pause = await self._pass(group, queue)
        except Away as error:
            pause = error.seconds
            queue.budget.hold(self.desk.company.clock(), pause)
        except Exception:
            log.exception("group %s was left out", group.id)
        finally:
            queue.rest(pause)
            self._wake.set()

    async def _pass(self, group: Group, queue: Queue) -> float:
        """Seconds until the next pass is due, if nothing happens before."""
        try:
            return await self._say(group, queue)
        except Gone:
            log.warning("the bot is not in %s any more: its alerts stop", group.id)
            await self._chats.leave(group.id)
        except Moved as moved:
            await self._chats.move(group.id, moved.id)
        except NoTopic:
            await self._chats.change(group.id, lambda known: replace(known, topic=None))
        return SHORTEST

    async def _say(self, group: Group, queue: Queue) -> float:
        await self._remember_newest(group, queue)
        touched = queue.take()
        try:
            queue.since = queue.since or await self._since(group)
            look = await self.desk.look(group, queue.since, touched)
            sheet = Sheet.of(look, self.view(group), self.desk.alerts)
            if not await Round(sheet, self.post, queue.budget).run():
                queue.put_back(touched)
                return EVERY.total_seconds()
            said = await pinned.show(look, sheet.v, queue, self.post, self._chats)
        except BaseException:
            queue.put_back(touched)
            raise
        unsettled = look.at.working and any(alert.unsent for alert in sheet.alerts)
        if unsettled:
            return SETTLE.total_seconds()
        return HEARTBEAT if said else EVERY.total_seconds()

    async def _since(self, group: Group) -> datetime:
        """From when on calls are news here: what was before is history."""
        marked = await self._chats.marked(group.id, SINCE)
        if not marked:
            marked = str(ids.milliseconds(self.desk.company.clock()))
            await self._chats.mark(group.id, SINCE, marked)
        return ids.moment(int(marked))

    async def _remember_newest(self, group: Group, queue: Queue) -> None:
        """Write down how far the group's messages have come: a lost one is sought after that."""
        if not queue.newest:
            self.post.numbers.saw(group.id, int(await self._chats.marked(group.id, NEWEST) or 0))
        newest = self.post.numbers.newest[group.id]
        if newest > queue.newest:
            await self._chats.mark(group.id, NEWEST, str(newest))
            queue.newest = newest

    def _queue(self, group: Group) -> Queue:
        return self._queues.setdefault(group.id, Queue())
