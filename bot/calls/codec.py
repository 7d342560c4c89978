"""Legs as one compact JSON text and back: how the journal keeps the rows a call was told from.

Ten million calls are stored, and the rows of one call say the same again and again. So a row
holds only what differs from the row before it, under keys of one letter; times are seconds, of
the first row since the epoch, of the others since the first; a leg's own times since its start.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import accumulate
from operator import attrgetter
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
_texts_of = attrgetter(*_TEXTS.values())
# `json.dumps` with such wishes makes an encoder for each text.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def legs_to_json(legs: Iterable[Leg]) -> str:
    """The legs, in the order given, as JSON without spaces. Times keep milliseconds."""
    rows: list[Row] = []
    base, before = 0.0, tuple(_EMPTY.values())
    for leg in legs:
        start = leg.started.timestamp()
        values = _pack(leg, start, base)
        if not rows:
            base = start
        changed = zip(_KEYS, values, before, strict=True)
        rows.append({key: value for key, value, was in changed if value != was})
        before = values
    return _written(rows)


def legs_from_json(text: str) -> tuple[Leg, ...]:
    """What `legs_to_json` was given; times come back in UTC."""
    rows = list(accumulate(json.loads(text), _changed, initial=_EMPTY))[1:]
    first = rows[0]["s"] if rows else 0.0
    return tuple(_unpack(row, first if number else 0.0) for number, row in enumerate(rows))


def _changed(row: Row, changes: Row) -> Row:
    return {**row, **changes}


def _pack(leg: Leg, start: float, base: float) -> tuple[Any, ...]:
    """What a row says under each of `_KEYS`; `base` is where its times are counted from."""
    return (
        *_texts_of(leg),
        _number(start - base),
        _number(leg.ended.timestamp() - start),
        "" if leg.answered is None else _number(leg.answered.timestamp() - start),
        _short(leg.key, leg.uniqueid or leg.linkedid),
        _ENDS[leg.src_end],
        _ENDS[leg.dst_end],
        leg.app,
        _DISPOSITIONS.get(leg.disposition, ""),
    )


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
