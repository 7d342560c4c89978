"""What came of reading one message: the question, remarks on it, what else it may have meant.

The words for `Note.key` live with the other texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.calls.directory import Directory
from bot.calls.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the reader knows besides the text.

    `now` is aware, in the PBX's zone; `linkedid_prefix` is what the PBX puts before its call ids
    and copying loses: "mikopbx-", or nothing for a plain Asterisk.
    """

    now: datetime
    directory: Directory
    region: str = "RU"
    linkedid_prefix: str = "mikopbx-"

    @property
    def wall(self) -> datetime:
        """`now` as the clock on the PBX's wall shows it, without a zone."""
        return self.now.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the person about the reading: a text's key and its variables."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """Another reading of the same message, offered as a button."""

    query: Query
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A message read. `kind` says what sort of question it is ("number+period", "ask", "noise")."""

    kind: str
    query: Query = field(default_factory=Query)
    notes: tuple[Note, ...] = ()
    choices: tuple[Choice, ...] = ()
    command: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the query is a question: an empty one is, where all history was asked for."""
        return self.query != Query() or self.kind == "period"
