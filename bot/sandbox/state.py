"""What this Telegram knows, as plain data: people, chats, messages, files, taps.

Nothing here acts; the methods of the bot's side and the actions of the people's side change it.
`Message.content` holds the fields that the Bot API gives a message of its kind (`text` and
`entities`, `audio` and `caption`, `new_chat_members`…), so that showing one is adding its frame.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
INSIDE: tuple[Status, ...] = ("creator", "administrator", "member", "restricted")
ADMINS: tuple[Status, ...] = ("creator", "administrator")


@dataclass(kw_only=True)
class User:
    """A person, or the bot; `title` is only a label for whoever looks at the page."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    title: str = ""
    is_bot: bool = False
    deactivated: bool = False


@dataclass(kw_only=True)
class Member:
    """Somebody's place in a group; `rights` are an administrator's or what a restriction left."""

    user_id: int
    status: Status
    rights: dict[str, bool] = field(default_factory=dict)


@dataclass(kw_only=True)
class Topic:
    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False


@dataclass(kw_only=True)
class Ephemeral:
    """Seen by the person `receiver` and the bot only, whichever of them wrote it.

    May stand in the place of the message `replaces`.
    """

    id: int
    receiver: int
    replaces: int | None = None


@dataclass(kw_only=True, slots=True)
class Message:
    """One message; `order` grows over all chats, `sender` is a user's id."""

    id: int
    order: int
    chat_id: int
    sender: int
    date: int
    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    edited: int | None = None
    album: str | None = None
    reactions: list[Json] = field(default_factory=list)
    ephemeral: Ephemeral | None = None

    @property
    def key(self) -> str:
        """Its name within the chat: ephemeral ones have no number of their own."""
        return f"e{self.ephemeral.id}" if self.ephemeral else str(self.id)


@dataclass(kw_only=True)
class Chat:
    """A private chat (its id is the person's) or a group, with everything said in it."""

    id: int
    type: ChatType
    title: str = ""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    last_id: int = 0
    last_ephemeral: int = 0
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    is_forum: bool = False
    started: bool = False
    blocked: bool = False
    dissolved: bool = False
    migrated_to: int | None = None
    migrated_from: int | None = None
    keyboards: dict[int, Json] = field(default_factory=dict)
    read: dict[int, int] = field(default_factory=dict)
    instance: str = ""

    def status(self, user_id: int) -> Status:
        member = self.members.get(user_id)
        return member.status if member else "left"

    def inside(self, user_id: int) -> bool:
        return self.status(user_id) in INSIDE

    def message(self, message_id: int) -> Message | None:
        return self.messages.get(str(message_id))


@dataclass(kw_only=True)
class File:
    """A file somebody sent; `facts` are the Bot API's fields of its kind, without the ids."""

    unique_id: str
    kind: str
    data: bytes
    facts: Json
    thumbnail: "File | None" = None


@dataclass(kw_only=True)
class Tap:
    """A tapped button that waits for the bot's answer."""

    id: str
    person: int
    chat_id: int
    key: str
    at: float
    answered: bool = False
    expired: bool = False
