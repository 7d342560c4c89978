"""When calls come in, by line and all together."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from db.calls import Calls
from db.rhythm import Rhythm
from db.sums import Sums
from tests.db.office import CLIENT, LINE, MONDAY, OTHER, came_in, inside, went_out

SECOND = "74952293043"
MINUTE = timedelta(minutes=1)


async def test_calls_in_by_the_quarter_of_an_hour(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(
        [
            came_in(1, MONDAY, CLIENT, "201"),
            came_in(2, MONDAY + 14 * MINUTE, OTHER, "201", talked=False),
            came_in(3, MONDAY + 15 * MINUTE, OTHER, "302", did=SECOND, dialled=SECOND),
            went_out(4, MONDAY + 20 * MINUTE, "302", LINE),
            inside(5, MONDAY + 21 * MINUTE, "302", "305"),
            came_in(6, MONDAY - MINUTE, CLIENT, "201"),
        ]
    )
    found = await Rhythm(engine).quarters({"", LINE, SECOND}, MONDAY)
    assert found == {
        "": {MONDAY: 2, MONDAY + 15 * MINUTE: 1},
        LINE: {MONDAY: 2},
        SECOND: {MONDAY + 15 * MINUTE: 1},
    }
    last = await Rhythm(engine).last({"", LINE, SECOND, "74950000000"})
    newest = MONDAY + 15 * MINUTE
    assert last == {"": newest, LINE: MONDAY + 14 * MINUTE, SECOND: newest}


async def test_the_lines_of_late_busiest_first(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(
        [
            came_in(1, MONDAY, CLIENT, "201"),
            came_in(2, MONDAY, OTHER, "201", did=SECOND, dialled=SECOND),
            came_in(3, MONDAY, OTHER, "302", did=SECOND, dialled=SECOND),
        ]
    )
    assert await Sums(engine).lines(MONDAY) == (SECOND, LINE)
    assert await Sums(engine).lines(MONDAY + timedelta(days=1)) == ()
