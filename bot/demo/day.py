"""When the demo's phones ring: the shape of a week, and what becomes of a client nobody answered.

The same flow makes the history, at an office's real pace, and the live calls, fast enough to watch.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TypeVar

from bot.calls.model import Outcome
from bot.demo import scenes
from bot.demo.people import ANSWERS, LINES, MAIN_LINE, REGULARS, STAFF, TEAMS
from bot.demo.scenes import PLAYS, Play, Stage
from bot.demo.tape import Scene

# Calls an hour on a working day, by local hour; at night hardly any.
HOURS = {
    8: 1.5,
    9: 6,
    10: 9,
    11: 9,
    12: 7,
    13: 4,
    14: 7,
    15: 8,
    16: 7,
    17: 4,
    18: 2,
    19: 1,
    20: 0.5,
}
NIGHT = 0.03
SATURDAY, SUNDAY = 5, 6
WEEKEND = {SATURDAY: 0.25, SUNDAY: 0.07}  # of a working day
OPENS, CLOSES = 9, 19

# What follows a missed call: minutes later, and what happens then.
FATES: dict[tuple[tuple[float, Play], ...], int] = {
    ((5, scenes.called_back),): 40,
    ((4, scenes.no_answer), (15, scenes.called_back)): 16,
    ((3, scenes.busy), (9, scenes.called_back)): 8,
    ((4, scenes.direct),): 14,
    ((2, scenes.impatient),): 10,
    (): 12,
}

NIGHT_PLAYS: dict[Play, int] = {scenes.missed: 3, scenes.left_message: 4, scenes.lost_in_menu: 3}

MOBILE = ("903", "905", "910", "915", "916", "925", "926", "963", "977", "985", "999")
SOMETIMES = tuple(f"7916{98_765 * number:07d}" for number in range(5, 11))

T = TypeVar("T")

Gap = Callable[[Random, datetime], datetime]


@dataclass(frozen=True, slots=True)
class Pace:
    """`next` gives the moment of the call after this one; follow-ups come `haste` times sooner.

    `opening` is played at once, so that whoever came to watch need not wait.
    """

    next: Gap
    haste: float
    nights_off: bool
    opening: Play | None = None


def office_hours(rng: Random, at: datetime) -> datetime:
    """The next call of an ordinary week: chance, as dense as the hour has it."""
    while True:
        rate = HOURS.get(at.hour, NIGHT) * WEEKEND.get(at.weekday(), 1)
        call = at + timedelta(hours=rng.expovariate(rate))
        hour_end = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        if call < hour_end:
            return call
        at = hour_end


def busy_day(rng: Random, at: datetime) -> datetime:
    return at + timedelta(seconds=rng.uniform(20, 50))


HISTORY = Pace(office_hours, haste=1, nights_off=True)
LIVE = Pace(busy_day, haste=3, nights_off=False, opening=scenes.impatient)


@dataclass(slots=True)
class Day:
    """The office while its phones ring: who is talking, and which clients are to be called."""

    rng: Random
    pace: Pace
    channels: Iterator[int]
    _busy: dict[str, datetime] = field(default_factory=dict)  # until when
    _due: list[tuple[datetime, int, str, Play]] = field(default_factory=list)

    def calls(self, start: datetime) -> Iterator[Scene]:
        """Every call from `start` on, in the order they began, without end."""
        if self.pace.opening:
            self._promise(start + timedelta(seconds=2), self._client(), self.pace.opening)
        chance = self.pace.next(self.rng, start)
        while True:
            if self._due[:1] and self._due[0][0] <= chance:
                at, _, client, play = heapq.heappop(self._due)
            else:
                at, client, play = chance, self._client(), self._play(chance)
                chance = self.pace.next(self.rng, at)
            yield self.play(play, at, client)

    def play(self, play: Play, at: datetime, client: str) -> Scene:
        """Play one call now; of a missed one it is decided here what becomes of the client."""
        line = self.rng.choice([MAIN_LINE, *LINES])
        stage = Stage(
            rng=self.rng,
            at=at,
            channels=self.channels,
            client=client,
            line=line,
            free=self._free(at, TEAMS[ANSWERS[line]]),
        )
        scene = play(stage)
        self._busy |= dict.fromkeys((scene.who, *scene.answered_by), scene.ended)
        if scene.outcome is Outcome.MISSED:
            self._follow_up(scene)
        return scene

    def _follow_up(self, scene: Scene) -> None:
        for minutes, play in _pick(self.rng, FATES):
            later = timedelta(minutes=minutes * self.rng.uniform(0.6, 1.6) / self.pace.haste)
            self._promise(scene.ended + later, scene.who, play)

    def _promise(self, at: datetime, client: str, play: Play) -> None:
        at = _at_work(at) if self.pace.nights_off else at
        heapq.heappush(self._due, (at, next(self.channels), client, play))

    def _play(self, at: datetime) -> Play:
        return _pick(self.rng, NIGHT_PLAYS if self.pace.nights_off and not _open(at) else PLAYS)

    def _client(self) -> str:
        """Somebody outside: a regular, one of a few that call now and then, or anybody."""
        number = f"7{self.rng.choice(MOBILE)}{self.rng.randrange(10_000_000):07d}"
        return self.rng.choice((*REGULARS, *SOMETIMES, *[number] * len(REGULARS)))

    def _free(self, at: datetime, team: tuple[str, ...]) -> tuple[str, ...]:
        """Everybody by number: those of `team` who are not talking, other idle ones, the rest."""
        people = self.rng.sample(list(STAFF), len(STAFF))
        people.sort(key=lambda who: (self._busy.get(who, at) > at, who not in team))
        return tuple(people)


def _open(at: datetime) -> bool:
    return at.weekday() != SUNDAY and OPENS <= at.hour < CLOSES


def _at_work(at: datetime) -> datetime:
    """`at`, or as many minutes past the hour of the next opening."""
    while not _open(at):
        at = (at + timedelta(days=at.hour >= OPENS)).replace(hour=OPENS)
    return at


def _pick(rng: Random, weighted: dict[T, int]) -> T:
    return rng.choices(list(weighted), list(weighted.values()))[0]


def day(seed: str, pace: Pace) -> Day:
    """An office whose chances follow from `seed` alone."""
    return Day(Random(seed), pace, count(1))
