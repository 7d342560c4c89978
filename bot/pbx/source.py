"""What every PBX reader promises: legs in batches, each with the cursor to go on from."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Protocol

from bot.calls.model import Leg

Read = Callable[[Sequence[Any]], tuple[Leg, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, what makes legs of them, and where to go on once those are saved.

    Making legs is half the work of a long import, so it is left to whoever wants them: `rows` and
    `read` can be sent to another process. `cursor` is opaque to everybody but its source. `done`
    is the share of a first import, 0 to 1.
    """

    rows: Sequence[Any]
    cursor: str
    done: float = 1.0
    read: Read = tuple  # rows that are legs already

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Made anew each time."""
        return self.read(self.rows)


class Source(Protocol):
    """A read-only view of one PBX's call records."""

    def batches(self, cursor: str | None) -> AsyncGenerator[Batch, None]:
        """Everything new since `cursor` (None: all history), then end.

        Rows may come late, out of order, again or changed: the same leg (`Leg.key`) may be given
        more than once, the last one given is right, and none is ever left out. Faults of the PBX
        (gone, locked, refused) are raised as `SourceAway`.
        """

    def zone(self, cursor: str | None) -> tzinfo | None:
        """The PBX's time zone: as set, else as learnt up to `cursor`; None while unknown."""

    def forget(self) -> None:
        """Not all that was given is saved: give it again, even if it is as it was."""

    async def close(self) -> None:
        """Give back connections."""


class SourceAway(Exception):  # noqa: N818 - it names a state, and reads so at `except`
    """The PBX cannot be read now; the text says why, without secrets. Try again later."""
