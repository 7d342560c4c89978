"""The digests: each morning and each evening a group is told what its calls added up to."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot import digests
from bot.groups import Group
from bot.i18n import Html
from db.sums import Sums
from handlers.alerts.post import NoPictures
from handlers.answers import Answer
from handlers.notices import Notices
from handlers.stats import drawn
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
        v = notices.view(group)
        stats = await self.sums.stats(due.period, notices.company.zone, group.lines)
        text = words.text(v, stats, f"stats-{due.kind}")
        png = await drawn(v, stats)
        await notices.once(group, due.kind, day, partial(self._say, text=text, png=png))

    async def _say(self, group: Group, *, text: Html, png: bytes | None) -> None:
        post = self.notices.post
        if png:
            with contextlib.suppress(NoPictures):
                await post.picture(group, png, text)
                return
        await post.send(group, Answer(text))
