"""An office of 80 phones over three years, call by call: what every database of the bench holds.

A few clients call often and most of them rarely; calls come in working hours; a queue gives its
call several legs, some of which only rang. Every number follows from the seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bot.calls.model import App, End, Leg, Outcome
from bot.calls.pairing import end_of

FIRST_DAY = datetime(2023, 1, 1, 6, 0, tzinfo=UTC)
DAYS = 3 * 365
OPEN_SECONDS = 12 * 3600
PHONES = tuple(str(number) for number in range(201, 281))
LINES = tuple(f"7495229304{digit}" for digit in range(6))
QUEUES = ("2200100", "2200200", "2200300")
CALLS_PER_CLIENT = 5
STEEP = 2.5  # how unequal clients are: of ten million calls the first makes some thirty thousand

RING, TRANSFER, MEAN_TALK = 12, 60, 120  # seconds
MONITOR = "/storage/usbdisk1/mikopbx/astspool/monitor"

Told = list[Leg]


def client(place: int) -> str:
    """The number of the client `place`: 0 calls most often. All numbers differ."""
    return f"79{(place * 7_368_787 + 255_283_744) % 1_000_000_000:09d}"


def clients(calls: int) -> int:
    return max(calls // CALLS_PER_CLIENT, 100)


def calls(count: int, seed: int = 1) -> Iterator[Told]:
    """The legs of each of `count` calls, in the order in which the calls began."""
    rng = Random(seed)
    serial = 0
    for day in range(DAYS):
        today = count * (day + 1) // DAYS - count * day // DAYS
        for second in sorted(rng.random() * OPEN_SECONDS for _ in range(today)):
            serial += 1
            at = FIRST_DAY + timedelta(days=day, milliseconds=int(second * 1000))
            yield _Call(rng, serial, at, client(int(clients(count) * rng.random() ** STEEP))).legs()


def _device(number: str) -> str:
    """What Asterisk calls whatever is at that end: a phone, or the trunk that leads to a client."""
    return number if end_of(number) is End.PHONE else "SIP-TRUNK-7C3A15F0"


@dataclass(slots=True)
class _Call:
    rng: Random
    serial: int
    at: datetime
    client: str

    def legs(self) -> Told:
        chance = self.rng.random()
        if chance < 0.35:
            return self._through_queue()
        if chance < 0.65:
            return [self._in(0, 0, self.rng.choice(PHONES), talked=self.rng.random() < 0.85)]
        if chance < 0.90:
            phone, talked = self.rng.choice(PHONES), self.rng.random() < 0.7
            return [self._leg(0, 0, phone, self.client, talked=talked)]
        if chance < 0.98:
            return [self._leg(0, 0, *self.rng.sample(PHONES, 2), talked=self.rng.random() < 0.8)]
        first, second = self.rng.sample(PHONES, 2)
        return [self._in(0, 0, first, talked=True), self._in(1, TRANSFER, second, talked=True)]

    def _through_queue(self) -> Told:
        """A queue, then one to three of its phones in turn, the last of which may answer."""
        rings, answered = self.rng.randint(1, 3), self.rng.random() < 0.8
        queue = {"app": App.QUEUE, "place": self.rng.choice(QUEUES)}
        legs = [self._in(0, 0, "", talked=False, **queue)]
        for row, phone in enumerate(self.rng.sample(PHONES, rings), start=1):
            talked = answered and row == rings
            legs.append(self._in(row, row * RING, phone, talked=talked, **queue))
        return legs

    def _in(self, row: int, after: int, phone: str, *, talked: bool, **fields: Any) -> Leg:
        line = LINES[self.serial % len(LINES)]
        return self._leg(row, after, self.client, phone, talked=talked, did=line, **fields)

    def _leg(self, row: int, after: int, src: str, dst: str, *, talked: bool, **fields: Any) -> Leg:
        started = self.at + timedelta(seconds=after)
        length = RING + (int(self.rng.expovariate(1 / MEAN_TALK)) + 1 if talked else 0)
        linkedid = f"mikopbx-{int(self.at.timestamp())}.{self.serial}"
        return Leg(
            key=f"{linkedid}_{row}/h{self.serial:08x}",
            linkedid=linkedid,
            started=started,
            answered=started + timedelta(seconds=RING) if talked else None,
            ended=started + timedelta(seconds=length),
            src=src,
            dst=dst,
            src_end=end_of(src),
            dst_end=end_of(dst),
            channel=f"PJSIP/{_device(src)}-{self.serial:08x}",
            peer=f"PJSIP/{_device(dst)}-{self.serial + row:08x}" if dst else "",
            disposition=Outcome.ANSWERED if talked else Outcome.NO_ANSWER,
            recording=self._recording(started, row) if talked else "",
            **fields,
        )

    def _recording(self, started: datetime, row: int) -> str:
        return f"{MONITOR}/{started:%Y/%m/%d/%H}/mikopbx-{self.serial}_{row}.webm"
