"""Rows of a PBX told as calls, ready to be stored: the slow part of saving, and a pure one.

A long import has other processes do it, a few batches ahead of the one being written, so that
reading a history of years takes the bot neither its time nor its breath.
"""

import asyncio
import gc
import logging
import multiprocessing
import os
import pickle
import sys
from asyncio import Future
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from bot.calls.grouping import group, tell
from bot.calls.model import Leg
from db.rows import CallRows, keys_of, rows_of

log = logging.getLogger(__name__)

Read = Callable[[Sequence[Any]], Sequence[Leg]]  # rows of a PBX into legs

# Telling takes a little longer than writing: one would be waited for, a third would wait.
PROCESSES = min(os.cpu_count() or 1, 2)
AHEAD = 2 * PROCESSES  # batches being told, or told and not yet written
MANY = 20_000  # legs of one import, from which on help is worth its start


def told(legs: Iterable[Leg]) -> tuple[list[CallRows], frozenset[str]]:
    """The calls that `legs` make, and the keys of those that cannot be told."""
    calls: list[CallRows] = []
    failed: set[str] = set()
    for of_call in group(legs):
        try:
            calls.append(rows_of(tell(of_call)))
        except Exception:  # whatever it is, the next call must not suffer for it
            log.exception("Call %s cannot be told and is left out", of_call[0].linkedid)
            failed |= keys_of(of_call)
    return calls, frozenset(failed)


def told_briefly(legs: Sequence[Leg]) -> list[CallRows]:
    """What has to be stored of the calls that `legs` make, and nothing to show."""
    calls, _ = told(legs)
    for rows in calls:
        rows.call = None
    return calls


@dataclass(frozen=True, slots=True)
class Telling:
    """Rows handed over to be told. Packed, a waiting batch takes a fifth of the memory."""

    rows: bytes
    calls: Future[bytes]


class Helpers:
    """Other processes that tell calls. They start when an import turns out to be a long one."""

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._given = 0
        self._thread = ThreadPoolExecutor(1)  # only one, since others want to be answered
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for pool in (self._thread, self._pool):
            if pool:
                pool.shutdown(wait=False, cancel_futures=True)

    def tell(self, rows: Sequence[Any], read: Read) -> Telling:
        """Begin to tell the legs that `read` makes of `rows`, in a thread, or by a helper."""
        self._given += len(rows)
        packed = pickle.dumps((rows, read), pickle.HIGHEST_PROTOCOL)
        try:
            if self._pool is None and self._given > self._many:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(PROCESSES, spawn, _seldom_search)
            return Telling(packed, self._begin(packed))
        except (BrokenExecutor, OSError):  # they were ended, or the system has no room for them
            return Telling(packed, self._alone(packed))

    async def told(self, telling: Telling) -> list[CallRows]:
        """What has come of it; the system may have ended a helper meanwhile."""
        try:
            calls = await telling.calls
        except BrokenExecutor:
            calls = await self._alone(telling.rows)
        told: list[CallRows] = _unpacked(calls)
        return told

    def _alone(self, packed: bytes) -> Future[bytes]:
        """Go on without helpers."""
        self._pool, self._many = None, sys.maxsize
        return self._begin(packed)

    def _begin(self, packed: bytes) -> Future[bytes]:
        return asyncio.get_running_loop().run_in_executor(
            self._pool or self._thread, _told_of, packed
        )


def _seldom_search() -> None:
    """Telling leaves no garbage that has to be searched for, and a batch is many new objects."""
    gc.set_threshold(100_000)


def _told_of(packed: bytes) -> bytes:
    rows, read = _unpacked(packed)
    return pickle.dumps(told_briefly(read(rows)), pickle.HIGHEST_PROTOCOL)


def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)  # noqa: S301 - packed by ourselves a moment ago
