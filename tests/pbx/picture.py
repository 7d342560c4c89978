"""Rows of a PBX as a picture, the way one would write them on paper.

`10:00:00 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/201-0b Dial 12/0 NOANSWER 1.10 20`
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.calls.grouping import group, tell
from bot.calls.model import Call
from bot.pbx.asterisk_columns import COLUMNS
from bot.pbx.asterisk_rows import Office, to_legs
from bot.pbx.clock import Clock

Row = dict[str, Any]


def pictures(file: Path) -> dict[str, tuple[str, str]]:
    """By its title each picture, and what `told` must tell of it: `# title`, rows, `= told`."""
    drawn = {}
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        title, *picture, call = block.splitlines()
        drawn[title.removeprefix("# ")] = ("\n".join(picture), call.removeprefix("= "))
    return drawn


def rows(picture: str) -> list[Row]:
    """The rows drawn; a linkedid not given is the channel id of the first one."""
    drawn = [_row(line) for line in picture.splitlines() if line.strip()]
    return [{"linkedid": drawn[0]["uniqueid"]} | row for row in drawn]


def calls(picture: str) -> list[Call]:
    drawn = [[row.get(name) for name in COLUMNS] for row in rows(picture)]
    legs = to_legs(drawn, Office("RU"), Clock())
    return [tell(legs) for legs in group(legs)]


def told(picture: str) -> str:
    """The calls of a picture, one a line: direction who>called answered_by outcome wait talk."""
    return "; ".join(
        f"{call.direction} {call.who}>{call.called} {'+'.join(call.answered_by) or '-'}"
        f" {call.outcome} {call.wait:.0f} {call.talk:.0f}"
        for call in calls(picture)
    )


def _row(line: str) -> Row:
    time, ends, context, channel, _, peer, app, seconds, word, uniqueid, sequence, *more = (
        line.split()
    )
    src, dst = ends.split(">")
    duration, billsec = seconds.split("/")
    lastapp, _, lastdata = app.partition("(")
    return {
        "calldate": datetime.fromisoformat(f"2026-03-18 {time}"),
        "src": src,
        "dst": dst,
        "dcontext": context,
        "channel": channel,
        "dstchannel": peer.replace("''", ""),
        "lastapp": lastapp.replace("''", ""),
        "lastdata": lastdata.rstrip(")"),
        "duration": int(duration),
        "billsec": int(billsec),
        "disposition": word.replace("NOANSWER", "NO ANSWER"),
        "uniqueid": uniqueid,
        "sequence": int(sequence),
        **dict(pair.split("=", 1) for pair in more),
    }
