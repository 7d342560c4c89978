"""The databases of a bench, each filled once with the same calls and then kept.

What filling cost is kept beside them. The peers are written to; our journal is filled by the
product's own import of the MikoPBX among them, in a process of its own, whose memory is measured.
"""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

from bot.calls.model import Leg
from bot.calls.query import Query
from tests.bench import office, ours

BULK = 2000  # calls written into a peer at a time
Cost = dict[str, Any]


class Peer(Protocol):
    """A PBX's own table, and its own way to ask it."""

    def create(self) -> None: ...

    def write(self, legs: Iterable[Leg]) -> None: ...

    def index(self) -> None: ...

    def ask(self, query: Query) -> int: ...


def once(file: Path, fill: Callable[[], Cost]) -> Cost:
    """What `fill` cost, now or when `file` was written."""
    if not file.exists():
        file.write_text(json.dumps(fill()))
    return dict(json.loads(file.read_text()))


def fill_journal(url: str, cdr: Path) -> Cost:
    """Import the whole of `cdr`, a MikoPBX's."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as alone:
        return alone.submit(partial(_import, url, cdr)).result()


def _import(url: str, cdr: Path) -> Cost:
    source = ours.Watched(cdr)
    asked = asyncio.run(ours.fill(url, source))
    return {
        "legs": source.legs,
        "seconds": round(source.seconds, 1),
        "legs a second": round(source.legs / source.seconds),
        "seconds at each tenth": source.tenths,
        "peak MB, with helpers": round(source.peak),
        "answers meanwhile, ms": asked.figures(),
    }


def fill_peer(peer: Peer, calls: int) -> Cost:
    began, told = time.perf_counter(), office.calls(calls)
    peer.create()
    while legs := list(chain.from_iterable(islice(told, BULK))):
        peer.write(legs)
    peer.index()
    return {"seconds": round(time.perf_counter() - began)}
