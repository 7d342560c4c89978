"""What is so at this moment, from the journal and the outbox: who waits, who was told of it.

The journal is asked each time anew; nothing is kept here, so a restart changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alerts.model import Alert
from bot.alerts.plan import Moment, born, by_urgency, match
from bot.calls.calendar import Calendar
from bot.calls.case import Case, Deed, DeedKind, Habit, cases
from bot.company import Company
from bot.groups import Group
from db.alerts import Alerts
from db.clients import Clients
from db.deeds import Deeds

HORIZON = timedelta(days=7)  # who was not called back in a week is a matter for the reports
LATELY = timedelta(days=30)
RECENT = timedelta(days=1)  # what is closed for longer is not looked at anew by a new process

Pairs = list[tuple[Alert, Case | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a client who waits or waited: his cases as one group sees them."""

    client: str
    cases: tuple[Case, ...]
    habit: Habit
    notes: tuple[Deed, ...] = ()

    @property
    def waiting(self) -> Case | None:
        """The case that is open now."""
        return self.cases[-1] if self.cases and self.cases[-1].open else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a group's matters."""

    at: Moment
    alerts: Pairs
    known: Mapping[str, Known]

    @property
    def board(self) -> tuple[Known, ...]:
        """Who waits, most urgent first."""
        return by_need(self.known.values())


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the journal, the outbox and people's deeds are read together."""

    alerts: Alerts
    deeds: Deeds
    clients: Clients
    company: Company

    def moment(self, group: Group) -> Moment:
        calendar = Calendar(group.hours, self.company.zone)
        return Moment(group=group, calendar=calendar, now=self.company.clock())

    async def look(self, group: Group, since: datetime, touched: Collection[str] | None) -> Look:
        """What matters in `group` now, the outbox filled with what is new since `since`.

        `touched` are clients of whom something may have changed, None for a process that has
        just begun and does not know.
        """
        at = self.moment(group)
        earliest = at.now - HORIZON
        alerts = _concerned(at.now, await self._current(group, max(since, earliest)), touched)
        waiting = await self.clients.waiting(earliest)
        known = await self.known(at, waiting | {alert.client for alert in alerts})
        told = {client: one.cases for client, one in known.items()}
        matched = match(alerts, told)
        new = born(at, matched, told, max(since, earliest))
        await self.alerts.save(new)
        return Look(at=at, alerts=[*matched, *match(new, told)], known=known)

    async def _current(self, group: Group, since: datetime) -> list[Alert]:
        """The outbox without what it held back when the group stopped listening."""
        found = await self.alerts.of(group.id, self.company.clock() - HORIZON)
        stale = [alert for alert in found if alert.unsent and alert.born < since]
        await self.alerts.forget(stale)
        return [alert for alert in found if alert not in stale]

    async def waiting(self, group: Group) -> tuple[Known, ...]:
        """Who waits, as `group` sees it, most urgent first."""
        at = self.moment(group)
        clients = await self.clients.waiting(at.now - HORIZON)
        return by_need((await self.known(at, clients)).values())

    async def known(self, at: Moment, clients: Collection[str]) -> Mapping[str, Known]:
        """What is known of each of `clients`."""
        if not clients:
            return {}
        earliest = at.now - HORIZON
        calls = await self.clients.calls(clients, earliest)
        deeds = await self.deeds.of(clients, earliest)
        habits = await self.clients.habits(clients, at.now - LATELY)
        return {
            client: Known(
                client=client,
                cases=cases(client, calls[client], deeds.get(client, ()), at.counts),
                habit=habits[client],
                notes=tuple(d for d in deeds.get(client, ()) if d.kind is DeedKind.NOTE),
            )
            for client in clients
        }


def by_need(known: Collection[Known]) -> tuple[Known, ...]:
    waiting = [(by_urgency(one.waiting), one) for one in known if one.waiting]
    return tuple(one for _, one in sorted(waiting, key=lambda pair: pair[0]))


def _concerned(
    now: datetime, alerts: Sequence[Alert], touched: Collection[str] | None
) -> list[Alert]:
    """The alerts that may have to change, with those that stand in one message with them."""
    if touched is None:
        touched = {one.client for one in alerts if one.born > now - RECENT}
    concerned = {one for one in alerts if one.open or one.client in touched}
    beside = {one.message for one in concerned} - {None}
    return [one for one in alerts if one in concerned or one.message in beside]
