"""All of this Telegram in one value, and the few questions everybody asks of it."""

import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.flood import Flood
from bot.sandbox.state import Chat, File, Json, Message, Tap, User
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook


@dataclass(kw_only=True)
class World:
    """`commands` are kept by (scope as JSON, language), `texts` by (which, language)."""

    bot: User
    token: str
    clock: Clock
    updates: Updates
    flood: Flood
    privacy: bool = True
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    actions: dict[tuple[int, int | None], Json] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    events: Events = field(default_factory=Events)
    faults: Faults = field(default_factory=Faults)
    webhook: Webhook = field(default_factory=Webhook)
    orders: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    logged_out: bool = False
    was_online: bool = False

    def user(self, user_id: int) -> User | None:
        return self.bot if user_id == self.bot.id else self.users.get(user_id)

    def people_of(self, chat: Chat) -> list[int]:
        """The people, not the bot, who see what happens in the chat."""
        if chat.type == "private":
            return [chat.id]
        return [i for i in chat.members if i != self.bot.id and chat.inside(i)]

    def viewers(self, chat: Chat, message: Message) -> list[int]:
        if message.ephemeral:
            return [message.ephemeral.receiver]
        return self.people_of(chat)

    def online(self) -> bool:
        """Whether a bot asks for updates, or has them pushed."""
        return self.updates.online() or bool(self.webhook.url)

    def actions_shown(self) -> list[Json]:
        """What the bot is seen doing now, in any chat."""
        now = self.clock.now()
        return [action for action in self.actions.values() if action["until"] > now]

    def tell(self, kind: str, chat: Chat, message: Message) -> None:
        """The event that a message appeared or changed."""
        self.events.add(kind, self.viewers(chat, message), chat.id, message.key)

    def chat_changed(self, chat: Chat) -> None:
        people = [i for i in chat.members if i != self.bot.id] or [chat.id]
        self.events.add("chat", people, chat.id)


def new_world(clock: Clock, token: str, *, flood: bool) -> World:
    bot_id = int(token.partition(":")[0])
    bot = User(id=bot_id, first_name="Sandbox Bot", username="sandbox_bot", is_bot=True)
    return World(
        bot=bot, token=token, clock=clock, updates=Updates(clock), flood=Flood(clock, on=flood)
    )


def new_token(bot_id: int = 7_000_000_001) -> str:
    return f"{bot_id}:{secrets.token_urlsafe(26)}"
