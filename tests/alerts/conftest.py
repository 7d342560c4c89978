"""One office with one group, for tests of what is said there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.alerts.group import Group, group_of
from tests.chat.talking import talking


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    """It is 12:00:20, Wednesday; the board is there, and nobody waits."""
    async with talking(tmp_path) as office:
        yield await group_of(office)
