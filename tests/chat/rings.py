"""Legs as a PBX would give them, made to measure for tests of the chat; times are office time."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.calls.model import End, Leg, Outcome
from tests.chat.talking import NOW

CLIENT, LINE = "79255283744", "74952293042"
_numbers = count(1)


def at(clock: str, days_ago: int = 0) -> datetime:
    """A moment of NOW's day, or of one before it: `at("10:49", 1)` is yesterday."""
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    return NOW.replace(hour=hours, minute=minutes, second=seconds) - timedelta(days=days_ago)


def inbound(
    started: datetime,
    *,
    client: str = CLIENT,
    phone: str = "302",
    rings: int = 5,
    talk: int = 60,
    **facts: Any,
) -> tuple[Leg, ...]:
    """A client rings the line and `phone` answers after `rings` seconds; no `talk` is a miss."""
    linkedid = f"mikopbx-{int(started.timestamp())}.{next(_numbers)}"
    answered = started + timedelta(seconds=rings) if talk else None
    return (
        Leg(
            key=f"{linkedid}_1",
            linkedid=linkedid,
            started=started,
            answered=answered,
            ended=started + timedelta(seconds=rings + talk),
            src=client,
            dst=phone,
            src_end=End.TRUNK,
            dst_end=End.PHONE,
            disposition=Outcome.ANSWERED if talk else Outcome.NO_ANSWER,
            **{"did": LINE, "dialled": LINE, **facts},
        ),
    )


def missed(started: datetime, **facts: Any) -> tuple[Leg, ...]:
    return inbound(started, **{"talk": 0, "rings": 24, **facts})


def outbound(
    started: datetime, *, phone: str = "302", client: str = CLIENT, talk: int = 60
) -> tuple[Leg, ...]:
    """An employee rings a client, who answers where there is a `talk`."""
    (leg,) = inbound(started, talk=talk)
    ends: dict[str, Any] = {"src_end": End.PHONE, "dst_end": End.TRUNK}
    return (replace(leg, src=phone, dst=client, did="", dialled=client, **ends),)
