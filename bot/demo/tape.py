"""One call written down moment by moment, leg by leg, the way MikoPBX records it.

A scene says what happens (`menu`, `ring`, `talk`, `consult`, `hand_over`); this file knows which
rows that leaves in `cdr_general`, with the oddities the real ones have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.calls.model import Direction, Outcome
from bot.demo.people import MENU, QUEUES, REGULARS, STAFF
from bot.demo.speech import Talk, seconds

MONITOR = "/storage/usbdisk1/mikopbx/astspool/monitor"
TRUNK = "SIP-TRUNK-7C3A15F0"

Row = dict[str, str | int]


@dataclass(slots=True)
class Entry:
    """One row in the making; `odd` holds the columns that differ from a plain leg's."""

    src: str
    dst: str
    start: datetime
    end: datetime
    answer: datetime | None = None
    odd: Row = field(default_factory=dict)

    def row(self) -> Row:
        talked = int((self.end - self.answer).total_seconds()) if self.answer else 0
        return {
            "start": _moment(self.start),
            "answer": _moment(self.answer) if self.answer else "",
            "endtime": _moment(self.end),
            "src_num": self.src,
            "dst_num": self.dst,
            "from_account": _account(self.src),
            "to_account": _account(self.dst),
            "disposition": "ANSWERED" if talked > 0 else "NOANSWER",
            "dialstatus": "ANSWER" if talked > 0 else "",
            "duration": int((self.end - self.start).total_seconds()),
            "billsec": talked,
            **self.odd,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A call as it was played: its rows and recordings, and what a person should be told of it."""

    started: datetime
    ended: datetime
    linkedid: str
    direction: Direction
    outcome: Outcome
    who: str
    called: str
    answered_by: tuple[str, ...]
    rows: tuple[Row, ...]
    recordings: tuple[tuple[str, Talk], ...]


class Tape:
    """The record of one call by `caller`, on the company's line `did` where it comes in."""

    def __init__(
        self, rng: Random, at: datetime, channels: Iterator[int], caller: str, did: str = ""
    ) -> None:
        self._rng = rng
        self._channels = channels
        self._caller = caller
        self._did = did
        self._started = self._now = at
        self._channel = self._new_channel(caller)
        self._linkedid = f"mikopbx-{int(at.timestamp())}.{next(channels)}"
        self._entries: list[Entry] = []
        self._queue: Entry | None = None
        self._recordings: list[tuple[str, Talk]] = []
        self._answered_by: list[str] = []

    def menu(self, wait: float) -> None:
        """The caller hears the greeting for `wait` seconds: an app leg that is never answered."""
        odd: Row = {"is_app": "1", "dst_chan": f"App:{MENU}", "to_account": ""}
        self._add(MENU, self._pass(wait), odd=odd)

    def queue(self, number: str) -> None:
        """The caller waits in a queue from now on: until somebody talks, or the end."""
        odd: Row = {"is_app": "1", "dst_chan": f"Queue:{number}", "to_account": ""}
        self._queue = self._add(number, self._now, odd=odd)

    def ring(self, *phones: str, wait: float, status: str = "NOANSWER") -> None:
        """`phones` ring together for `wait` seconds in vain; `status` as Asterisk's DIALSTATUS."""
        start = self._pass(wait)
        for phone in phones:
            self._add(phone, start, odd={"disposition": status, "dialstatus": status})

    def talk(self, phone: str, said: Talk, *, ring: float, beside: tuple[str, ...] = ()) -> None:
        """`phone` answers after `ring` seconds (those `beside` it stop ringing) and talks."""
        start = self._now
        self.ring(*beside, wait=ring)
        self._leave_queue(answered=True)
        self._converse(phone, start, said)

    def consult(self, phone: str, said: Talk, *, ring: float) -> None:
        """Whoever talked last asks `phone` while the caller hears music: the talk's leg goes on."""
        asking = self._entries[-1]
        start = self._pass(ring)
        odd: Row = {"src_chan": self._new_channel(asking.dst), "src_name": _name(asking.dst)}
        consulting = self._converse(phone, start, said, odd=odd | {"did": ""})
        consulting.src = asking.dst
        self._answered_by.pop()
        asking.end = self._now

    def resume(self, wait: float) -> None:
        """Whoever consulted is back with the caller: the leg before the last goes on."""
        self._pass(wait)
        self._entries[-2].end = self._now

    def hand_over(self, said: Talk) -> None:
        """Whoever was consulted goes on with the caller: a leg without ringing or milliseconds."""
        self._now = self._now.replace(microsecond=0) + timedelta(seconds=1)
        phone = self._entries[-1].dst
        self._converse(phone, self._now, said)

    def voicemail(self, said: Talk) -> None:
        """The caller speaks to the mailbox: MikoPBX calls that leg answered."""
        file = f"{self._now:%Y/%m/%d}/INBOX/{self._linkedid}.wav"
        entry = self._add("voicemail", self._now, answer=self._now)
        entry.odd |= {"dst_chan": "VOICEMAIL", "to_account": "", "is_app": ""}
        self._say(entry, file, said)

    def told(self, outcome: Outcome) -> Scene:
        """The call is over, and ended so."""
        self._leave_queue(answered=False)
        inside = self._caller in STAFF
        called = self._did or self._entries[0].dst
        kinds = {(True, True): Direction.INTERNAL, (True, False): Direction.OUTBOUND}
        return Scene(
            started=self._started,
            ended=self._now,
            linkedid=self._linkedid,
            direction=kinds.get((inside, called in STAFF), Direction.INBOUND),
            outcome=outcome,
            who=self._caller,
            called=called,
            answered_by=tuple(self._answered_by),
            rows=tuple(entry.row() for entry in self._entries),
            recordings=tuple(self._recordings),
        )

    def _converse(
        self, phone: str, start: datetime, said: Talk, *, odd: Row | None = None
    ) -> Entry:
        entry = self._add(phone, start, answer=self._now, odd=odd)
        self._say(entry, f"{self._now:%Y/%m/%d/%H}/{entry.odd['UNIQUEID']}.wav", said)
        self._answered_by.append(phone)
        return entry

    def _say(self, entry: Entry, file: str, said: Talk) -> None:
        self._pass(seconds(said) + self._rng.uniform(0.2, 0.9))
        entry.end = self._now
        entry.odd["recordingfile"] = f"{MONITOR}/{file}"
        self._recordings.append((file, said))

    def _add(
        self, dst: str, start: datetime, *, answer: datetime | None = None, odd: Row | None = None
    ) -> Entry:
        columns: Row = {
            "linkedid": self._linkedid,
            "UNIQUEID": f"{self._linkedid}_{self._rng.getrandbits(24):06x}",
            "dst_chan": self._new_channel(dst),
            "dst_name": _name(dst),
        }
        columns |= self._caller_columns() | (odd or {})
        self._entries.append(Entry(self._caller, dst, start, self._now, answer, columns))
        return self._entries[-1]

    def _caller_columns(self) -> Row:
        return {"src_chan": self._channel, "src_name": _name(self._caller), "did": self._did}

    def _new_channel(self, number: str) -> str:
        return f"PJSIP/{_account(number)}-{next(self._channels):08x}"

    def _pass(self, wait: float) -> datetime:
        """Let `wait` seconds go by; gives the moment before."""
        before = self._now
        self._now += timedelta(milliseconds=round(wait * 1000))
        return before

    def _leave_queue(self, *, answered: bool) -> None:
        """The queue's own leg ends when somebody talks, its answer being its end: billsec 0."""
        if self._queue:
            self._queue.end = self._now
            self._queue.answer = self._now if answered else None
            self._queue = None


def _name(number: str) -> str:
    """The name the PBX shows with a number, or nothing."""
    person = STAFF.get(number)
    return person.name if person else REGULARS.get(number, QUEUES.get(number, ""))


def _account(number: str) -> str:
    return number if number in STAFF else TRUNK


def _moment(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(" ", "milliseconds")
