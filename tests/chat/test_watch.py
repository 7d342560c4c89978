"""The silence watch: one warning that a line may be dead, none at night, and word of its return."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.calls.calendar import Hours
from bot.calls.model import Leg
from db.chats import Chats
from tests.chat.clockwork import Clockwork
from tests.chat.rings import LINE, inbound
from tests.chat.talking import NOW, Talking, talking

SERVICE = "74952293043"
LAST = NOW.replace(hour=11, minute=30)  # no call came in after that
STEP = timedelta(minutes=3)


def every_three_minutes(start: datetime, end: datetime, line: str = LINE) -> Iterator[Leg]:
    while start <= end:
        (leg,) = inbound(start, did=line, dialled=line)
        yield leg
        start += STEP


def wednesdays(line: str = LINE) -> list[Leg]:
    """Twenty calls an hour on the last four mornings like this one, and on this one until LAST."""
    weeks = [timedelta(weeks=n) for n in range(1, 5)]
    opening, closing = NOW.replace(hour=9), NOW.replace(hour=13)
    past = [leg for ago in weeks for leg in every_three_minutes(opening - ago, closing - ago, line)]
    return past + list(every_three_minutes(opening, LAST, line))


@asynccontextmanager
async def watched(folder: Path, *calls: list[Leg]) -> AsyncIterator[tuple[Talking, int]]:
    async with talking(folder) as office:
        await office.learn(*calls)
        sales = office.box.group("Продажи", office.manager)
        await office.manager.look(sales)
        await office.manager.wait("Здравствуйте")
        chats = Chats(office.engine)
        await chats.change(sales, lambda group: replace(group, enabled=True))
        yield office, sales


async def said(office: Talking) -> list[str]:
    await office.manager.look()
    return [m.text for m in office.manager.messages if m.text.startswith(("🔕", "🔔"))]


async def test_a_silent_line_is_warned_of_once_and_its_return_is_told(tmp_path: Path) -> None:
    async with watched(tmp_path, wednesdays()) as (office, _):
        clock = Clockwork(office)
        await clock.at(NOW - timedelta(minutes=5))
        assert await said(office) == []
        await clock.at(NOW + timedelta(minutes=1))
        (warning,) = await said(office)
        assert "Звонков нет подозрительно давно" in warning
        assert "Последний входящий: 11:30" in warning
        assert "обычно бывает 10 звонков" in warning
        await clock.at(NOW + timedelta(minutes=40))
        await Clockwork(office).at(NOW + timedelta(minutes=41))  # after a restart, too
        assert len(await said(office)) == 1
        await office.learn(inbound(NOW + timedelta(minutes=42)))
        await clock.at(NOW + timedelta(minutes=43))
        assert (await said(office))[1:] == ["🔔 Звонки снова поступают."]
        await clock.at(NOW + timedelta(minutes=44))
        assert len(await said(office)) == 2


async def test_one_dead_line_among_living_ones_is_named(tmp_path: Path) -> None:
    alive = list(every_three_minutes(LAST, NOW + timedelta(hours=1), SERVICE))
    async with watched(tmp_path, wednesdays(), wednesdays(SERVICE)[:-1], alive) as (office, _):
        await Clockwork(office).at(NOW + timedelta(minutes=5))
        (warning,) = await said(office)
        assert "Линия +7 495 229-30-42 подозрительно молчит" in warning
        await office.learn(inbound(NOW + timedelta(minutes=6)))
        await Clockwork(office).at(NOW + timedelta(minutes=7))
        assert (await said(office))[-1] == "🔔 На линию +7 495 229-30-42 снова звонят."


async def test_a_groups_own_lines_are_watched(tmp_path: Path) -> None:
    alive = list(every_three_minutes(LAST, NOW + timedelta(hours=1), SERVICE))
    async with watched(tmp_path, wednesdays(), wednesdays(SERVICE)[:-1], alive) as (office, sales):
        chats = Chats(office.engine)
        await chats.change(sales, lambda group: replace(group, lines=(SERVICE,)))
        await Clockwork(office).at(NOW + timedelta(minutes=5))
        assert await said(office) == []
        await chats.change(sales, lambda group: replace(group, lines=(LINE,)))
        await Clockwork(office).at(NOW + timedelta(minutes=5))
        assert len(await said(office)) == 1


async def test_nights_holidays_and_the_switch_keep_it_quiet(tmp_path: Path) -> None:
    async with watched(tmp_path, wednesdays()) as (office, sales):
        chats = Chats(office.engine)
        await Clockwork(office).at(NOW.replace(hour=23))
        off = Hours(holidays=frozenset({date(2026, 3, 18)}))
        await chats.change(sales, lambda group: replace(group, hours=off))
        await Clockwork(office).at(NOW + timedelta(hours=1))
        await chats.change(sales, lambda group: replace(group, hours=Hours(), silence=False))
        await Clockwork(office).at(NOW + timedelta(hours=1))
        assert await said(office) == []


async def test_a_pbx_that_cannot_be_read_is_not_a_silent_line(tmp_path: Path) -> None:
    async with watched(tmp_path, wednesdays()) as (office, _):
        clock = Clockwork(office)
        await clock.at(LAST)
        await clock.at(NOW + timedelta(minutes=30), read=False)
        assert await said(office) == []


async def test_an_office_nobody_knows_yet_is_not_watched(tmp_path: Path) -> None:
    fortnight = [leg for leg in wednesdays() if leg.started > NOW - timedelta(days=15)]
    async with watched(tmp_path, fortnight) as (office, _):
        await Clockwork(office).at(NOW + timedelta(hours=1))
        assert await said(office) == []
