"""How much a bot may say in one chat: sends and edits share one budget.

Telegram does not publish its limits; these are what bots meet in practice: 20 a minute in a group,
about one a second in a private chat with room for bursts. Telegram's answer says how long to wait.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.errors import flooded
from bot.sandbox.state import Chat

GROUP = (20, 60.0)  # messages, seconds
PRIVATE = (30, 30.0)


@dataclass
class Flood:
    clock: Clock
    on: bool = True
    spent: dict[int, deque[float]] = field(default_factory=dict)

    def spend(self, chat: Chat, messages: int = 1) -> None:
        """Take `messages` from the chat's budget, or refuse with the seconds to wait."""
        if not self.on:
            return
        most, seconds = PRIVATE if chat.type == "private" else GROUP
        now = self.clock.now()
        times = self.spent.setdefault(chat.id, deque())
        while times and times[0] <= now - seconds:
            times.popleft()
        if len(times) + messages > most:
            raise flooded(max(1, math.ceil(times[0] + seconds - now)))
        times.extend([now] * messages)
