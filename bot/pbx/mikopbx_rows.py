"""What a row of MikoPBX's `cdr_general` says, in our words: the mapping table of this PBX.

Columns are taken by name: `did`, `a_transfer` and others came with later versions, in any place.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.calls.model import App, End, Leg, Outcome
from bot.calls.pairing import end_of
from bot.calls.phone import normalise
from bot.pbx.clock import Clock

Row = Mapping[str, Any]

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


def to_leg(row: Row, region: str, clock: Clock) -> Leg:
    """One row as a leg. `clock` turns its local times into moments."""
    linkedid, did = _text(row, "linkedid"), normalise(_text(row, "did"), region)
    started, answered, ended = _times(row, clock)
    app, place = _app(row)
    dst = normalise(_text(row, "dst_num"), region)
    src, src_end = normalise(_text(row, "src_num"), region), _src_end(row)
    return Leg(
        key=_key(row),
        linkedid=linkedid,
        started=started,
        answered=answered,
        ended=ended,
        src=src,
        dst=place if app is App.CONFERENCE else "" if app else dst,
        src_end=src_end,
        dst_end=_dst_end(row, app),
        src_name=_text(row, "src_name") if src_end is End.TRUNK else "",
        dialled="" if did else dst,
        did=did,
        channel="" if src else _channel(row, "src_chan"),  # people are known by number
        app=app,
        place=place,
        disposition=_disposition(row),
        recording=_text(row, "recordingfile").removeprefix("-"),  # "-": recording was off
    )


def local_start(row: Row) -> datetime | None:
    """When the row began, on the PBX's own clock."""
    return _moment(row, "start")


def _times(row: Row, clock: Clock) -> tuple[datetime, datetime | None, datetime]:
    """Start, answer and end. `billsec` may be negative, `answer` be set where nobody talked."""
    start = _moment(row, "start") or datetime(1970, 1, 1)  # noqa: DTZ001 - local by nature
    end = _moment(row, "endtime") or start + timedelta(seconds=_seconds(row, "duration"))
    billsec = _seconds(row, "billsec")
    answer = (_moment(row, "answer") or end - timedelta(seconds=billsec)) if billsec > 0 else None
    linkedid = _text(row, "linkedid")
    started, ended = clock.moment(start, linkedid), clock.moment(max(start, end), linkedid)
    if answer is None or _disposition(row) is not Outcome.ANSWERED:
        return started, None, ended
    return started, clock.moment(max(start, answer), linkedid), ended


def _disposition(row: Row) -> Outcome:
    return _DISPOSITIONS.get(_text(row, "disposition").upper(), Outcome.NO_ANSWER)


def _key(row: Row) -> str:
    """UNIQUEID is not unique by schema, so what does not change of the row is added to it."""
    facts = "|".join(_text(row, name) for name in ("start", "src_chan", "dst_chan", "dst_num"))
    digest = hashlib.sha1(facts.encode(), usedforsecurity=False).hexdigest()
    return f"{_text(row, 'UNIQUEID')}/h{digest[:4]}"


def _app(row: Row) -> tuple[App, str]:
    """What an application leg led to and its number: `Queue:2200100`, `App:2200300`, `MeetMe:9`."""
    kind, _, number = _text(row, "dst_chan").partition(":")
    if "VOICEMAIL" in (kind.upper(), _text(row, "dst_num").upper()):
        return App.VOICEMAIL, ""
    if kind.upper() in _PLACES:
        return _PLACES[kind.upper()], number or _text(row, "dst_num")
    return (App.MENU, number) if _text(row, "is_app") == "1" else (App.DIAL, "")


def _src_end(row: Row) -> End:
    return End.TRUNK if _text(row, "did") else _end(row, "from_account", "src_chan", "src_num")


def _dst_end(row: Row, app: App) -> End:
    if app is App.CONFERENCE:
        return End.PHONE  # others there are known only by the room they share
    return End.NOBODY if app else _end(row, "to_account", "dst_chan", "dst_num")


def _end(row: Row, account: str, channel: str, number: str) -> End:
    """Inside or outside: by the account if the row has one, else by channel, else by number."""
    name = _text(row, account) or _channel(row, channel).partition("/")[2].rpartition("-")[0]
    if name.startswith(_TRUNKS) and not name.startswith(_PHONES):
        return End.TRUNK
    return End.PHONE if name and name == _text(row, number) else end_of(_text(row, number))


def _channel(row: Row, column: str) -> str:
    """A row of MikoPBX tells both people, so halves of Local channels need no following."""
    channel = _text(row, column)
    return "" if channel.startswith("Local/") else channel


def _moment(row: Row, column: str) -> datetime | None:
    """`2026-03-18 12:00:00.123`, in rows of SIP transfers without the milliseconds, or empty."""
    try:
        return datetime.fromisoformat(_text(row, column)).replace(tzinfo=None)
    except ValueError:
        return None


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _seconds(row: Row, column: str) -> float:
    try:
        return max(float(row.get(column) or 0), 0.0)
    except ValueError:
        return 0.0
