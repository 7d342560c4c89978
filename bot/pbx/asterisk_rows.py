"""What a row of Asterisk's `cdr` says, in our words: the mapping table of this PBX.

A row may hold less than these rules would like to know: see `bot.pbx.asterisk_columns`.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.calls.model import App, End, Leg, Outcome
from bot.calls.phone import normalise
from bot.pbx.asterisk_columns import COLUMNS, STARTS, Columns, Row, local_start
from bot.pbx.clock import Clock

# Words of Asterisk, and the numbers that cdr_odbc writes without `dispositionstring=yes`.
_DISPOSITIONS = {
    "ANSWERED": Outcome.ANSWERED,
    "8": Outcome.ANSWERED,
    "BUSY": Outcome.BUSY,
    "4": Outcome.BUSY,
    "FAILED": Outcome.FAILED,
    "2": Outcome.FAILED,
    "CONGESTION": Outcome.FAILED,
    "16": Outcome.FAILED,
}
_APPS = {
    "queue": App.QUEUE,
    "voicemail": App.VOICEMAIL,
    "park": App.PARKING,
    "confbridge": App.CONFERENCE,
    "meetme": App.CONFERENCE,
}
# Applications that reach for people: a row of theirs with nobody in it is no greeting.
_REACHING = frozenset({"", "dial", "appdial", "appdial2", "bridge", "pickup", "parkedcall"})
_PHONE_TECHS = frozenset({"SIP", "PJSIP", "IAX2", "SCCP", "SKINNY", "MGCP", "UNISTIM"})
_EXTENSION = re.compile(r"[0-9]{2,6}")
_CALLER_NAME = re.compile(r'"(.*)"\s*<', re.DOTALL)
_SAME_TAIL = 7
_IDENTITY = (
    *(*STARTS, "uniqueid", "channel", "dstchannel", "lastapp", "disposition"),
    *("duration", "billsec"),
)
_IDENTITY_AT = [COLUMNS.index(name) for name in _IDENTITY]


@dataclass(frozen=True, slots=True)
class Office:
    """How to read this office's rows: its country, and peers whose names do not say what they are.

    A peer of two to six digits is a phone, any other a trunk; `phones` and `trunks` overrule that.
    """

    region: str
    phones: Collection[str] = ()
    trunks: Collection[str] = ()

    def end(self, tech: str, peer: str) -> End:
        if peer in self.trunks:
            return End.TRUNK
        numbered = tech in _PHONE_TECHS and _EXTENSION.fullmatch(peer)
        return End.PHONE if numbered or peer in self.phones else End.TRUNK


def to_legs(rows: Iterable[Columns], office: Office, clock: Clock) -> tuple[Leg, ...]:
    """Rows as legs. `clock` turns their local times into moments."""
    return tuple(_to_leg(columns, office, clock) for columns in rows)


def _to_leg(columns: Columns, office: Office, clock: Clock) -> Leg:
    row = Row.of(columns)
    started, answered, ended = _times(local_start(columns), row, clock)
    disposition = _DISPOSITIONS.get(row.disposition.upper(), Outcome.NO_ANSWER)
    app, place = _app(row, disposition)
    src, src_end = _caller(row, office)
    dst, dst_end = _callee(row, office, place)
    did = normalise(row.did, office.region)
    return Leg(
        key=_key(row, columns),
        linkedid=row.linkedid or _local_name(row, started) or row.uniqueid,
        uniqueid=row.uniqueid,
        started=started,
        answered=answered if disposition is Outcome.ANSWERED else None,
        ended=ended,
        src=src,
        dst=dst,
        src_end=src_end,
        dst_end=dst_end,
        src_name=_name(row) if src_end is End.TRUNK else "",
        dialled="" if did else normalise(row.dst, office.region),
        did=did,
        channel=row.channel,
        peer=row.dstchannel,
        app=app,
        place=place,
        disposition=disposition,
        recording="" if app is App.VOICEMAIL else row.recordingfile,
    )


def _times(local: datetime, row: Row, clock: Clock) -> tuple[datetime, datetime | None, datetime]:
    """Start, answer and end.

    `billsec` counts from the answer, or from the row's start for a caller who was put through
    before (to a greeting, say).
    """
    started = clock.moment(local, row.uniqueid)
    ended = started + timedelta(seconds=max(_seconds(row.duration), 0))
    billsec = _seconds(row.billsec)
    return started, max(ended - timedelta(seconds=billsec), started) if billsec > 0 else None, ended


def _key(row: Row, columns: Columns) -> str:
    """`uniqueid/sequence`; where the table counts nothing, a hash of what never changes."""
    sequence = int(_seconds(row.sequence))
    if sequence:
        return f"{row.uniqueid}/{sequence}"
    facts = [str(columns[place]) for place in _IDENTITY_AT]
    digest = hashlib.sha1("|".join(facts).encode()).hexdigest()  # noqa: S324
    return f"{row.uniqueid}/h{digest[:12]}"


def _local_name(row: Row, started: datetime) -> str:
    """What joins the two halves of a Local channel in a table that knows no linkedid.

    Asterisk counts such channels from zero whenever it starts, so the day is a part of the name.
    """
    channels = (row.dstchannel, row.channel)
    name = next((channel for channel in channels if channel.startswith("Local/")), "")
    return f"{name.partition(';')[0]} {started:%Y-%m-%d}" if name else ""


def _app(row: Row, disposition: Outcome) -> tuple[App, str]:
    """What the caller was led to and its name; a dial is no place."""
    lastapp, data = row.lastapp.lower(), row.lastdata
    app = _APPS.get(lastapp, App.DIAL)
    context, dst = row.dcontext, row.dst
    met = bool(row.dstchannel)
    if app is App.QUEUE:
        return app, dst if context == "ext-queues" and dst.isdecimal() else data.split(",")[0]
    if app is App.CONFERENCE:
        return app, data.split(",")[0] or dst
    if app is not App.DIAL and not met:
        return app, re.split(r"[@,&]", data.rpartition(":")[2])[0]
    if context == "ext-group" and met:
        return App.GROUP, dst
    spoke = disposition is Outcome.ANSWERED and _seconds(row.billsec) > 0
    if spoke and not met and lastapp not in _REACHING:
        return App.MENU, ""
    return App.DIAL, ""


def _caller(row: Row, office: Office) -> tuple[str, End]:
    """The number of party A. `src` is not it for a phone: outbound it holds the trunk's number."""
    src = normalise(row.src, office.region)
    tech, peer = _peer(row.channel)
    if tech == "LOCAL":
        return src, End.LOCAL
    # Only the inbound route of a trunk sets `did`, be the trunk called like an extension.
    end = End.TRUNK if row.did else office.end(tech, peer)
    if end is End.TRUNK or not peer:
        return src, end if peer else End.NOBODY
    known = peer if _EXTENSION.fullmatch(peer) else row.cnum
    return normalise(known, office.region) or src, end


def _callee(row: Row, office: Office, place: str) -> tuple[str, End]:
    channel, dst = row.dstchannel, row.dst
    tech, peer = _peer(channel)
    if not channel and row.lastapp.lower() == "meetme":
        return place, End.PHONE  # others there are known only by the room; ConfBridge pairs them
    if not channel:
        return "", End.NOBODY
    if tech == "LOCAL":
        return normalise(peer.partition("@")[0], office.region), End.LOCAL
    end = office.end(tech, peer)
    if end is End.TRUNK:
        return outside_number(dst, row.lastdata, peer, office.region), end
    known = peer if _EXTENSION.fullmatch(peer) else dst
    return normalise(known, office.region), end


def outside_number(dst: str, lastdata: str, trunk: str, region: str) -> str:
    """The number called through a trunk, without the prefix that chose the trunk.

    `dst` is what was dialled ("989161112233"), or what a later transfer wrote over it ("305");
    `lastdata` is what went out ("PJSIP/79161112233@trunk,15", "SIP/trunk/79161112233,300").
    """
    dialled, sent = normalise(dst, region), _sent(lastdata, trunk, region)
    if not sent:
        return dialled
    tail = sent[-10:] if len(sent) <= len(dialled) else dialled[-10:]
    alike = len(tail) >= _SAME_TAIL and sent.endswith(tail) and dialled.endswith(tail)
    return min(dialled, sent, key=len) if alike else sent


def _sent(lastdata: str, trunk: str, region: str) -> str:
    """The number in a dial string: of the way through `trunk`, else of a Local channel.

    `PJSIP/201&Local/79161112244@from-internal,20` leads to a trunk once the Local one is gone.
    """
    ways = [re.split(r"[/@]", way) for way in lastdata.split(",", maxsplit=1)[0].split("&")]
    through = [[piece for piece in way[1:] if piece != trunk] for way in ways if trunk in way]
    local = [way[1:] for way in ways if way[0] == "Local" and not _EXTENSION.fullmatch(way[1])]
    return next((normalise(pieces[0], region) for pieces in through + local if pieces), "")


def _peer(channel: str) -> tuple[str, str]:
    """`PJSIP/my-trunk-0000001c` → ("PJSIP", "my-trunk"), `Local/305@x-0;1` → ("LOCAL", "305@x")."""
    tech, _, rest = channel.partition("/")
    return tech.upper(), rest.rpartition("-")[0] or rest


def _name(row: Row) -> str:
    """The caller's name as the trunk sent it: anybody can set it, so it is never to be trusted."""
    in_clid = _CALLER_NAME.match(row.clid)
    name = row.cnam or (in_clid[1] if in_clid else "")
    return "" if name == row.src else name.strip()


def _seconds(text: str) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
