"""Trouble on request: for a method, for a chat, so many times.

The refusals, `502` (an HTML page), `reset` (the connection breaks, nothing was done) and `slow`
strike before the method runs; `lost` strikes after it: the message is there, the bot never hears
of it.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.sandbox.state import Json

Kind = Literal["429", "500", "502", "409", "404", "403", "400", "reset", "slow", "lost"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(kw_only=True)
class Fault:
    """`method` empty and `chat_id` None mean any; `times` None means until removed."""

    kind: Kind
    method: str = ""
    chat_id: int | None = None
    times: int | None = 1
    seconds: float = 1
    description: str = ""

    def strikes(self, method: str, chat_id: int | None) -> bool:
        return (
            self.times != 0
            and self.method.lower() in ("", method)
            and self.chat_id in (None, chat_id)
        )

    def shown(self) -> Json:
        return dict(vars(self))


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The first fault planned for this request, used up by one."""
        for fault in self.planned:
            if fault.strikes(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                self.planned = [f for f in self.planned if f.times != 0]
                return fault
        return None
