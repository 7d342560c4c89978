"""The digests: each morning and each evening a group is told what its calls added up to."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot import digests
from bot.calls.stats import Stats
from bot.groups import Group
from bot.reports import chart
from db.sums import Sums
from handlers.alerts.post import NoPictures
from handlers.answers import Answer
from handlers.notices import Notices
from handlers.views import stats as words


@dataclass(frozen=True, slots=True)
class Digests:
    """Sends what is due; a PBX that cannot be read is waited for, as long as that is no news."""

    notices: Notices
    sums: Sums

    async def tick(self, now: datetime) -> None:
        """Send the digests that are due at `now`."""
        notices = self.notices
        if not notices.company.up_to_date():
            return
        for group in await notices.chats.listening():
            for due in digests.due(group, notices.company.zone, now):
                await self._send(group, due)

    async def _send(self, group: Group, due: digests.Due) -> None:
        notices, day = self.notices, due.day.isoformat()
        if await notices.chats.marked(group.id, due.kind) == day:
            return
        stats = await self.sums.stats(due.period, notices.company.zone, group.lines)
        title = f"stats-{due.kind}"
        await notices.once(group, due.kind, day, partial(self._say, stats=stats, title=title))

    async def _say(self, group: Group, *, stats: Stats, title: str) -> None:
        v, post = self.notices.view(group), self.notices.post
        text = words.text(v, stats, title)
        if stats.load.calls:
            png = await asyncio.to_thread(chart.by_hour, stats.hours, words.captions(v, stats))
            try:
                await post.picture(group, png, text)
            except NoPictures:
                pass
            else:
                return
        await post.send(group, Answer(text))
