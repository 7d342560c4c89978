"""Who is found by the last digits of a number is found once, whichever numbers he has."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls.model import Outcome
from bot.calls.query import Match, NumberTerm, Query
from db import digits
from db.calls import Calls
from db.facts import of_numbers
from tests.db.office import MONDAY, came_in, went_out

DAY = timedelta(days=1)


@given(st.sets(st.text("12", min_size=1, max_size=4), max_size=5), st.text("12", max_size=3))
def test_of_numbers_that_end_alike_one_stands_for_its_call(numbers: set[str], end: str) -> None:
    """Found by the last digits `end`, a call is found once, if it has a number that ends so."""
    known = digits.alike(numbers)
    found = [n for n in numbers if n.startswith(end) and known.get(n, 0) < len(end)]
    assert len(found) == (any(n.startswith(end) for n in numbers) and end != "")


@pytest.mark.parametrize("ending", ["3744", "744", "83744", "793744"])
async def test_a_call_of_two_numbers_that_end_alike_is_found_once(
    calls: Calls, ending: str
) -> None:
    """Four digits are tallied, others are counted; a call told anew later is still one."""
    legs = [
        went_out(1, MONDAY, "3744", "75283744"),
        came_in(2, MONDAY, "74955283744", "201", did="84955283744", talked=False),
        went_out(3, MONDAY, "201", "793744"),
    ]
    await calls.save(legs)
    await calls.save([replace(leg, ended=leg.ended + DAY) for leg in legs])
    every = await calls.opened([e.id for e in (await calls.find(Query())).entries])
    found = await calls.find(Query(numbers=(NumberTerm(ending, Match.SUFFIX),)))
    told = [e for e in every if any(map(_ends(ending), of_numbers(e.call)))]
    assert [entry.id for entry in found.entries] == [entry.id for entry in told]
    ended = [entry.call.outcome for entry in told]
    counts = (len(ended), ended.count(Outcome.MISSED), ended.count(Outcome.ANSWERED))
    assert (found.total, found.missed, found.answered) == counts
    assert told


def _ends(ending: str) -> Callable[[str], bool]:
    return lambda number: number.endswith(ending)
