"""A group's outbox during one pass: each alert with its case, and what a message of them says."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.alerts.model import Alert
from bot.calls.case import Case
from bot.desk import Look
from db.alerts import Alerts
from handlers.alerts import keyboards
from handlers.answers import Answer
from handlers.views import alert as words
from handlers.views import board
from handlers.views.board import Row
from handlers.views.view import View

Key = tuple[str, int]


@dataclass(slots=True)
class Sheet:
    """What is saved here is in the outbox at once, and in `pairs`."""

    look: Look
    v: View
    store: Alerts
    pairs: dict[Key, tuple[Alert, Case | None]]

    @classmethod
    def of(cls, look: Look, v: View, store: Alerts) -> "Sheet":
        return cls(look, v, store, {_key(alert): (alert, case) for alert, case in look.alerts})

    @property
    def all(self) -> list[tuple[Alert, Case | None]]:
        return list(self.pairs.values())

    @property
    def alerts(self) -> list[Alert]:
        return [alert for alert, _ in self.pairs.values()]

    @property
    def messages(self) -> set[int]:
        """The messages of the group that are known to be ours."""
        board = self.look.at.group.board
        sent = {alert.message for alert in self.alerts if alert.message is not None}
        return sent | ({board} if board is not None else set())

    def content(self, alerts: Sequence[Alert]) -> Answer:
        """What a message about these alerts says now: an alert of its own, or a list.

        Days are named as they were when it was sent: a message does not change at midnight.
        """
        at, rows = self.look.at, self.rows(alerts)
        sent = max(alert.rang or at.now for alert in alerts)
        v = replace(self.v, now=self.v.local(sent))
        if len(rows) > 1:
            morning = not any(at.calendar.open_at(alert.born) for alert in alerts)
            text = board.listed(v, at, rows, morning=morning)
            return Answer(text, keyboards.clients(rows))
        ((known, case),) = rows
        return Answer(words.text(v, at, known, case), keyboards.client(v, at, known, case))

    def rows(self, alerts: Sequence[Alert]) -> list[Row]:
        return [(self.look.known[alert.client], self._case(alert)) for alert in alerts]

    def shown(self, alert: Alert, message: int, answer: Answer) -> Alert:
        """The alert once `message` shows `answer`."""
        case = self._case(alert)
        waits = bool(case and case.open)
        return replace(alert, message=message, shown=digest(answer), open=waits)

    def heard(self, alert: Alert) -> Alert:
        """The alert once a sound told of all calls there are by now."""
        case = self._case(alert)
        heard = len(case.waits) if case else alert.heard
        return replace(alert, rang=self.look.at.now, heard=heard)

    def current(self, alert: Alert) -> Alert:
        """The alert as it was saved last."""
        return self.pairs[_key(alert)][0]

    async def save(self, alerts: Iterable[Alert]) -> None:
        changed = list(alerts)
        await self.store.save(changed)
        for alert in changed:
            self.pairs[_key(alert)] = (alert, self._case(alert))

    async def forget_unsaid(self) -> None:
        """Let go of alerts whose clients were called back before anybody was told."""
        over = [a for a, case in self.all if a.unsent and not (case and case.open)]
        await self.store.forget(over)
        for alert in over:
            del self.pairs[_key(alert)]

    def _case(self, alert: Alert) -> Case | None:
        return self.pairs[_key(alert)][1]


def digest(answer: Answer) -> str:
    """A short name of what a message says, buttons included."""
    keyboard = answer.keyboard.model_dump_json(warnings=False) if answer.keyboard else ""
    return hashlib.sha256(f"{answer.text}\n{keyboard}".encode()).hexdigest()[:32]


def _key(alert: Alert) -> Key:
    return alert.client, alert.first
