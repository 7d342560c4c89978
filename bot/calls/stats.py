"""What a set of calls adds up to: the figures of a digest, and nothing of how they are counted.

The journal counts, this module names the results. Shares are of 1, spans are seconds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.calls.model import Direction, Outcome
from bot.calls.query import Period

HOURS = 24


@dataclass(frozen=True, slots=True)
class Count:
    """`n` calls of a kind that began in one hour of the office's day, 0 to 23."""

    hour: int
    direction: Direction
    outcome: Outcome
    n: int


@dataclass(frozen=True, slots=True)
class Load:
    """Calls that came in: those answered, and all the others, whatever became of them."""

    answered: int = 0
    missed: int = 0

    @property
    def calls(self) -> int:
        return self.answered + self.missed

    @property
    def share(self) -> float:
        """The answered part of all, 1 where there was nothing to answer."""
        return self.answered / self.calls if self.calls else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What became of the calls in which a client got through to nobody.

    `total` = `by_us` + `by_client` + `still`; `clients` are the people behind `still`. `median` is
    the time from a client's call to ours, None where we called nobody back.
    """

    by_us: int = 0
    by_client: int = 0
    still: int = 0
    clients: int = 0
    median: float | None = None

    @property
    def total(self) -> int:
        return self.by_us + self.by_client + self.still


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One employee: calls answered, calls made, those of them that reached somebody, call-backs."""

    number: str
    answered: int = 0
    made: int = 0
    reached: int = 0
    returned: int = 0

    @property
    def talks(self) -> int:
        return self.answered + self.reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The figures of a period. `lines` and `employees` are the busiest first, `hours` are 24."""

    period: Period
    inbound: Mapping[Outcome, int] = field(default_factory=dict)
    outbound: Load = field(default_factory=Load)
    internal: int = 0
    hours: tuple[Load, ...] = (Load(),) * HOURS
    waits: Waits = field(default_factory=Waits)
    lines: tuple[tuple[str, Load], ...] = ()
    employees: tuple[Work, ...] = ()

    @property
    def load(self) -> Load:
        """All calls that came in."""
        return load_of(self.inbound)

    @property
    def calls(self) -> int:
        return self.load.calls + self.outbound.calls + self.internal

    def worst_hours(self, most: int = 2) -> tuple[int, ...]:
        """The hours in which most calls were lost, worst first; none for a lonely one."""
        lost = [hour for hour in range(HOURS) if self.hours[hour].missed > 1]
        lost.sort(key=lambda hour: (-self.hours[hour].missed, self.hours[hour].share, hour))
        return tuple(lost[:most])


def load_of(outcomes: Mapping[Outcome, int]) -> Load:
    """Answered calls and all the others."""
    answered = outcomes.get(Outcome.ANSWERED, 0)
    return Load(answered, sum(outcomes.values()) - answered)


def add_up(
    period: Period,
    counts: Iterable[Count],
    *,
    waits: Waits,
    lines: Mapping[str, Mapping[Outcome, int]],
    employees: Iterable[Work],
) -> Stats:
    """The figures of `period` from what was counted; a kind may be given in several counts."""
    outcomes: dict[Direction, Counter[Outcome]] = {way: Counter() for way in Direction}
    hours: list[Counter[Outcome]] = [Counter() for _ in range(HOURS)]
    for count in counts:
        outcomes[count.direction][count.outcome] += count.n
        if count.direction is Direction.INBOUND:
            hours[count.hour][count.outcome] += count.n
    loads = [(line, load_of(found)) for line, found in lines.items()]
    return Stats(
        period=period,
        inbound=dict(outcomes[Direction.INBOUND]),
        outbound=load_of(outcomes[Direction.OUTBOUND]),
        internal=outcomes[Direction.INTERNAL].total(),
        hours=tuple(load_of(found) for found in hours),
        waits=waits,
        lines=tuple(sorted(loads, key=lambda pair: (-pair[1].calls, pair[0]))),
        employees=tuple(sorted(employees, key=lambda work: (-work.talks, work.number))),
    )
