"""The figures of a period are those of its calls, counted one by one."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls import followup
from bot.calls.model import Direction, Outcome
from bot.calls.page import Listed
from bot.calls.query import Period, Query
from bot.calls.stats import Load, Stats, Waits, Work, load_of
from db.calls import Calls
from db.sums import Sums, steady
from tests.db import office
from tests.db.office import CLIENT, LINE, MONDAY, OTHER, came_in, went_out

MOSCOW, KATHMANDU = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Kathmandu")
BERLIN = ZoneInfo("Europe/Berlin")
SECOND = "74952293043"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PERIODS = (
    Period(MONDAY - DAY, MONDAY + 60 * DAY),
    Period(MONDAY, MONDAY + DAY / 2),
    Period(MONDAY + DAY / 3, MONDAY + 4 * DAY),
    Period(MONDAY - 9 * DAY, MONDAY),
    Period(MONDAY - 100 * DAY, MONDAY + 10 * DAY),
)


def by_hand(entries: list[Listed], period: Period, zone: ZoneInfo) -> Stats:
    """The same figures from whole calls."""
    calls = [entry.call for entry in entries]
    ways = {way: [call for call in calls if call.direction is way] for way in Direction}
    inbound, outbound = ways[Direction.INBOUND], ways[Direction.OUTBOUND]
    hours = [
        load_of(Counter(c.outcome for c in inbound if c.started.astimezone(zone).hour == hour))
        for hour in range(24)
    ]
    lines = {call.called: Counter[Outcome]() for call in inbound if call.called}
    for call in inbound:
        if call.called:
            lines[call.called][call.outcome] += 1
    loads = [(line, load_of(found)) for line, found in lines.items()]
    return Stats(
        period=period,
        inbound=Counter(call.outcome for call in inbound),
        outbound=load_of(Counter(call.outcome for call in outbound)),
        internal=len(ways[Direction.INTERNAL]),
        hours=tuple(hours),
        waits=_waits(entries),
        lines=tuple(sorted(loads, key=lambda pair: (-pair[1].calls, pair[0]))),
        employees=tuple(sorted(_work(entries), key=lambda one: (-one.talks, one.number))),
    )


def _waits(entries: list[Listed]) -> Waits:
    waits = [entry for entry in entries if followup.waits(entry.call)]
    ours = [
        (entry.returned.at - entry.call.started).total_seconds()
        for entry in waits
        if entry.returned and entry.returned.direction is Direction.OUTBOUND
    ]
    still = [entry.call.client for entry in waits if not entry.returned]
    return Waits(
        by_us=len(ours),
        by_client=len(waits) - len(ours) - len(still),
        still=len(still),
        clients=len(set(still)),
        median=median(ours) if ours else None,
    )


def _work(entries: list[Listed]) -> list[Work]:
    answered, made, reached, returned = (Counter[str]() for _ in range(4))
    for entry in entries:
        call, back = entry.call, entry.returned
        if call.direction is Direction.INBOUND:
            answered.update(set(call.answered_by) - {call.client})
        if call.direction is Direction.OUTBOUND:
            made[call.who] += 1
            reached[call.who] += call.outcome is Outcome.ANSWERED
        if back and back.direction is Direction.OUTBOUND:
            returned[back.by] += 1
    return [
        Work(
            number=number,
            answered=answered[number],
            made=made[number],
            reached=reached[number],
            returned=returned[number],
        )
        for number in answered | made
    ]


@pytest.mark.parametrize("zone", [MOSCOW, KATHMANDU])
async def test_the_figures_are_those_of_the_calls(
    engine: AsyncEngine, calls: Calls, zone: ZoneInfo
) -> None:
    await calls.save(office.week(seed=5, calls=150))
    for period in PERIODS:
        found = await calls.find(Query(period=period), size=1000)
        expected = by_hand(list(found.entries), period, zone)
        assert await Sums(engine).stats(period, zone) == expected


async def test_a_group_of_some_lines_hears_of_these_only(engine: AsyncEngine, calls: Calls) -> None:
    times = [MONDAY + n * MINUTE for n in range(9)]
    await calls.save(
        [
            came_in(1, times[0], CLIENT, "201", talked=False),
            came_in(2, times[1], OTHER, "302", did=SECOND, dialled=SECOND, talked=False),
            came_in(3, times[2], "79031234567", "305"),
            went_out(4, times[5], "302", CLIENT),
            went_out(5, times[8], "305", OTHER),
        ]
    )
    period = Period(MONDAY, MONDAY + 3 * DAY)
    stats = await Sums(engine).stats(period, MOSCOW, lines=(LINE,))
    assert stats.inbound == {Outcome.MISSED: 1, Outcome.ANSWERED: 1}
    assert stats.waits == Waits(by_us=1, median=300)
    assert stats.lines == ((LINE, Load(1, 1)),)
    assert stats.outbound == Load()
    assert [work.number for work in stats.employees] == ["305"]
    assert stats.hours[12] == Load(1, 1)


async def test_a_queue_is_no_employee(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.week(seed=1, calls=100))
    stats = await Sums(engine).stats(PERIODS[0], MOSCOW)
    assert {work.number for work in stats.employees} == set(office.PHONES)


async def test_a_period_without_calls_is_empty(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save([came_in(1, MONDAY, CLIENT, "201")])
    period = Period(MONDAY + DAY, MONDAY + 2 * DAY)
    assert await Sums(engine).stats(period, MOSCOW) == Stats(period=period)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (
            datetime(2026, 3, 16, tzinfo=BERLIN),
            datetime(2026, 12, 16, tzinfo=BERLIN),
        ),
        (  # half way between them there is no such time
            datetime(2026, 3, 28, 12, 30, tzinfo=BERLIN),
            datetime(2026, 3, 29, 16, 30, tzinfo=BERLIN),
        ),
    ],
)
def test_chunks_end_where_clocks_change(start: datetime, end: datetime) -> None:
    chunks = [
        (opens.timestamp(), closes.timestamp(), offset)
        for opens, closes, offset in steady(start, end, BERLIN)
    ]
    assert (chunks[0][0], chunks[-1][1]) == (start.timestamp(), end.timestamp())
    assert all(opens < closes for opens, closes, _ in chunks)
    assert all(one[1] == other[0] for one, other in pairwise(chunks))
    for opens, closes, offset in chunks:
        for second in (opens, closes - 60):
            assert datetime.fromtimestamp(second, BERLIN).utcoffset() == offset
