"""A small office for tests of views and keyboards: names, a clock, and calls made to measure."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calls.directory import Directory
from bot.calls.model import Call, Direction, Outcome, Recording, Step, StepKind
from bot.calls.page import Listed, Page, Returned
from bot.calls.reading import Office
from bot.i18n import Texts
from handlers.views.view import View

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=ZONE)
NAMES = {"302": "Белкина", "305": "Шевченко", "203": "Иванов Пётр", "2001": "Отдел продаж"}
CLIENT, LINE = "79255283744", "74952293042"


def view(language: str = "ru") -> View:
    office = Office(now=NOW, directory=Directory(NAMES))
    return View.of(Texts().of(language), office, ZONE)


def at(clock: str, days_ago: int = 0) -> datetime:
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    return NOW.replace(hour=hours, minute=minutes, second=seconds) - timedelta(days=days_ago)


def call(started: datetime, **facts: Any) -> Call:
    """An inbound call of the client to the line; `facts` change it."""
    talk, wait = facts.get("talk", 0), facts.get("wait", 24)
    return Call(
        **{
            "linkedid": "mikopbx-1773820800.12",
            "direction": Direction.INBOUND,
            "outcome": Outcome.ANSWERED if talk else Outcome.MISSED,
            "started": started,
            "ended": started + timedelta(seconds=talk + wait),
            "who": CLIENT,
            "called": LINE,
            "wait": wait,
            "talk": talk,
            **facts,
        }
    )


def transferred(started: datetime) -> Call:
    """The call of the MikoPBX page: Белкина answers, asks Шевченко, hands the client over."""

    def step(kind: StepKind, second: int, **facts: Any) -> Step:
        return Step(kind=kind, at=started + timedelta(seconds=second), **facts)

    def recording(file: str, second: int, whom: str, talk: float) -> Recording:
        moment = started + timedelta(seconds=second)
        return Recording(file=file, started=moment, who=CLIENT, whom=whom, talk=talk)

    return call(
        started,
        wait=2,
        talk=32,
        rung=("302", "305"),
        answered_by=("302", "305"),
        recordings=(recording("a.wav", 2, "302", 6), recording("b.wav", 18, "305", 26)),
        story=lambda: (
            step(StepKind.ARRIVED, 0, who=CLIENT, whom=LINE),
            step(StepKind.ANSWERED, 2, who=CLIENT, whom="302", seconds=6),
            step(StepKind.CONSULTED, 8, who="302", whom="305", seconds=10),
            step(StepKind.CONTINUED, 18, who=CLIENT, whom="305", seconds=26),
        ),
    )


def returned(clock: str, by: str = "305") -> Returned:
    return Returned(at=at(clock), by=by, direction=Direction.OUTBOUND, linkedid="mikopbx-1.1")


def page(
    *entries: Listed, total: int = 0, missed: int = 0, number: int = 1, pages: int = 1
) -> Page:
    return Page(
        entries=entries,
        number=number,
        pages=pages,
        total=total or len(entries),
        missed=missed,
        answered=0,
    )
