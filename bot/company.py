"""The company as it is known now: whose numbers, which zone, what time. One object a process.

Names are read again while the bot runs, so everybody asks for a fresh `Office` per question.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from bot.calls.directory import Directory
from bot.calls.reading import Office

FRESH = timedelta(minutes=5)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Company:
    """What answers depend on besides the journal; `directory` and `zone` may be replaced.

    `read_at` is when the PBX was last read to its end.
    """

    zone: tzinfo
    region: str = "RU"
    linkedid_prefix: str = ""
    directory: Directory = field(default_factory=Directory)
    clock: Callable[[], datetime] = _utc_now
    read_at: datetime | None = None

    def up_to_date(self) -> bool:
        """Whether the journal knows by now what the PBX knows: only then silence means anything."""
        return self.read_at is not None and self.clock() - self.read_at < FRESH

    def office(self) -> Office:
        """The company at this moment, for one question and its answer."""
        return Office(
            now=self.clock().astimezone(self.zone),
            directory=self.directory,
            region=self.region,
            linkedid_prefix=self.linkedid_prefix,
        )
