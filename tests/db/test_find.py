"""Whatever is asked, the journal answers as if it had read every call."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls import followup
from bot.calls.model import Call, Direction, Outcome
from bot.calls.page import Anchor, Edge, Opened, Page
from bot.calls.query import Match, NumberTerm, Period, Query, Role
from db import facts
from db.calls import Calls
from db.models import CallNumber
from tests.db import office
from tests.db.office import CLIENT, LINE, MONDAY, OTHER, as_listed

TERMS: tuple[tuple[NumberTerm, ...], ...] = (
    (),
    (NumberTerm(CLIENT),),
    (NumberTerm("302"),),
    (NumberTerm("302", role=Role.CALLER),),
    (NumberTerm("302", role=Role.CALLED),),
    (NumberTerm(LINE),),
    (NumberTerm("600"),),
    (NumberTerm("3744", Match.SUFFIX),),
    (NumberTerm("528", Match.CONTAINS),),
    (NumberTerm("2", Match.CONTAINS),),
    (NumberTerm("70000000000"),),
    (NumberTerm("0000", Match.SUFFIX),),
    (NumberTerm("2", Match.SUFFIX),),
    (NumberTerm("2", Match.SUFFIX, role=Role.CALLED),),
    (NumberTerm("2", Match.SUFFIX), NumberTerm("305")),
    (NumberTerm(CLIENT), NumberTerm("302")),
    (NumberTerm("302"), NumberTerm("305")),
    (NumberTerm("302", role=Role.CALLER), NumberTerm("305", role=Role.CALLED)),
    (NumberTerm("305", role=Role.CALLER), NumberTerm("302")),
    (NumberTerm(LINE), NumberTerm("302")),
    (NumberTerm(CLIENT), NumberTerm("600")),
    (NumberTerm(CLIENT), NumberTerm("70000000000")),
    (NumberTerm(CLIENT), NumberTerm(CLIENT)),
    (NumberTerm(CLIENT), NumberTerm("302"), NumberTerm("305")),
    (NumberTerm(OTHER, role=Role.CALLED), NumberTerm("201", role=Role.CALLER)),
    (NumberTerm("3744", Match.SUFFIX), NumberTerm("201")),
    (NumberTerm("3744", Match.SUFFIX), NumberTerm("0", Match.CONTAINS)),
)
DAY = timedelta(days=1)
REST: tuple[dict[str, Any], ...] = (
    {},
    {"period": Period(MONDAY, MONDAY + DAY)},
    {"period": Period(MONDAY + DAY, MONDAY + 5 * DAY), "outcome": Outcome.ANSWERED},
    {"direction": Direction.INBOUND, "recorded": False},
    {"outcome": Outcome.MISSED},
    {"outcome": Outcome.ANSWERED},
    {"outcome": Outcome.ANSWERED, "recorded": True, "longer_than": 60},
    {"recorded": True},
    {"longer_than": 60},
    {"shorter_than": 60, "outcome": Outcome.ANSWERED},
    {"shorter_than": 120, "longer_than": 30},
    {"period": Period(MONDAY, MONDAY + 5 * DAY), "hours": (9 * 60, 12 * 60)},
    {"period": Period(MONDAY, MONDAY + 7 * DAY), "hours": (20 * 60, 10 * 60), "recorded": False},
    {"returned": False},
    {"returned": True, "period": Period(MONDAY, MONDAY + 3 * DAY)},
)
QUERIES = [Query(numbers=numbers, **rest) for numbers, rest in product(TERMS, REST)]


def answers(entry: Opened, query: Query) -> bool:
    """The same question asked of one call, in plain words."""
    call = entry.call
    waits = followup.waits(call)
    return all(
        (
            query.period is None or query.period.start <= call.started < query.period.end,
            query.hours is None or _at(call.started, query),
            query.direction in (None, call.direction),
            query.outcome in (None, call.outcome),
            query.recorded in (None, bool(call.recordings)),
            round(call.talk) >= (query.longer_than or 0),
            query.shorter_than is None or round(call.talk) < query.shorter_than,
            query.returned is None or (waits and query.returned is bool(entry.returned)),
            *(_plays(call, term, paired=len(query.numbers) > 1) for term in query.numbers),
        )
    )


def _at(started: datetime, query: Query) -> bool:
    local = started.astimezone(query.period.start.tzinfo if query.period else None)
    start, end = query.hours or (0, 0)
    minute = local.hour * 60 + local.minute
    return start <= minute < end if start < end else minute >= start or minute < end


def _plays(call: Call, term: NumberTerm, *, paired: bool) -> bool:
    talked = {call.called, call.queue, *call.answered_by}
    rang = {*call.rung, *(leg.dst for leg in call.legs), *(leg.src for leg in call.legs)}
    called = talked if paired and call.answered_by else talked | rang
    sides = {Role.CALLER: {call.who}, Role.CALLED: called, Role.ANY: called | {call.who}}
    return any(_matches(number, term) for number in sides[term.role] if number)


def _matches(number: str, term: NumberTerm) -> bool:
    return {
        Match.EXACT: number == term.number,
        Match.SUFFIX: number.endswith(term.number),
        Match.CONTAINS: term.number in number,
    }[term.match]


async def all_entries(calls: Calls) -> tuple[Opened, ...]:
    span = await calls.span()
    page = await calls.find(Query(), size=span.calls)
    return await calls.opened([entry.id for entry in page.entries])


async def walk(calls: Calls, query: Query, size: int) -> list[Page]:
    pages = [await calls.find(query, size=size)]
    while pages[-1].older:
        pages.append(await calls.find(query, size=size, at=pages[-1].older))
    return pages


async def test_every_question_is_answered_as_by_reading_all(calls: Calls) -> None:
    await calls.save(office.week(seed=7, calls=160))
    entries = await all_entries(calls)
    assert len(entries) == 160
    assert len({entry.call.outcome for entry in entries}) >= 3
    for query in QUERIES:
        expected = [entry for entry in entries if answers(entry, query)]
        page = await calls.find(query, size=200)
        assert page.entries == as_listed(expected), query
        outcomes = [entry.call.outcome for entry in expected]
        assert page.total == len(expected), query
        assert page.missed == outcomes.count(Outcome.MISSED), query
        assert page.answered == outcomes.count(Outcome.ANSWERED), query


async def test_calls_stored_without_hints_at_their_numbers_are_found_too(
    calls: Calls, engine: AsyncEngine
) -> None:
    await calls.save(office.week(seed=7, calls=160))
    asked = [query for query in QUERIES if len(query.numbers) > 1]
    hinted = [await calls.find(query) for query in asked]
    async with engine.begin() as connection:
        plain = update(CallNumber).values(facts=CallNumber.facts.bitwise_and(facts.CERTAIN))
        await connection.execute(plain)
    assert [await calls.find(query) for query in asked] == hinted
    assert any(page.total for page in hinted)


async def test_of_two_numbers_only_calls_that_hint_at_both_are_looked_up(
    calls: Calls, engine: AsyncEngine
) -> None:
    """A hint that lies hides the call: so it is the hint that spares the lookup."""
    await calls.save(office.week(seed=7, calls=160))
    pair = Query(numbers=(NumberTerm(CLIENT), NumberTerm("302")))
    assert (await calls.find(pair)).total
    async with engine.begin() as connection:
        lie = CallNumber.facts.bitwise_and(facts.CERTAIN).bitwise_or(1 << facts.COMPANY)
        await connection.execute(update(CallNumber).values(facts=lie))
    assert (await calls.find(pair)).total == 0


def test_most_numbers_that_are_not_in_a_call_are_denied() -> None:
    of_call = facts.company((CLIENT, LINE, "302"))
    hints = [facts.company((str(number),)) for number in range(200, 1200)]
    assert sum(hint & of_call == hint for hint in hints) < 100


@given(st.lists(st.text(alphabet="0123456789*#", min_size=1, max_size=12), min_size=1))
def test_no_number_of_a_call_is_denied(numbers: list[str]) -> None:
    all_of_them = facts.company(numbers)
    assert 0 < all_of_them < 1 << 63
    assert not all_of_them & facts.CERTAIN
    assert all(facts.company([n]) & all_of_them == facts.company([n]) for n in numbers)


async def test_pages_of_one_answer_tell_one_total_until_a_call_is_learnt(
    calls: Calls, engine: AsyncEngine
) -> None:
    """A call that somebody else has stored, as `sync` does, shows with the next first page."""
    legs = office.week(seed=5, calls=30)
    await calls.save(legs[:20])
    first = await calls.find(Query())
    await Calls(engine).save(legs[20:])
    assert first.older
    assert (await calls.find(Query(), at=first.older)).total == first.total
    whole = (await calls.find(Query())).total
    assert whole == 30 > first.total
    assert (await calls.find(Query(), at=first.older)).total == whole


@pytest.mark.parametrize("numbers", [(), (NumberTerm("302"),), (NumberTerm("2", Match.CONTAINS),)])
async def test_pages_cover_the_answer_once(calls: Calls, numbers: tuple[NumberTerm, ...]) -> None:
    await calls.save(office.week(seed=3, calls=50))
    query = Query(numbers=numbers)
    whole = (await calls.find(query, size=100)).entries
    pages = await walk(calls, query, size=6)
    assert [entry for page in pages for entry in page.entries] == list(whole)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.pages for page in pages} == {len(pages)}
    assert pages[0].newer is None


async def test_going_back_shows_the_same_pages(calls: Calls) -> None:
    await calls.save(office.week(seed=3, calls=20))
    pages = await walk(calls, Query(), size=6)
    back = [pages[-1]]
    while back[-1].newer:
        back.append(await calls.find(Query(), at=back[-1].newer))
    assert back == pages[::-1]


async def test_the_last_page_is_where_walking_ends(calls: Calls) -> None:
    await calls.save(office.week(seed=3, calls=20))
    assert await calls.find(Query(), at=Edge.LAST) == (await walk(calls, Query(), size=6))[-1]


async def test_new_calls_neither_repeat_nor_hide_a_row(calls: Calls) -> None:
    legs = office.week(seed=5, calls=30)
    await calls.save(legs[:20])
    first = await calls.find(Query())
    assert first.older
    await calls.save(legs[20:])
    second = await calls.find(Query(), at=first.older)
    assert second.newer
    seen = [entry.id for entry in (*first.entries, *second.entries)]
    everything = [entry.id for entry in await all_entries(calls)]
    start = everything.index(seen[0])
    assert seen == everything[start : start + 12]
    again = await calls.find(Query(), at=second.newer)
    assert [entry.id for entry in again.entries] == seen[:6]
    assert again.newer
    assert again.number > 1


async def test_a_page_beyond_the_end_is_the_last(calls: Calls) -> None:
    await calls.save(office.week(seed=5, calls=9))
    last = await calls.find(Query(), at=Edge.LAST)
    beyond = Anchor(last.entries[-1].id, older=True, number=9)
    assert (await calls.find(Query(), at=beyond)).entries == last.entries


async def test_nothing_found_is_one_empty_page(calls: Calls) -> None:
    page = await calls.find(Query(numbers=(NumberTerm("999"),)))
    assert (page.entries, page.number, page.pages, page.total) == ((), 1, 1, 0)
