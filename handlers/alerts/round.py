"""One pass over a group: say what is due, as far as the group's budget goes, most urgent first.

What is sent is rendered from what is so at that moment; what is left over is found again by the
next pass, in its newest state. Before a sending it is written down that it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.alerts import plan
from bot.alerts.model import Alert
from bot.alerts.pacing import Budget
from bot.alerts.plan import Job, Tell
from bot.groups import Group
from handlers.alerts.post import Away, Post, Unsure
from handlers.alerts.sheet import Sheet, digest
from handlers.answers import Answer
from handlers.views import board


@dataclass(slots=True)
class Round:
    """The pass. It raises what the `post` raises, and leaves the outbox right whenever it does."""

    sheet: Sheet
    post: Post
    budget: Budget

    async def run(self) -> bool:
        """Say what is due; False where the budget ended first."""
        self.post.numbers.know(self._group.id, self.sheet.messages)
        await self.sheet.forget_unsaid()
        for alerts in _lost(self.sheet.alerts):
            if not self._may():
                return False
            await self._find(alerts)
        turns = self.budget.left(self.sheet.look.at.now)
        for job in plan.jobs(self.sheet.look.at, self.sheet.all, turns):
            if not self._may():
                return False
            await self._tell(job)
        return await self._edit_all()

    @property
    def _group(self) -> Group:
        return self.sheet.look.at.group

    async def _find(self, alerts: list[Alert]) -> None:
        """Look for a message of which we were never told whether it was sent."""
        answer = self.sheet.content(alerts)
        number = await self.post.find(self._group, alerts[0].after, answer)
        if number is None:
            await self.sheet.save(replace(alert, asked=None, rang=None) for alert in alerts)
        else:
            await self.sheet.save(self.sheet.shown(alert, number, answer) for alert in alerts)

    async def _tell(self, job: Job) -> None:
        if job.message is not None:
            await self._join(job, job.message)
        elif job.tell in (Tell.AGAIN, Tell.ESCALATE):
            await self._remind(job)
        else:
            await self._announce(job)

    async def _announce(self, job: Job) -> None:
        """Send alerts for the first time, and once, however often this is interrupted."""
        answer = self.sheet.content(job.alerts)
        after = self.post.numbers.newest[self._group.id]
        asked = self.sheet.look.at.now
        await self.sheet.save(
            replace(self.sheet.heard(alert), asked=asked, after=after) for alert in job.alerts
        )
        sent = [self.sheet.current(alert) for alert in job.alerts]
        try:
            number = await self.post.send(self._group, answer)
        except Unsure:
            raise Away from None  # the next pass looks for it
        except Exception:
            await self.sheet.save(job.alerts)
            raise
        await self.sheet.save(self.sheet.shown(alert, number, answer) for alert in sent)

    async def _join(self, job: Job, message: int) -> None:
        """Let a list take in more; repeating it changes nothing."""
        beside = [alert for alert in self.sheet.alerts if alert.message == message]
        answer = self.sheet.content([*beside, *job.alerts])
        if await self.post.edit(self._group, message, answer):
            joined = [*beside, *(self.sheet.heard(alert) for alert in job.alerts)]
            await self.sheet.save(self.sheet.shown(alert, message, answer) for alert in joined)
        else:
            await self._unsend(beside)

    async def _remind(self, job: Job) -> None:
        """Ping once at most: to hear the same twice only teaches people not to listen."""
        before = [self.sheet.current(alert) for alert in job.alerts]
        again = job.tell is Tell.AGAIN
        text = await (self._again(before) if again else self._escalation(before))
        await self.sheet.save(
            self.sheet.heard(alert) if again else replace(alert, escalated=True) for alert in before
        )
        alone = before[0].message if len(before) == 1 else None
        try:
            await self.post.send(self._group, text, reply_to=alone)
        except Unsure:
            return
        except Exception:
            await self.sheet.save(before)
            raise

    async def _again(self, alerts: Sequence[Alert]) -> Answer:
        sheet = self.sheet
        return Answer(board.again(sheet.v, sheet.look.at, sheet.rows(alerts)))

    async def _escalation(self, alerts: Sequence[Alert]) -> Answer:
        duty = self._group.duty
        people = [(duty.id, duty.name)] if duty else await self.post.administrators(self._group)
        sheet = self.sheet
        calls = board.mentions(sheet.v, people)
        return Answer(board.escalation(sheet.v, sheet.look.at, sheet.rows(alerts), calls))

    async def _edit_all(self) -> bool:
        """Bring every message that says something else up to date."""
        for message, alerts in plan.messages(self.sheet.alerts).items():
            answer = self.sheet.content(alerts)
            if all(alert.shown == digest(answer) for alert in alerts):
                continue
            if not self._may():
                return False
            if await self.post.edit(self._group, message, answer):
                await self.sheet.save(self.sheet.shown(a, message, answer) for a in alerts)
            else:
                await self._unsend(alerts)
        return True

    async def _unsend(self, alerts: Sequence[Alert]) -> None:
        """Somebody deleted their message: who still waits is announced again."""
        await self.sheet.save(replace(alert, message=None, asked=None) for alert in alerts)

    def _may(self) -> bool:
        return self.budget.take(self.sheet.look.at.now)


def _lost(alerts: Sequence[Alert]) -> list[list[Alert]]:
    """Alerts of one sending each."""
    found: dict[object, list[Alert]] = {}
    for alert in alerts:
        if alert.lost:
            found.setdefault(alert.asked, []).append(alert)
    return list(found.values())
