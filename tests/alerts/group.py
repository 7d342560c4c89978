"""A group with the bot in it, whose alerts are on: what its people read, on a driven clock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.calls.calendar import ALWAYS, Hours
from bot.calls.model import Leg
from bot.sandbox.person import Person
from bot.sandbox.seen import Seen
from db.chats import Chats
from tests.chat.talking import Talking

STEPS = ((3, 1.0), (10, 3.0), (60, 6.0), (float("inf"), 30.0))


@dataclass(slots=True)
class Group:
    """The group `id` as `manager` reads it."""

    office: Talking
    chats: Chats
    manager: Person
    id: int

    @property
    def said(self) -> list[Seen]:
        """What the bot has said to everybody, oldest first, but for its greeting."""
        said = [m for m in self.manager.messages if not m.own and m.text and not m.ephemeral]
        return [message for message in said if not message.text.startswith("Здравствуйте")]

    @property
    def board(self) -> Seen:
        (board,) = [m for m in self.said if m.raw["pinned"]]
        return board

    @property
    def alerts(self) -> list[Seen]:
        """All of it but the board."""
        return [m for m in self.said if not m.raw["pinned"]]

    @property
    def alert(self) -> Seen:
        """The first alert."""
        return self.alerts[0]

    async def learn(self, *calls: Iterable[Leg], after: float = 0) -> None:
        """The PBX has written these calls; so many seconds later all is said."""
        await self.office.learn(*calls)
        await self.wait(after)

    async def wait(self, seconds: float = 0) -> None:
        """Let time pass, in smaller steps towards the end."""
        await self.office.announcer.tick()
        while seconds > 0:
            step = min(seconds, next(step for upto, step in STEPS if seconds <= upto))
            self.office.pass_time(step)
            await self.office.announcer.tick()
            seconds -= step
        await self.manager.look(self.id)

    async def restart(self) -> None:
        """The bot's process ends and begins anew."""
        await self.office.restart()

    async def settle(self, **settings: Any) -> None:
        """Change the group's settings."""
        await self.chats.change(self.id, lambda known: replace(known, **settings))
        await self.wait()


async def group_of(office: Talking, **settings: Any) -> Group:
    """A group of the office's manager and admin, open around the clock unless settled else."""
    chat_id = office.box.group("Продажи", office.admin, office.manager)
    me = {"by": office.admin.id, "user": office.announcer.bot.id}
    await office.admin.ask("POST", f"/sandbox/groups/{chat_id}/promote", json=me)
    chats = Chats(office.engine)
    await chats.join(chat_id, "Продажи")
    group = Group(office, chats, office.manager, chat_id)
    await group.settle(**{"enabled": True, "hours": Hours(ALWAYS), **settings})
    await group.wait(20)
    return group
