"""Legs as one compact JSON text and back: how the journal keeps the rows a call was told from.

Ten million calls are stored, and the rows of one call say the same again and again. So a row
holds only what differs from the row before it, under keys of one letter; times are seconds, of
the first row since the epoch, of the others since the first; a leg's own times since its start.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from typing import Any

from bot.calls.model import App, End, Leg, Outcome

Row = Mapping[str, Any]

_TEXTS = {
    "l": "linkedid",
    "u": "uniqueid",
    "f": "src",
    "t": "dst",
    "n": "src_name",
    "o": "dialled",
    "i": "did",
    "c": "channel",
    "p": "peer",
    "w": "place",
    "r": "recording",
}
_ENDS = {End.NOBODY: "", End.PHONE: "p", End.TRUNK: "t", End.LOCAL: "l"}
_DISPOSITIONS = {
    Outcome.NO_ANSWER: "",
    Outcome.ANSWERED: "a",
    Outcome.BUSY: "b",
    Outcome.FAILED: "f",
}
_END_OF = {letter: end for end, letter in _ENDS.items()}
_DISPOSITION_OF = {letter: outcome for outcome, letter in _DISPOSITIONS.items()}
_KEYS = (*_TEXTS, *"seakxymd")
_EMPTY: Row = dict.fromkeys(_KEYS, "")


def legs_to_json(legs: Iterable[Leg]) -> str:
    """The legs, in the order given, as JSON without spaces. Times keep milliseconds."""
    given = list(legs)
    first = given[0].started.timestamp() if given else 0.0
    full = [_pack(leg, first if number else 0.0) for number, leg in enumerate(given)]
    rows = [
        {key: value for key, value in row.items() if value != before[key]}
        for before, row in pairwise([_EMPTY, *full])
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def legs_from_json(text: str) -> tuple[Leg, ...]:
    """What `legs_to_json` was given; times come back in UTC."""
    rows = list(accumulate(json.loads(text), _changed, initial=_EMPTY))[1:]
    first = rows[0]["s"] if rows else 0.0
    return tuple(_unpack(row, first if number else 0.0) for number, row in enumerate(rows))


def _changed(row: Row, changes: Row) -> Row:
    return {**row, **changes}


def _pack(leg: Leg, base: float) -> Row:
    start = leg.started.timestamp()
    row: dict[str, Any] = {short: getattr(leg, name) for short, name in _TEXTS.items()}
    row["s"] = _number(start - base)
    row["e"] = _number(leg.ended.timestamp() - start)
    row["a"] = "" if leg.answered is None else _number(leg.answered.timestamp() - start)
    row["k"] = _short(leg.key, leg.uniqueid or leg.linkedid)
    row["x"] = _ENDS[leg.src_end]
    row["y"] = _ENDS[leg.dst_end]
    row["m"] = str(leg.app)
    row["d"] = _DISPOSITIONS.get(leg.disposition, "")
    return row


def _unpack(row: Row, base: float) -> Leg:
    texts: dict[str, str] = {name: row[short] for short, name in _TEXTS.items()}
    start = base + row["s"]
    return Leg(
        key=_long(row["k"], texts["uniqueid"] or texts["linkedid"]),
        started=_time(start),
        answered=None if row["a"] == "" else _time(start + row["a"]),
        ended=_time(start + row["e"]),
        src_end=_END_OF[row["x"]],
        dst_end=_END_OF[row["y"]],
        app=App(row["m"]),
        disposition=_DISPOSITION_OF[row["d"]],
        **texts,
    )


def _short(key: str, name: str) -> str:
    """`1795430554.4/5` of channel 1795430554.4 is `+/5`."""
    return f"+{key[len(name) :]}" if key.startswith(name) else f"-{key}"


def _long(short: str, name: str) -> str:
    return name + short[1:] if short.startswith("+") else short[1:]


def _number(seconds: float) -> float:
    """Whole seconds as an int: two characters less, and most PBX write nothing finer."""
    rounded = round(seconds, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(round(seconds, 3), UTC)
