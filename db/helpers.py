"""Other processes that tell calls, so that a long import takes the bot neither time nor breath.

They are a few batches ahead of the one being written.
"""

import asyncio
import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
from asyncio import Future
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Lock
from types import TracebackType
from typing import Any, Self

from bot.calls.model import Leg
from db.rows import CallRows
from db.telling import told_briefly

log = logging.getLogger(__name__)

Read = Callable[[Sequence[Any]], Sequence[Leg]]  # rows of a PBX into legs

# Telling takes a little longer than writing: one would be waited for, a third would wait.
PROCESSES = min(os.cpu_count() or 1, 2)
AHEAD = 2 * PROCESSES  # batches being told, or told and not yet written
MANY = 20_000  # legs of one import, from which on help is worth its start


@dataclass(frozen=True, slots=True)
class Telling:
    """A batch being told. Packed, one that waits takes a fifth of the memory."""

    packed: Future[bytes]

    async def calls(self) -> list[CallRows]:
        """What has come of it."""
        calls: list[CallRows] = _unpacked(await self.packed)
        return calls


class Helpers:
    """Helpers start when an import turns out to be a long one, each when it is needed.

    A thread of ours waits for each. `ProcessPoolExecutor` is no help here: one that loses a process
    as it is given work hands the next one closed pipes, in one of a hundred tries on Python 3.11.
    """

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._given = 0
        self._threads = ThreadPoolExecutor(PROCESSES)
        self._one = Lock()  # of us tells at a time, since others want to be answered
        self._change = Lock()
        self._idle: list[_Helper] = []
        self._over = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        """Let those go who wait; whoever is at work goes when that is done."""
        with self._change:
            self._over = True
            for helper in self._idle:
                helper.end()

    def tell(self, rows: Sequence[Any], read: Read) -> Telling:
        """Begin to tell the legs that `read` makes of `rows`, in a thread, or by a helper."""
        self._given += len(rows)
        tell = self._by_helper if self._given > self._many else self._alone
        packed = pickle.dumps((rows, read), pickle.HIGHEST_PROTOCOL)
        return Telling(asyncio.get_running_loop().run_in_executor(self._threads, tell, packed))

    def _by_helper(self, packed: bytes) -> bytes:
        try:
            helper = self._called()
            told = helper.told(packed)
        except (EOFError, OSError):
            log.warning("Reading on without help: a helper was ended, or none could be started")
            self._many = sys.maxsize
            return self._alone(packed)
        self._let_go(helper)
        return told

    def _alone(self, packed: bytes) -> bytes:
        with self._one:
            return _told_of(packed)

    def _called(self) -> "_Helper":
        with self._change:
            if self._idle:
                return self._idle.pop()
        return _Helper()

    def _let_go(self, helper: "_Helper") -> None:
        with self._change:
            if self._over:
                helper.end()
            else:
                self._idle.append(helper)


class _Helper:
    """A process, and our end of the pipe to it. Raises OSError where there is no room for one."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        with theirs:
            self._process = spawn.Process(target=_help, args=(theirs,), daemon=True)
            self._process.start()

    def told(self, packed: bytes) -> bytes:
        """Raises EOFError or OSError where the process was ended, by the system or by a fault."""
        self._pipe.send_bytes(packed)
        return self._pipe.recv_bytes()

    def end(self) -> None:
        """End it; it must have nothing to do."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _help(pipe: Connection) -> None:
    """Tell what comes until nothing more can. A fault is met again by whoever asked, and said."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot
    gc.set_threshold(100_000)  # telling leaves no garbage to search for, and makes many objects
    with suppress(Exception):
        while True:
            pipe.send_bytes(_told_of(pipe.recv_bytes()))


def _told_of(packed: bytes) -> bytes:
    rows, read = _unpacked(packed)
    return pickle.dumps(told_briefly(read(rows)), pickle.HIGHEST_PROTOCOL)


def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)  # noqa: S301 - packed by ourselves a moment ago
