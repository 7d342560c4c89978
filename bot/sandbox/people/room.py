"""What the people's side works with: the world, its key, and when the bot is quiet."""

from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.errors import PersonError
from bot.sandbox.people import talk
from bot.sandbox.quiet import Quiet
from bot.sandbox.state import Chat, Json, User
from bot.sandbox.world import World


@dataclass(frozen=True)
class Room:
    world: World
    key: str
    quiet: Quiet

    def person(self, request: web.Request) -> User:
        someone = self.world.users.get(int(request.match_info["me"]))
        if someone is None:
            raise PersonError("no such person", 404)
        return someone

    def writable(self, request: web.Request, facts: Json) -> Chat:
        """The chat of `chat_id`, where the person may write."""
        me = self.person(request).id
        return talk.chat_of(self.world, me, int(facts.get("chat_id") or me))

    def visible(self, request: web.Request) -> Chat:
        """The chat of the address, which the person has in their list."""
        me = self.person(request).id
        chat = self.world.chats.get(int(request.match_info["chat"]))
        if chat is None or (chat.id != me and me not in chat.members):
            raise PersonError("no such chat", 404)
        return chat


async def body(request: web.Request) -> Json:
    """The JSON object of a request, {} where there is none."""
    facts = await request.json() if request.can_read_body else {}
    if not isinstance(facts, dict):
        raise PersonError("a JSON object is expected")
    return facts
