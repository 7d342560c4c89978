"""Starting a sandbox: `async with sandbox() as box`, on the loopback, and nothing outside of it."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.botside import BotSide
from bot.sandbox.clock import Clock
from bot.sandbox.delivery import deliver
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.page import Page
from bot.sandbox.passing import pass_time
from bot.sandbox.people import groups
from bot.sandbox.people.room import Room
from bot.sandbox.people.routes import routes
from bot.sandbox.person import Person
from bot.sandbox.quiet import Quiet
from bot.sandbox.reading import MOST_BYTES
from bot.sandbox.world import World, new_token, new_world

LOOPBACK = "127.0.0.1"


@dataclass
class Sandbox:
    """A running one: where it is, what opens it, who is in it."""

    world: World
    key: str
    quiet: Quiet
    url: str = ""
    people: list[Person] = field(default_factory=list)

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def bot_id(self) -> int:
        return self.world.bot.id

    @property
    def page(self) -> str:
        """The address to open in a browser."""
        return f"{self.url}/?key={self.key}"

    @property
    def clock(self) -> Clock:
        return self.world.clock

    def call_bot(self, name: str, username: str) -> None:
        """What the bot's owner named it when it was made."""
        self.world.bot.first_name, self.world.bot.username = name, username

    def idle_when(self, idle: Callable[[], bool]) -> None:
        """Whoever runs the bot says when it has nothing in hand: quiet needs no pause then."""
        self.quiet.idle = idle

    def fault(self, kind: Kind, *, method: str = "", **more: Any) -> None:
        """Plan trouble: `box.fault("429", method="sendMessage", seconds=7)`; see `Fault`."""
        self.world.faults.planned.append(Fault(kind=kind, method=method, **more))

    def person(
        self,
        name: str,
        *,
        id: int | None = None,
        language: str = "",
        username: str = "",
        title: str = "",
    ) -> Person:
        """A new person, ready to write to the bot; `title` is how the page labels them."""
        facts = {
            "name": name,
            "id": id,
            "language": language,
            "username": username,
            "title": title,
        }
        someone = groups.add_person(self.world, facts)
        person = Person(self.url, self.key, id=someone.id)
        self.people.append(person)
        return person

    def group(self, title: str, owner: Person, *people: Person, **more: object) -> int:
        """A new group with the bot in it; its id. `more` as in `POST /sandbox/groups`."""
        facts = {"title": title, "owner": owner.id, "people": [p.id for p in people], **more}
        return groups.create(self.world, facts).id


@asynccontextmanager
async def sandbox(
    port: int = 0,
    key: str | None = None,
    *,
    token: str | None = None,
    clock: Clock | None = None,
    flood: bool = True,
) -> AsyncIterator[Sandbox]:
    """A Telegram of our own for as long as the block runs."""
    world = new_world(clock or Clock(), token or new_token(), flood=flood)
    box = Sandbox(world, key or secrets.token_urlsafe(16), Quiet(world))
    runner = web.AppRunner(
        _app(box), handler_cancellation=True, access_log=None, shutdown_timeout=0.1
    )
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, port)
    try:
        await site.start()
        box.url = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
        async with _meanwhile(deliver(world), pass_time(world)):
            yield box
    finally:
        for person in box.people:
            await person.close()
        await runner.cleanup()


@asynccontextmanager
async def _meanwhile(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that goes on while the block runs; what the block raises comes out as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(each) for each in work]
            yield
            for task in tasks:
                task.cancel()
    except ExceptionGroup as raised:
        raise raised.exceptions[0] from None


def _app(box: Sandbox) -> web.Application:
    room = Room(box.world, box.key, box.quiet)
    app = web.Application(client_max_size=MOST_BYTES + (1 << 20))
    bot = BotSide(box.world, box.quiet)
    app.add_routes([*bot.routes(), *routes(room), *Page(room).routes()])
    app.router.add_route("*", "/{path:.*}", bot.nowhere)
    return app
