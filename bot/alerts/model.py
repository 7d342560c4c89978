"""What the bot has told a group about a client: the row of its outbox."""

from dataclasses import dataclass
from datetime import datetime

# What is marked of a group: from when on it hears of calls, and the newest message known there.
SINCE, NEWEST = "since", "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One client's alert in one group; (`chat_id`, `client`, `first`) names it for ever.

    `told` are the ids of the vain calls it tells of, `first` the one it began with. `message` is
    the Telegram message that shows it, alone or in a list with others; None while it is not sent.
    `asked` is when a sending began whose answer has not come, `after` the newest message known in
    the group then. `rang` is when it last made a sound, `heard` how many calls it told of then;
    `shown` is a digest of what the message shows.
    """

    chat_id: int
    client: str
    first: int
    told: tuple[int, ...]
    born: datetime
    message: int | None = None
    asked: datetime | None = None
    after: int = 0
    rang: datetime | None = None
    heard: int = 0
    escalated: bool = False
    open: bool = True
    shown: str = ""

    @property
    def lost(self) -> bool:
        """Telegram was asked to send it, and never said whether it did."""
        return self.message is None and self.asked is not None

    @property
    def unsent(self) -> bool:
        return self.message is None and self.asked is None
