"""Other processes that tell calls: whatever becomes of them, every call is told."""

import asyncio
import multiprocessing
import resource
from collections.abc import Sequence
from multiprocessing.process import BaseProcess

import pytest

from bot.calls.model import Leg
from db.helpers import Helpers
from tests.db import office


def unreadable(rows: Sequence[int]) -> Sequence[Leg]:
    raise ValueError(f"no leg at all: {rows}")


def children() -> list[BaseProcess]:
    return multiprocessing.active_children()


async def test_where_no_helper_can_be_started_the_bot_tells_by_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The system has no descriptor left for the pipes to a new process."""
    legs = office.week(seed=1, calls=5)
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with Helpers(many=0) as helpers:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))
        try:
            told = await helpers.tell(legs, tuple).calls()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    assert len(told) == 5
    assert caplog.text.count("Reading on without help") == 1


async def test_all_is_told_whenever_helpers_are_ended() -> None:
    """The system ends a process when memory is short: starting, at work, or waiting for some."""
    legs = office.week(seed=1, calls=60)
    for pause in (0.0, 0.05, 0.1, 0.3):
        async with Helpers(many=0) as helpers:
            begun = [helpers.tell(legs, tuple) for _ in range(6)]
            await asyncio.sleep(pause)
            for child in children():
                child.kill()
            begun += [helpers.tell(legs, tuple) for _ in range(3)]
            assert [len(await telling.calls()) for telling in begun] == [60] * 9


async def test_a_fault_in_a_helper_is_said_by_us() -> None:
    async with Helpers(many=0) as helpers:
        with pytest.raises(ValueError, match=r"no leg at all: \[1\]"):
            await helpers.tell([1], unreadable).calls()


async def test_an_import_given_up_leaves_no_process_behind() -> None:
    legs = office.week(seed=1, calls=60)
    async with Helpers(many=0) as helpers:
        begun = [helpers.tell(legs, tuple) for _ in range(6)]
        await begun[0].calls()
        assert children()
    await asyncio.gather(*(telling.packed for telling in begun), return_exceptions=True)
    assert not children()  # those at work ended when they had told what they were given
