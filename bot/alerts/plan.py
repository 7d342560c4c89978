"""What is to be said in a group now: pure rules over what was told and what is so.

Asked again whenever something may have changed, after a restart too; what was said already is in
the alerts, so that nothing is said twice and nothing is forgotten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.alerts.model import Alert
from bot.calls.calendar import Calendar
from bot.calls.case import Case
from bot.calls.model import Outcome, Summary
from bot.groups import Group

SETTLE = timedelta(seconds=1)  # a PBX writes a call's rows one by one; an answer may be the last
PAUSE = timedelta(minutes=10)  # who calls again within it is counted, and heard of after it
GROWING = timedelta(minutes=2)  # so long a list takes in what comes next
SINGLY = 3  # more alerts than this at once are one list
CALM = 2  # turns at hand: nobody is in a hurry
ROWS = 20  # of a list: its buttons and lines stay within one message

Cases = Mapping[str, Sequence[Case]]


class Tell(StrEnum):
    """The kinds of things said."""

    ALERT = "alert"
    LIST = "list"
    MORNING = "morning"
    JOIN = "join"  # into a list that is there already
    AGAIN = "again"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Job:
    """One message to send, or for `JOIN` to edit, about these alerts."""

    tell: Tell
    alerts: tuple[Alert, ...]
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and where it is asked: a group, its office's calendar, the clock."""

    group: Group
    calendar: Calendar
    now: datetime

    @property
    def hold(self) -> timedelta:
        """How long a claim lasts."""
        return timedelta(minutes=self.group.claim)

    @property
    def working(self) -> bool:
        return self.calendar.open_at(self.now)

    def counts(self, call: Summary) -> bool:
        """Whether a vain call is this group's business."""
        wanted = self.group.menu or call.outcome is not Outcome.MENU
        return wanted and self.group.hears(call.called)


def match(alerts: Iterable[Alert], cases: Cases) -> list[tuple[Alert, Case | None]]:
    """Each alert with the case it stands for now, told ids brought up to date.

    None where the calls it told of turned out answered, or a later alert stands for their case.
    """
    taken: set[tuple[str, int]] = set()
    found: list[tuple[Alert, Case | None]] = []
    for alert in sorted(alerts, key=lambda one: (one.born, one.first), reverse=True):
        case = _case_of(alert, cases.get(alert.client, ()))
        if case and (alert.client, case.waits[0].id) in taken:
            case = None
        if case:
            taken.add((alert.client, case.waits[0].id))
            told = sorted({*alert.told, *(wait.id for wait in case.waits)})
            found.append((replace(alert, told=tuple(told)), case))
        else:
            found.append((alert, None))
    return found[::-1]


def born(
    at: Moment, matched: Iterable[tuple[Alert, Case | None]], cases: Cases, since: datetime
) -> list[Alert]:
    """New alerts: open cases nobody was told of, with a call at or after `since`."""
    told = {(alert.client, case.waits[0].id) for alert, case in matched if case}
    return [
        Alert(
            chat_id=at.group.id,
            client=client,
            first=last.waits[0].id,
            told=tuple(wait.id for wait in last.waits),
            born=at.now,
        )
        for client, known in cases.items()
        for last in known[-1:]
        if last.open and (client, last.waits[0].id) not in told and last.last.started >= since
    ]


def jobs(at: Moment, matched: Sequence[tuple[Alert, Case | None]], turns: int) -> list[Job]:
    """What to say, most urgent first, with so many `turns` at hand. At night nothing is."""
    if not at.working:
        return []
    opened = [(alert, case) for alert, case in matched if case and case.open]
    unsent = [alert for alert, _ in opened if alert.unsent and at.now >= alert.born + SETTLE]
    told = [(alert, case) for alert, case in opened if alert.message is not None]
    escalated = [alert for alert, case in told if _overdue(at, alert, case)]
    again = [alert for alert, case in told if _calls_again(alert, case)]
    night = [alert for alert in unsent if not at.calendar.open_at(alert.born)]
    fresh = [alert for alert in unsent if alert not in night]
    return [
        *_lists(Tell.MORNING, night),
        *_announce(at, fresh, [alert for alert, _ in matched], turns),
        *_lists(Tell.AGAIN, again),
        *_lists(Tell.ESCALATE, escalated),
    ]


def messages(alerts: Iterable[Alert]) -> dict[int, list[Alert]]:
    """The alerts that each sent message shows, oldest first."""
    shown: defaultdict[int, list[Alert]] = defaultdict(list)
    for alert in alerts:
        if alert.message is not None:
            shown[alert.message].append(alert)
    return shown


def by_urgency(case: Case) -> tuple[datetime, int]:
    """Who waits longest first; of those the most insistent."""
    return case.first.started, -len(case.waits)


def _case_of(alert: Alert, cases: Sequence[Case]) -> Case | None:
    covering = [case for case in cases if any(case.covers(told) for told in alert.told)]
    return covering[-1] if covering else None


def _announce(at: Moment, fresh: list[Alert], alerts: list[Alert], turns: int) -> list[Job]:
    """One message each, and a sound, while they are few; in a storm one list that grows."""
    growing = _growing(at, alerts) if fresh and turns < CALM else None
    if growing:
        message, room = growing
        joined = [Job(Tell.JOIN, tuple(fresh[:room]), message)]
        return [*joined, *_lists(Tell.LIST, fresh[room:])]
    if len(fresh) > min(SINGLY, max(turns, 1)):
        return _lists(Tell.LIST, fresh)
    return [Job(Tell.ALERT, (alert,)) for alert in fresh]


def _growing(at: Moment, alerts: list[Alert]) -> tuple[int, int] | None:
    """The list that was begun or grew a moment ago, and for how many it has room."""
    for message, shown in messages(alerts).items():
        recent = max(alert.born for alert in shown) + GROWING > at.now
        if recent and 1 < len(shown) < ROWS:
            return message, ROWS - len(shown)
    return None


def _lists(tell: Tell, alerts: list[Alert]) -> list[Job]:
    return [Job(tell, tuple(alerts[start : start + ROWS])) for start in range(0, len(alerts), ROWS)]


def _calls_again(alert: Alert, case: Case) -> bool:
    more = len(case.waits) > alert.heard
    return more and alert.rang is not None and case.last.ended >= alert.rang + PAUSE


def _overdue(at: Moment, alert: Alert, case: Case) -> bool:
    minutes = at.group.escalation
    if minutes is None or alert.escalated or case.holder(at.now, at.hold):
        return False
    began = max(case.first.ended, alert.born)
    return at.calendar.working_seconds(began, at.now) >= minutes * 60
