"""The little plays of the demo's office: who rings, who is rung, how it ends.

Each reads like the story a manager should be told of it; `tape` knows what rows that leaves.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.calls.model import Outcome
from bot.demo.people import ANSWERS, STAFF, TEAMS
from bot.demo.speech import Talk, cast, conversation
from bot.demo.tape import Scene, Tape


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a play is given: a client on a line, and employees who are free, the fitting first."""

    rng: Random
    at: datetime
    channels: Iterator[int]
    client: str
    line: str
    free: tuple[str, ...]

    def inbound(self) -> Tape:
        return Tape(self.rng, self.at, self.channels, self.client, self.line)

    def outbound(self) -> Tape:
        return Tape(self.rng, self.at, self.channels, self.free[0])

    def wait(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high)

    def queue(self) -> str:
        return ANSWERS[self.line]

    def team(self) -> tuple[str, ...]:
        return TEAMS[self.queue()]

    def said(self, employee: str, opening: str = "hello") -> Talk:
        return conversation(self.rng, employee, opening=opening)


Play = Callable[[Stage], Scene]


def direct(stage: Stage) -> Scene:
    tape, phone = stage.inbound(), stage.free[0]
    tape.talk(phone, stage.said(phone), ring=stage.wait(2, 12))
    return tape.told(Outcome.ANSWERED)


def queued(stage: Stage) -> Scene:
    tape, (phone, *_) = stage.inbound(), stage.free
    others = tuple(other for other in stage.team() if other != phone)
    tape.menu(stage.wait(5, 14))
    tape.queue(stage.queue())
    tape.ring(others[0], wait=stage.wait(8, 15))
    tape.talk(phone, stage.said(phone), ring=stage.wait(2, 9), beside=others[1:])
    return tape.told(Outcome.ANSWERED)


def forwarded(stage: Stage) -> Scene:
    tape = stage.inbound()
    away = stage.rng.choice([person for person in STAFF.values() if person.mobile])
    tape.ring(away.number, wait=stage.wait(10, 20))
    tape.talk(away.mobile, stage.said(away.number), ring=stage.wait(4, 10))
    return tape.told(Outcome.ANSWERED)


def blind_transfer(stage: Stage) -> Scene:
    tape, (first, second) = stage.inbound(), stage.free[:2]
    tape.talk(first, cast(first, "hello", "transfer"), ring=stage.wait(2, 8))
    tape.talk(second, stage.said(second), ring=stage.wait(2, 7))
    return tape.told(Outcome.ANSWERED)


def attended_transfer(stage: Stage) -> Scene:
    tape, first = stage.inbound(), next(who for who in stage.free if who != "305")
    tape.menu(stage.wait(4, 8))
    tape.talk(first, cast(first, "hello", "transfer"), ring=stage.wait(2, 8))
    tape.consult("305", cast(first, "consult"), ring=stage.wait(2, 5))
    tape.hand_over(cast("305", "taken", "repair", "bye"))
    return tape.told(Outcome.ANSWERED)


def only_consulted(stage: Stage) -> Scene:
    tape, (first, second) = stage.inbound(), stage.free[:2]
    tape.talk(first, stage.said(first), ring=stage.wait(2, 8))
    tape.consult(second, cast(first, "inner"), ring=stage.wait(2, 5))
    tape.resume(stage.wait(8, 30))
    return tape.told(Outcome.ANSWERED)


def missed(stage: Stage) -> Scene:
    tape, team = stage.inbound(), stage.team()
    tape.menu(stage.wait(5, 12))
    tape.queue(stage.queue())
    tape.ring(team[0], wait=stage.wait(0.1, 0.4), status="BUSY")
    tape.ring(*team[1:], wait=stage.wait(7, 40))
    return tape.told(Outcome.MISSED)


def impatient(stage: Stage) -> Scene:
    tape = stage.inbound()
    tape.ring(stage.free[0], wait=stage.wait(8, 18))
    return tape.told(Outcome.MISSED)


def lost_in_menu(stage: Stage) -> Scene:
    tape = stage.inbound()
    tape.menu(stage.wait(3, 20))
    return tape.told(Outcome.MENU)


def left_message(stage: Stage) -> Scene:
    tape, phone = stage.inbound(), stage.free[0]
    tape.ring(phone, wait=stage.wait(15, 25))
    tape.voicemail(cast(phone, "message"))
    return tape.told(Outcome.VOICEMAIL)


def called(stage: Stage) -> Scene:
    tape, phone = stage.outbound(), stage.free[0]
    tape.talk(stage.client, stage.said(phone), ring=stage.wait(4, 15))
    return tape.told(Outcome.ANSWERED)


def called_back(stage: Stage) -> Scene:
    tape, phone = stage.outbound(), stage.free[0]
    tape.talk(stage.client, stage.said(phone, "callback"), ring=stage.wait(4, 15))
    return tape.told(Outcome.ANSWERED)


def no_answer(stage: Stage) -> Scene:
    tape = stage.outbound()
    tape.ring(stage.client, wait=stage.wait(20, 35))
    return tape.told(Outcome.NO_ANSWER)


def busy(stage: Stage) -> Scene:
    tape = stage.outbound()
    tape.ring(stage.client, wait=stage.wait(2, 5), status="BUSY")
    return tape.told(Outcome.BUSY)


def unreachable(stage: Stage) -> Scene:
    tape = stage.outbound()
    tape.ring(stage.client, wait=stage.wait(1, 3), status="CONGESTION")
    return tape.told(Outcome.FAILED)


def inside(stage: Stage) -> Scene:
    tape, (asking, asked) = stage.outbound(), stage.free[:2]
    tape.talk(asked, cast(asking, "inner"), ring=stage.wait(2, 8))
    return tape.told(Outcome.ANSWERED)


def inside_no_answer(stage: Stage) -> Scene:
    tape = stage.outbound()
    tape.ring(stage.free[1], wait=stage.wait(10, 25))
    return tape.told(Outcome.NO_ANSWER)


PLAYS: dict[Play, int] = {  # how often, of a hundred or so
    direct: 14,
    queued: 30,
    forwarded: 2,
    blind_transfer: 3,
    attended_transfer: 2,
    only_consulted: 1,
    missed: 6,
    impatient: 3,
    lost_in_menu: 3,
    left_message: 1,
    called: 19,
    no_answer: 5,
    busy: 2,
    unreachable: 1,
    inside: 7,
    inside_no_answer: 1,
}
