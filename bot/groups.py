"""A group the bot serves and what its administrators settled for it; frozen and free of I/O.

The settings are kept as one small JSON text in which only what differs from the defaults is
written: a new setting needs no new column, and a text of any age can be read.
"""

import json
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any

from bot.calls.calendar import Hours, Span

MORNING, EVENING = time(9), time(18)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is called when a client waits too long: a person's Telegram id, and a name to call."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group by its Telegram id. `active` while the bot is in it; the settings outlive that.

    `lines` are the numbers clients call, none meaning all of them. Minutes are working time for
    `escalation`, plain time for `claim`; no `escalation` means nobody is called. `morning` and
    `evening` are when the digests come, on the office's clock. `topic` is the forum's
    message_thread_id, `board` the pinned message's id.
    """

    id: int
    title: str = ""
    active: bool = True
    enabled: bool = False
    lines: tuple[str, ...] = ()
    menu: bool = True
    hours: Hours = field(default_factory=Hours)
    escalation: int | None = 15
    duty: Duty | None = None
    claim: int = 30
    morning: time | None = MORNING
    evening: time | None = EVENING
    silence: bool = True
    topic: int | None = None
    language: str = ""
    board: int | None = None

    @property
    def listens(self) -> bool:
        """Whether anything is to be said here unasked."""
        return self.active and self.enabled

    def hears(self, line: str) -> bool:
        """Whether calls to the number `line` are this group's business."""
        return not self.lines or line in self.lines


_KEPT_APART = ("id", "title", "active")
_DEFAULTS = Group(id=0)


def settings_to_json(group: Group) -> str:
    """The settings of `group` that are not the default, as JSON without spaces."""
    found = {
        each.name: _WRITERS.get(each.name, _same)(value)
        for each in fields(group)
        if each.name not in _KEPT_APART
        and (value := getattr(group, each.name)) != getattr(_DEFAULTS, each.name)
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def group_of(chat_id: int, title: str, settings: str, *, active: bool) -> Group:
    """The group whose settings `settings_to_json` wrote; settings since given up are left out."""
    known = {each.name for each in fields(Group)}
    found: dict[str, Any] = {
        name: _READERS.get(name, _same)(value)
        for name, value in json.loads(settings or "{}").items()
        if name in known
    }
    return Group(id=chat_id, title=title, active=active, **found)


def _same(value: Any) -> Any:
    return value


def _write_hours(hours: Hours) -> dict[str, Any]:
    week = [[[span.start, span.end] for span in day] for day in hours.week]
    return {"week": week, "holidays": [day.isoformat() for day in sorted(hours.holidays)]}


def _read_hours(found: dict[str, Any]) -> Hours:
    week = tuple(tuple(Span(start, end) for start, end in day) for day in found["week"])
    return Hours(week, frozenset(date.fromisoformat(day) for day in found["holidays"]))


def _write_time(value: time | None) -> str | None:
    return None if value is None else f"{value:%H:%M}"


def _read_time(value: str | None) -> time | None:
    return None if value is None else time.fromisoformat(value)


def _write_duty(duty: Duty | None) -> list[Any] | None:
    return None if duty is None else [duty.id, duty.name]


def _read_duty(value: list[Any] | None) -> Duty | None:
    return None if value is None else Duty(*value)


_WRITERS: dict[str, Any] = {
    "hours": _write_hours,
    "morning": _write_time,
    "evening": _write_time,
    "duty": _write_duty,
}
_READERS: dict[str, Any] = {
    "lines": tuple,
    "hours": _read_hours,
    "morning": _read_time,
    "evening": _read_time,
    "duty": _read_duty,
}
