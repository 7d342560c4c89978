"""The silence watch: one warning that a line may be dead, and word when calls are back."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.calls.calendar import Calendar, Hours
from bot.calls.silence import WEEKS, Silence, Usual, silence, usual
from bot.groups import Group
from db import ids
from db.rhythm import Rhythm
from db.sums import Sums
from handlers.answers import Answer
from handlers.notices import Notices
from handlers.setup.callbacks import LONGEST_LINE
from handlers.views import silence as words

KIND = "silence"
ALL = ""  # all lines of a group together
LINES = 20  # watched one by one; of more lines the busiest
RELEARN = timedelta(hours=1)
PAST = timedelta(weeks=WEEKS)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is usual on each line of a group; learnt at a moment, for these settings."""

    at: datetime
    hours: Hours
    lines: tuple[str, ...]
    usual: dict[str, Usual]

    def holds(self, group: Group, now: datetime) -> bool:
        """Whether it is still so."""
        same = (self.hours, self.lines) == (group.hours, group.lines)
        return same and now - self.at < RELEARN


@dataclass(slots=True)
class Watch:
    """Looks whether calls come in as they use to, in working time, while the PBX can be read."""

    notices: Notices
    sums: Sums
    rhythm: Rhythm
    _learnt: dict[int, Learnt] = field(default_factory=dict)

    async def tick(self, now: datetime) -> None:
        """Warn the groups whose lines have fallen silent; tell those whose lines are back."""
        company = self.notices.company
        if not company.up_to_date():
            return
        for group in await self.notices.chats.listening():
            calendar = Calendar(group.hours, company.zone)
            if group.silence and calendar.open_at(now):
                await self._look(group, calendar, now)

    async def _look(self, group: Group, calendar: Calendar, now: datetime) -> None:
        usually = await self._usual(group, calendar, now)
        last = await self._last(group, usually)
        warned = await self.notices.chats.marked(group.id, KIND)
        if warned:
            await self._hear(group, warned, last)
            return
        quiet = {
            line: found
            for line, when in last.items()
            if (found := silence(usually[line], calendar, when, now))
        }
        if quiet:
            line = max(quiet, key=lambda name: (name == ALL, quiet[name].expected))
            say = partial(self._say_silent, line=line, quiet=quiet[line])
            await self.notices.once(group, KIND, _written(quiet[line].since, line), say)

    async def _hear(self, group: Group, warned: str, last: dict[str, datetime]) -> None:
        """Say that the line is back, once it is; a line no longer watched is let go of."""
        since, line = _read(warned)
        if line not in last:
            await self.notices.chats.mark(group.id, KIND, "")
        elif last[line] > since:
            await self.notices.once(group, KIND, "", partial(self._say_back, line=line))

    async def _usual(self, group: Group, calendar: Calendar, now: datetime) -> dict[str, Usual]:
        """What is usual on all lines together, and on each where there are several."""
        learnt = self._learnt.get(group.id)
        if learnt and learnt.holds(group, now):
            return learnt.usual
        lines = group.lines or await self.sums.lines(now - PAST)
        lines = tuple(line for line in lines if len(line) <= LONGEST_LINE)[:LINES]
        counts = await self.rhythm.quarters({ALL, *lines}, now - PAST)
        if group.lines:
            counts[ALL] = sum((counts[line] for line in lines), Counter())
        watched = {ALL, *lines} if len(lines) > 1 else {ALL}
        found = {line: usual(counts[line], calendar, now) for line in watched}
        self._learnt[group.id] = Learnt(now, group.hours, group.lines, found)
        return found

    async def _last(self, group: Group, usually: dict[str, Usual]) -> dict[str, datetime]:
        """When each line that is watched was last called."""
        last = await self.rhythm.last({*usually, *group.lines})
        of_group = [last[line] for line in group.lines if line in last]
        if of_group:
            last[ALL] = max(of_group)
        return {line: when for line, when in last.items() if line in usually}

    async def _say_silent(self, group: Group, *, line: str, quiet: Silence) -> None:
        v = self.notices.view(group)
        await self.notices.post.send(group, Answer(words.silent(v, line, quiet)))

    async def _say_back(self, group: Group, *, line: str) -> None:
        v = self.notices.view(group)
        await self.notices.post.send(group, Answer(words.back(v, line)))


def _written(since: datetime, line: str) -> str:
    """What is written down of a warning: the last call before it, and on which line."""
    return f"{ids.milliseconds(since)}:{line}"


def _read(mark: str) -> tuple[datetime, str]:
    since, _, line = mark.partition(":")
    return ids.moment(int(since)), line
