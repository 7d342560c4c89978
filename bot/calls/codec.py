"""Legs as one compact JSON text and back: how the journal keeps the rows a call was told from.

Ten million calls are stored, so keys are one letter, empty fields are left out, times are epoch
seconds (the end and the answer counted from the start), and a key that begins with its channel's
id keeps only the rest.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.calls.model import App, End, Leg, Outcome

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
_WORDS = {"x": ("src_end", End), "y": ("dst_end", End), "m": ("app", App)}
_DISPOSITIONS = {"A": Outcome.ANSWERED, "B": Outcome.BUSY, "F": Outcome.FAILED}
_LETTERS = {outcome: letter for letter, outcome in _DISPOSITIONS.items()}


def legs_to_json(legs: Iterable[Leg]) -> str:
    """The legs, in the order given, as JSON without spaces. Times keep milliseconds."""
    return json.dumps([_pack(leg) for leg in legs], ensure_ascii=False, separators=(",", ":"))


def legs_from_json(text: str) -> tuple[Leg, ...]:
    """What `legs_to_json` was given; times come back in UTC."""
    return tuple(_unpack(row) for row in json.loads(text))


def _pack(leg: Leg) -> dict[str, Any]:
    start = leg.started.timestamp()
    row: dict[str, Any] = {"s": _number(start), "e": _number(leg.ended.timestamp() - start)}
    if leg.answered is not None:
        row["a"] = _number(leg.answered.timestamp() - start)
    if leg.uniqueid and leg.key.startswith(leg.uniqueid):
        row["q"] = leg.key.removeprefix(leg.uniqueid)
    else:
        row["k"] = leg.key
    row |= {short: getattr(leg, name) for short, name in _TEXTS.items() if getattr(leg, name)}
    row |= {short: str(getattr(leg, name)) for short, (name, _) in _WORDS.items()}
    row["d"] = _LETTERS.get(leg.disposition, "")
    return {short: value for short, value in row.items() if value != "" or short in "qk"}


def _unpack(row: Mapping[str, Any]) -> Leg:
    texts: dict[str, str] = {name: row.get(short, "") for short, name in _TEXTS.items()}
    answered = row.get("a")
    return Leg(
        key=row["k"] if "k" in row else texts["uniqueid"] + row["q"],
        started=_time(row["s"]),
        answered=None if answered is None else _time(row["s"] + answered),
        ended=_time(row["s"] + row["e"]),
        src_end=End(row.get("x", "")),
        dst_end=End(row.get("y", "")),
        app=App(row.get("m", "")),
        disposition=_DISPOSITIONS.get(row.get("d", ""), Outcome.NO_ANSWER),
        **texts,
    )


def _number(seconds: float) -> float:
    """Whole seconds as an int: three characters less, and most PBX write nothing finer."""
    rounded = round(seconds, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(round(seconds, 3), UTC)
