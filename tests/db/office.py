"""Legs of an office, for the journal's tests: one at a time, or random ones of a week or longer."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from bot.calls.model import App, End, Leg, Outcome
from bot.calls.page import Entry, Listed, Opened

MONDAY = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
LINE, CLIENT, OTHER = "74952293042", "79255283744", "79161112233"
CLIENTS = (CLIENT, OTHER, "79031234567", "79265553744", "")
PHONES = ("201", "302", "305")


def as_listed(entries: Iterable[Opened]) -> tuple[Listed, ...]:
    """What a list would hold instead of calls told whole."""
    return tuple(Entry(e.id, e.call.summary, e.returned, e.tries, e.note) for e in entries)


def leg(serial: int, at: datetime, seconds: float = 30, **fields: Any) -> Leg:
    """A leg of the call `serial`, talked from its fifth second on if it was answered."""
    talked = fields.pop("talked", True)
    started = fields.pop("started", at)
    linkedid = f"{int(at.timestamp())}.{serial}"
    defaults: dict[str, Any] = {
        "key": f"{linkedid}/{fields.pop('row', 0)}",
        "linkedid": linkedid,
        "uniqueid": linkedid,
        "started": started,
        "answered": started + timedelta(seconds=5) if talked else None,
        "ended": started + timedelta(seconds=seconds),
        "disposition": Outcome.ANSWERED if talked else Outcome.NO_ANSWER,
        "channel": f"PJSIP/a-{serial:08x}",
        "peer": f"PJSIP/b-{serial:08x}",
    }
    return Leg(**(defaults | fields))


def came_in(serial: int, at: datetime, who: str, phone: str, **fields: Any) -> Leg:
    """A client rings the office's line, and there the phone `phone`."""
    ends = {"src_end": End.TRUNK, "dst_end": End.PHONE, "did": LINE, "dialled": LINE}
    return leg(serial, at, src=who, dst=phone, **(ends | fields))


def went_out(serial: int, at: datetime, phone: str, client: str, **fields: Any) -> Leg:
    """A phone of the office dials a client."""
    ends = {"src_end": End.PHONE, "dst_end": End.TRUNK, "dialled": client}
    return leg(serial, at, src=phone, dst=client, **(ends | fields))


def inside(serial: int, at: datetime, phone: str, other: str, **fields: Any) -> Leg:
    ends = {"src_end": End.PHONE, "dst_end": End.PHONE, "dialled": other}
    return leg(serial, at, src=phone, dst=other, **(ends | fields))


def week(seed: int, calls: int) -> list[Leg]:
    """Calls of every kind, some of several legs, in the order in which they began."""
    rng = Random(seed)
    at, legs = MONDAY, []
    for serial in range(1, calls + 1):
        at += timedelta(seconds=rng.choice((0, 1, 60, 900, 7200)), milliseconds=rng.randrange(2))
        legs += _call(rng, serial, at)
    return legs


def months(seed: int, calls: int) -> list[Leg]:
    """Calls of every kind over seventy days, as `week` tells them."""
    rng = Random(seed)
    hours = sorted(rng.randrange(70 * 24) for _ in range(calls))
    legs = (_call(rng, n, MONDAY + timedelta(hours=hour)) for n, hour in enumerate(hours, start=1))
    return list(chain.from_iterable(legs))


def _call(rng: Random, serial: int, at: datetime) -> list[Leg]:
    client, phone, other = rng.choice(CLIENTS), *rng.sample(PHONES, 2)
    talked, seconds = rng.random() < 0.5, rng.choice((10, 70, 700))
    if rng.random() < 0.2:
        return [inside(serial, at, phone, other, seconds=seconds, talked=talked)]
    if rng.random() < 0.4 and client:
        recording = rng.choice(("", f"out-{serial}.wav"))
        return [
            went_out(serial, at, phone, client, seconds=seconds, talked=talked, recording=recording)
        ]
    first = came_in(serial, at, client, phone, seconds=seconds, talked=talked)
    if rng.random() < 0.3:
        queue = {"app": App.QUEUE, "place": "600"}
        rang = came_in(serial, at, client, other, seconds=10, talked=False, row=1, **queue)
        late = at + timedelta(seconds=10)
        second = came_in(
            serial, at, client, phone, seconds=seconds, talked=talked, row=2, started=late, **queue
        )
        return [rang, second]
    return [first]
