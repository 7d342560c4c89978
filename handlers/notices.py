"""Things said in a group by the clock, each of them once, whatever happens on the way.

It is written down before it is said: a bot that is stopped in between says it never rather than
twice. Where Telegram surely did not take it, that is taken back, and the next round tries again.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.company import Company
from bot.groups import Group
from bot.i18n import Texts
from db.chats import Chats
from handlers.alerts.post import Away, Gone, Moved, NoTopic, Post, Unsure
from handlers.views.view import View

log = logging.getLogger(__name__)

Say = Callable[[Group], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Notices:
    """Where groups are told, and where it is written down."""

    post: Post
    chats: Chats
    company: Company
    texts: Texts

    def view(self, group: Group) -> View:
        """How a group reads: in the language settled for it."""
        words = self.texts.of(group.language or None)
        return View.of(words, self.company.office(), self.company.zone)

    async def once(self, group: Group, kind: str, value: str, say: Say) -> None:
        """Say it, unless the last thing of this `kind` said here was `value`."""
        before = await self.chats.marked(group.id, kind)
        if not await self.chats.mark(group.id, kind, value):
            return
        try:
            await say(group)
        except Unsure:
            log.warning("%s %s in %s: nobody knows whether it came", kind, value, group.id)
        except (Away, Gone, Moved, NoTopic) as trouble:
            await self.chats.mark(group.id, kind, before)
            await self._mind(group, trouble)

    async def _mind(self, group: Group, trouble: Exception) -> None:
        """Learn from why it could not be said."""
        if isinstance(trouble, Gone):
            await self.chats.leave(group.id)
        elif isinstance(trouble, Moved):
            await self.chats.move(group.id, trouble.id)
        elif isinstance(trouble, NoTopic):
            await self.chats.change(group.id, lambda known: replace(known, topic=None))
