"""The announcer by itself, in real time."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from tests.alerts.group import group_of
from tests.chat.rings import missed
from tests.chat.talking import talking


async def test_three_seconds_after_the_pbx_wrote_it_is_read_in_the_group(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        group = await group_of(office)
        office.company.clock = lambda: datetime.now(UTC) + timedelta(seconds=1)
        await group.chats.mark(group.id, "since", "1")
        running = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(office.announcer.run())
            await group.manager.look(group.id)
            began = running.time()
            await office.learn(missed(datetime.now(UTC) - timedelta(seconds=25)))
            await group.manager.wait("Не дозвонился", timeout=3)
            assert running.time() - began < 3
            task.cancel()


async def test_a_silenced_group_costs_nothing(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        group = await group_of(office)
        await group.settle(enabled=False)
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            asked.append(statement)

        event.listen(office.engine.sync_engine, "before_cursor_execute", note)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(office.announcer.run())
            await asyncio.sleep(0.5)
            running.cancel()
        assert len(asked) < 10
