"""Random histories, learnt in random order and batches, with restarts and faults between.

Whatever the way there, in the end each client stands as his calls say, and each alert was said
once.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.calls.model import Leg, Outcome
from bot.sandbox.faults import Kind
from db.alerts import Alerts
from tests.alerts.group import Group, group_of
from tests.chat.rings import at, inbound, missed, outbound
from tests.chat.talking import talking

CLIENTS = 14
LIGHTS = {"open": "🔴", "tried": "🟡"}
FAULTS: tuple[Kind, ...] = ("lost", "lost", "reset", "500", "429")


@dataclass(frozen=True)
class Ring:
    """A call, the legs it leaves, and what it means for the client: the test's own opinion."""

    second: int
    meaning: str
    legs: tuple[Leg, ...]


def ring(rng: Random, client: str, second: int) -> Ring:
    start = at("12:01") + timedelta(seconds=second)
    kind = rng.choice(["missed", "missed", "short", "talked", "back", "vain", "late"])
    if kind == "missed":
        return Ring(second, "wait", missed(start, client=client))
    if kind == "short":
        return Ring(second, "nothing", missed(start, client=client, rings=3))
    if kind == "talked":
        return Ring(second, "talk", inbound(start, client=client))
    if kind in ("back", "vain"):
        talk = 60 if kind == "back" else 0
        meaning = "talk" if talk else "try"
        return Ring(second, meaning, outbound(start, client=client, talk=talk))
    (first,) = missed(start, client=client)
    answer = replace(
        first,
        key=f"{first.key}b",
        dst="305",
        answered=first.ended,
        ended=first.ended + timedelta(seconds=40),
        disposition=Outcome.ANSWERED,
    )
    return Ring(second, "talk", (first, answer))


def state(rings: list[Ring]) -> str:
    """How a client stands after all his calls: '' for one who never waited."""
    found = ""
    for one in sorted(rings, key=lambda known: known.second):
        if one.meaning == "wait":
            found = found if found in ("open", "tried") else "open"
        elif one.meaning == "talk" and found:
            found = "returned"
        elif one.meaning == "try" and found == "open":
            found = "tried"
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_each_client_stands_right_and_each_alert_was_said_once(
    tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)
    clients = [f"7916{seed:02}0{number:04}" for number in range(CLIENTS)]
    seconds = [rng.sample(range(0, 3600, 7), rng.randint(1, 5)) for _ in clients]
    histories = {
        client: [ring(rng, client, second) for second in found]
        for client, found in zip(clients, seconds, strict=True)
    }
    legs = [leg for rings in histories.values() for one in rings for leg in one.legs]
    rng.shuffle(legs)
    async with talking(tmp_path, flood=True) as office:
        group = await group_of(office, escalation=None)
        while legs:
            size = rng.randint(1, 6)
            batch, legs = legs[:size], legs[size:]
            if rng.random() < 0.4:
                office.box.fault(rng.choice(FAULTS), method="sendMessage", seconds=3)
            await group.learn(batch, after=rng.choice((0, 0.5, 3, 20)))
            if rng.random() < 0.2:
                await group.restart()
        office.box.world.faults.planned.clear()
        await group.wait(240)
        await _check(group, {client: state(rings) for client, rings in histories.items()})


async def _check(group: Group, expected: dict[str, str]) -> None:
    said = Counter[str]()
    lights: dict[str, set[str]] = {client: set() for client in expected}
    reminder = "нова не дозвони"
    lines = [m.text.splitlines() for m in group.alerts if reminder not in m.text]
    for client in expected:
        shown = [line for text in lines for line in text if pretty(client) in line]
        said[client] += len(shown)
        lights[client] |= {_light(line) for line in shown}
    alerts = await Alerts(group.office.engine).of(group.id, at("0:00"))
    assert said == Counter(alert.client for alert in alerts)
    for client, stands in expected.items():
        waits = {"🔴", "🟡"} & lights[client]
        if stands in ("open", "tried"):
            assert waits == {LIGHTS[stands]}, (client, group.manager.screen)
        else:
            assert not waits, (client, group.manager.screen)
    waiting = sum(stands in ("open", "tried") for stands in expected.values())
    assert f"Ждут звонка: {waiting}" in group.board.text or not waiting


def _light(line: str) -> str:
    return next(mark for mark in "🔴🟡🟢⚪☑" if mark in line)


def pretty(client: str) -> str:
    return f"+7 {client[1:4]} {client[4:7]}-{client[7:9]}-{client[9:]}"
