"""Fifty managers at once, on the sandbox over HTTP: the product beside a bare echo bot.

Both run as processes of their own and are asked alike, in turns, since a machine's mood changes
within minutes. Then the product is asked once more while somebody listens to an hour's recording;
its memory is watched then, and before anybody asked.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bot.calls.model import Leg
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox, sandbox
from tests.bench import office, sound
from tests.bench.living import bot, megabytes
from tests.bench.mikopbx import mikopbx
from tests.bench.timing import Stopwatch

MANAGERS, QUESTIONS, ROUNDS = 50, 6, 2
THINKING = (2.0, 6.0)  # seconds between a manager's questions
LISTENER, CLIENT = 999, "79990000001"
PATIENCE = 60.0
WORDS = ("15.03.2024", "2024", "пропущенные 2024", "{phone}", "{client}", "{client} {phone}")


async def measure(folder: Path, journal: str) -> dict[str, dict[str, Any]]:
    """Milliseconds of replies, megabytes, seconds to convert and to start; the echo bot's too."""
    hour = folder / "monitor" / "hour.wav"
    hour.parent.mkdir(exist_ok=True)
    await asyncio.to_thread(sound.record, hour)
    audio = await sound.measure(hour)
    bare, replies, converting = Stopwatch(), Stopwatch(), Stopwatch()
    async with sandbox(flood=False) as box:
        people = [box.person(f"Менеджер {n}", id=1000 + n) for n in range(MANAGERS)]
        listener = box.person("Слушатель", id=LISTENER)
        settings = _settings(folder, journal, box, [*people, listener])
        echo = partial(bot, "tests.bench.echo", box.token, box.url, folder=folder, settings={})
        product = partial(bot, "bot", folder=folder, settings=settings)
        turns = [
            (await _asked(echo(), people, bare), await _asked(product(), people, replies))
            for _ in range(ROUNDS)
        ]
        async with _started(product(), people[0]) as listened:
            more = await _converting(people, listener, listened, converting)
    least, ours = turns[-1]
    return {
        "chat": {
            "reply, ms": replies.figures(),
            "bare echo bot, ms": bare.figures(),
            "times": round(replies.p50 / bare.p50, 2),
            "while an hour converts, ms": converting.figures(),
            "slowest then, ms": round(max(converting.tries) * 1000),
        },
        "audio": {**audio, "MB more": more},
        "memory": {"idle, MB": ours.idle, "bare echo bot, MB": least.idle},
        "start": {"to the first answer, s": ours.seconds, "bare echo bot, s": least.seconds},
    }


@dataclass(frozen=True, slots=True)
class Started:
    """A bot's process, the seconds until it answered, and its megabytes then."""

    pid: int
    seconds: float
    idle: int


@asynccontextmanager
async def _started(
    running: AbstractAsyncContextManager[int], person: Person
) -> AsyncIterator[Started]:
    watch = Stopwatch()
    async with AsyncExitStack() as stack:
        with watch.running():
            pid = await stack.enter_async_context(running)
            await _ask(person, "вчера")
        yield Started(pid, round(watch.p50, 2), round(megabytes(pid)))


async def _asked(
    running: AbstractAsyncContextManager[int], people: Sequence[Person], watch: Stopwatch
) -> Started:
    """A bot started and asked by all."""
    async with _started(running, people[0]) as started:
        await _load(people, watch)
    return started


async def _converting(
    people: Sequence[Person], listener: Person, ours: Started, watch: Stopwatch
) -> int:
    """The load once more while somebody listens; the megabytes that takes."""
    await _heard_of(listener)
    async with asyncio.TaskGroup() as tasks:
        heard = tasks.create_task(_listen(listener, ours.pid))
        tasks.create_task(_load(people, watch))
    return round(heard.result() - ours.idle)


def _settings(folder: Path, journal: str, box: Sandbox, people: Sequence[Person]) -> dict[str, str]:
    """The journal is full already; the PBX has one more call, the one with the recording."""
    pbx = folder / "cdr.db"
    pbx.unlink(missing_ok=True)
    with mikopbx(pbx) as peer:
        peer.write([_hour()])
    return {
        "BOT_TOKEN": box.token,
        "TELEGRAM_API_URL": box.url,
        "MANAGER_IDS": ",".join(str(person.id) for person in people),
        "PBX_URL": f"sqlite:///{pbx}",
        "DATABASE_URL": journal,
        "RECORDINGS_DIR": str(folder / "monitor"),
        "TIMEZONE": "Europe/Moscow",
        "DATA_DIR": str(folder / "data"),
    }


def _hour() -> Leg:
    at = office.FIRST_DAY + timedelta(days=office.DAYS)
    return Leg(
        key="mikopbx-1767250000.1_a/h1",
        linkedid="mikopbx-1767250000.1",
        started=at,
        answered=at,
        ended=at + timedelta(seconds=sound.HOUR),
        src=CLIENT,
        dst=office.PHONES[0],
        did=office.LINES[0],
        channel="SIP-TRUNK-1-1",
        peer=f"PJSIP/{office.PHONES[0]}-1",
        recording="/storage/usbdisk1/mikopbx/astspool/monitor/hour.wav",
    )


async def _load(people: Sequence[Person], watch: Stopwatch) -> None:
    async with asyncio.TaskGroup() as tasks:
        for number, person in enumerate(people):
            tasks.create_task(_talk(person, Random(number), watch))


async def _talk(person: Person, rng: Random, watch: Stopwatch) -> None:
    for _ in range(QUESTIONS):
        await asyncio.sleep(rng.uniform(*THINKING))
        client, phone = office.client(rng.randrange(1000)), rng.choice(office.PHONES)
        with watch.running():
            await _ask(person, rng.choice(WORDS).format(client=client, phone=phone))


async def _ask(person: Person, text: str) -> None:
    """Say `text`, wait until there is a reply."""
    before = person.messages[-1].id if person.messages else 0
    await person.send(text, wait=False)
    await person.wait(
        lambda now: any(message.id > before and not message.own for message in now.messages[-3:]),
        timeout=PATIENCE,
    )


async def _heard_of(listener: Person) -> None:
    """Ask for the recorded call until the bot has learnt of it."""
    while "▶" not in listener.screen:
        await _ask(listener, CLIENT)


async def _listen(listener: Person, pid: int) -> float:
    """Play the hour's recording; the most megabytes the bot had until it came."""
    peak, watch = 0.0, asyncio.get_running_loop().time
    end = watch() + PATIENCE
    await listener.tap("▶", wait=False)
    while not any(message.media for message in listener.messages):
        peak = max(peak, megabytes(pid))
        await asyncio.sleep(0.2)
        await listener.look()
        if watch() > end:
            raise AssertionError(f"no recording came:\n{listener.screen}")
    return peak
