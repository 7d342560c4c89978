"""The nouns that travel: a leg as a PBX recorded it, a call as people mean it, a page of calls.

A *leg* is one row of a PBX: one pairing of a caller with a phone, a queue or an application.
A *call* is all the legs of one conversation, told once. Everything here is frozen and free of I/O;
all times are aware datetimes, all spans are seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum


class _Word(StrEnum):
    """Looked up as the text it is: Enum's own hash is a call in Python, millions in an import."""

    __hash__ = str.__hash__


class Direction(_Word):
    """Which way a call went, seen from the office."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


class Outcome(_Word):
    """How a call ended. `missed` is inbound only; its outbound twin is `no answer` («недозвон»)."""

    ANSWERED = "answered"
    MISSED = "missed"
    NO_ANSWER = "no answer"
    BUSY = "busy"
    FAILED = "failed"
    VOICEMAIL = "voicemail"
    MENU = "menu"


class End(_Word):
    """What stands at one end of a leg."""

    NOBODY = ""
    PHONE = "phone"  # an extension of the office
    TRUNK = "trunk"  # the outside world
    LOCAL = "local"  # one half of an Asterisk Local channel: its other half leads on


class App(_Word):
    """What the caller was led to, where it was more than a plain dial."""

    DIAL = ""
    QUEUE = "queue"
    GROUP = "group"  # a ring group
    MENU = "menu"  # greeting, menu, announcement: the PBX itself speaks
    VOICEMAIL = "voicemail"
    PARKING = "parking"
    CONFERENCE = "conference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One row of a PBX in our words; which rows mean what is the readers' business.

    `key` names the row within its PBX and never changes; `uniqueid` is the caller's channel where
    the PBX tells it. `src` and `dst` are the normalised numbers of the two ends (`dst` is empty
    where nobody was rung), `channel` and `peer` their channels; `dialled` is what the caller asked
    for, `place` the queue, ring group, mailbox or parking lot of `app`. `answered` is None unless
    the far end picked up and stayed: `answered`..`ended` is what the PBX takes for talk.
    """

    key: str
    linkedid: str
    uniqueid: str = ""
    started: datetime
    answered: datetime | None = None
    ended: datetime
    src: str = ""
    dst: str = ""
    src_end: End = End.NOBODY
    dst_end: End = End.NOBODY
    src_name: str = ""
    dialled: str = ""
    did: str = ""
    channel: str = ""
    peer: str = ""
    app: App = App.DIAL
    place: str = ""
    disposition: Outcome = Outcome.NO_ANSWER
    recording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One recorded conversation of a call; `file` is as the PBX wrote it, never trusted."""

    file: str
    started: datetime
    who: str
    whom: str
    talk: float


class StepKind(_Word):
    """What happened at one moment of a call's story."""

    ARRIVED = "arrived"  # the call came in on the line `whom`
    DIALLED = "dialled"  # `who` dialled `whom`
    MENU = "menu"  # the caller heard a greeting or a menu
    QUEUE = "queue"  # the caller waited in the queue or ring group `whom`
    RANG = "rang"  # the phone of `whom` rang for `seconds`; see `result`
    ANSWERED = "answered"  # `whom` answered and talked for `seconds`
    CONSULTED = "consulted"  # `who` asked `whom` while the caller waited
    TRANSFERRED = "transferred"  # `who` sent the caller on to `whom`
    CONTINUED = "continued"  # `whom` went on talking with the caller
    PARKED = "parked"
    VOICEMAIL = "voicemail"
    HUNG_UP = "hung-up"  # the caller left while nobody talked with him


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One sentence of a call's story; `result` says why a phone that rang was not answered."""

    kind: StepKind
    at: datetime
    who: str = ""
    whom: str = ""
    seconds: float = 0
    result: Outcome | None = None
    recording: int | None = None  # position in `Call.recordings`


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A call as a list shows it.

    `who` rang `called` (of an inbound call: the line, the DID). `queue` is the last queue
    or ring group it went through, `rung` are the phones that rang, `answered_by` those who talked,
    in order: two or more are a chain of transfers. `wait` is from the first moment to the first
    talk (or to the end), `talk` is conversation only: no greeting, no queue, no ringing.
    `recorded` is the number of its recordings.
    """

    linkedid: str
    direction: Direction
    outcome: Outcome
    started: datetime
    ended: datetime
    who: str
    who_name: str = ""
    called: str
    queue: str = ""
    rung: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    wait: float
    talk: float
    recorded: int = 0

    @property
    def client(self) -> str:
        """The outside number of the call, empty for an internal one."""
        if self.direction is Direction.INBOUND:
            return self.who
        return self.called if self.direction is Direction.OUTBOUND else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Summary):
    """A call as a person opens it, told once from all its legs.

    `story` tells the steps, of which only that person has a use.
    """

    recorded: int = field(init=False)
    recordings: tuple[Recording, ...] = ()
    story: Callable[[], tuple[Step, ...]] = field(default=tuple, compare=False, repr=False)
    legs: tuple[Leg, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "recorded", len(self.recordings))

    @property
    def steps(self) -> tuple[Step, ...]:
        """What happened, in order; told anew each time."""
        return self.story()

    @property
    def summary(self) -> Summary:
        """What a list shows of it."""
        return Summary(**{part.name: getattr(self, part.name) for part in fields(Summary)})
