"""What a row of MikoPBX's `cdr_general` says, in our words: the mapping table of this PBX.

Columns are taken by name: `did`, `a_transfer` and others came with later versions, in any place.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Self

from bot.calls.model import App, End, Leg, Outcome
from bot.calls.pairing import end_of
from bot.calls.phone import normalise
from bot.pbx.clock import Clock

Columns = Sequence[object]  # a row as the database gives it: the fields of `Row`, in their order

# `disposition` may hold any word of DIALSTATUS and QUEUESTATUS; those not named here mean that
# nobody answered (NOANSWER, CANCEL, TIMEOUT, JOINEMPTY…).
_DISPOSITIONS = {
    "ANSWERED": Outcome.ANSWERED,
    "ANSWER": Outcome.ANSWERED,
    "BUSY": Outcome.BUSY,
    "FAILED": Outcome.FAILED,
    "CHANUNAVAIL": Outcome.FAILED,
    "CONGESTION": Outcome.FAILED,
}
_PLACES = {"QUEUE": App.QUEUE, "PARK": App.PARKING, "MEETME": App.CONFERENCE}
_TRUNKS = ("SIP-", "IAX-")  # SIP-TRUNK-7C3A15F0, SIP-PROVIDER-…, IAX-TRUNK-…
_PHONES = ("SIP-PHONE-", "IAX-PHONE-")


class Row(NamedTuple):
    """The columns we read, each as a trimmed text: empty where it is NULL, or missing."""

    id: str
    UNIQUEID: str
    linkedid: str
    start: str
    endtime: str
    answer: str
    duration: str
    billsec: str
    disposition: str
    src_chan: str
    src_num: str
    src_name: str
    dst_chan: str
    dst_num: str
    did: str
    from_account: str
    to_account: str
    is_app: str
    recordingfile: str

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """`columns` may be of any type: SQLite holds in each row what was put there."""
        return cls._make(["" if value is None else str(value).strip() for value in columns])


def to_legs(rows: Iterable[Columns], region: str, clock: Clock) -> tuple[Leg, ...]:
    """Rows as legs. `clock` turns their local times into moments."""
    return tuple(to_leg(Row.of(columns), region, clock) for columns in rows)


def to_leg(row: Row, region: str, clock: Clock) -> Leg:
    """One row as a leg."""
    did = normalise(row.did, region)
    started, answered, ended = _times(row, clock)
    app, place = _app(row)
    src, dst = normalise(row.src_num, region), normalise(row.dst_num, region)
    src_end = _src_end(row)
    return Leg(
        key=_key(row),
        linkedid=row.linkedid,
        started=started,
        answered=answered,
        ended=ended,
        src=src,
        dst=place if app is App.CONFERENCE else "" if app else dst,
        src_end=src_end,
        dst_end=_dst_end(row, app),
        src_name=row.src_name if src_end is End.TRUNK else "",
        dialled="" if did else dst,
        did=did,
        channel="" if src else _channel(row.src_chan),  # people are known by number
        app=app,
        place=place,
        disposition=_disposition(row),
        recording=row.recordingfile.removeprefix("-"),  # "-": recording was off
    )


def local_time(text: str) -> datetime | None:
    """`2026-03-18 12:00:00.123`, in rows of SIP transfers without the milliseconds, or empty.

    A time on the PBX's own clock.
    """
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    return local.replace(tzinfo=None) if local.tzinfo else local


def _times(row: Row, clock: Clock) -> tuple[datetime, datetime | None, datetime]:
    """Start, answer and end. `billsec` may be negative, `answer` be set where nobody talked."""
    start = local_time(row.start) or datetime(1970, 1, 1)  # noqa: DTZ001 - local by nature
    end = local_time(row.endtime) or start + timedelta(seconds=_seconds(row.duration))
    billsec = _seconds(row.billsec)
    started, ended = clock.moment(start, row.linkedid), clock.moment(max(start, end), row.linkedid)
    answer = (local_time(row.answer) or end - timedelta(seconds=billsec)) if billsec > 0 else None
    if answer is None or _disposition(row) is not Outcome.ANSWERED:
        return started, None, ended
    return started, clock.moment(max(start, answer), row.linkedid), ended


def _disposition(row: Row) -> Outcome:
    return _DISPOSITIONS.get(row.disposition.upper(), Outcome.NO_ANSWER)


def _key(row: Row) -> str:
    """UNIQUEID is not unique by schema, so what does not change of the row is added to it."""
    facts = f"{row.start}|{row.src_chan}|{row.dst_chan}|{row.dst_num}"
    digest = hashlib.sha1(facts.encode(), usedforsecurity=False).hexdigest()
    return f"{row.UNIQUEID}/h{digest[:4]}"


def _app(row: Row) -> tuple[App, str]:
    """What an application leg led to and its number: `Queue:2200100`, `App:2200300`, `MeetMe:9`."""
    kind, _, number = row.dst_chan.partition(":")
    if "VOICEMAIL" in (kind.upper(), row.dst_num.upper()):
        return App.VOICEMAIL, ""
    if kind.upper() in _PLACES:
        return _PLACES[kind.upper()], number or row.dst_num
    return (App.MENU, number) if row.is_app == "1" else (App.DIAL, "")


def _src_end(row: Row) -> End:
    return End.TRUNK if row.did else _end(row.from_account, row.src_chan, row.src_num)


def _dst_end(row: Row, app: App) -> End:
    if app is App.CONFERENCE:
        return End.PHONE  # others there are known only by the room they share
    return End.NOBODY if app else _end(row.to_account, row.dst_chan, row.dst_num)


def _end(account: str, channel: str, number: str) -> End:
    """Inside or outside: by the account if the row has one, else by channel, else by number."""
    name = account or _channel(channel).partition("/")[2].rpartition("-")[0]
    if name.startswith(_TRUNKS) and not name.startswith(_PHONES):
        return End.TRUNK
    return End.PHONE if name and name == number else end_of(number)


def _channel(channel: str) -> str:
    """A row of MikoPBX tells both people, so halves of Local channels need no following."""
    return "" if channel.startswith("Local/") else channel


def _seconds(text: str) -> float:
    try:
        return max(float(text or 0), 0.0)
    except ValueError:
        return 0.0
