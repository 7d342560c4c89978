"""A list shows of a call what the call itself would say, whether told from its legs or not."""

import shutil
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.calls.model import App, Leg
from bot.calls.page import Page
from bot.calls.query import Query
from db.calls import Calls
from db.engine import make_engine, newest, upgrade
from db.models import CallRow
from handlers.answers import Answer, listed
from handlers.views.view import View
from tests.calls.legs import any_legs
from tests.db import office
from tests.db.office import CLIENT, MONDAY, as_listed, came_in
from tests.handlers.office import view

ALL = 1000
BEFORE = 6  # the last revision whose calls have no such columns
NAMES = ("", " ", f"+{CLIENT}", "Анна\N{NO-BREAK SPACE}К. & <Ко> 🔔", " " * 80 + "Анна", "я" * 80)
PLACES = ("", "305", "room of the board", "\u2028", " ", "9" * 81)


def odd(leg: Leg, chance: Random) -> Leg:
    """With what phones send and no column was made for; times finer than any PBX we know writes."""
    place = chance.choice(PLACES)
    meets = chance.random() < 0.3
    finer = timedelta(microseconds=chance.choice((0, 0, 0, 700)))
    return replace(
        leg,
        src_name=chance.choice((leg.src_name, *NAMES)),
        started=leg.started + finer,
        dst=place if meets else leg.dst,
        place=place if meets else leg.place,
        app=App.CONFERENCE if meets else leg.app,
    )


async def whole(calls: Calls, page: Page) -> Page:
    """The same page, made of calls told from their legs."""
    told = await calls.opened([entry.id for entry in page.entries])
    return replace(page, entries=as_listed(told))


@cache
def eyes() -> tuple[View, ...]:
    return view("ru"), view("en")


def shown(page: Page) -> list[Answer]:
    """The message and its buttons, in both languages."""
    return [listed(v, Query(), page) for v in eyes()]


async def from_columns(engine: AsyncEngine) -> int:
    """How many calls a list does not tell from their legs."""
    async with engine.connect() as connection:
        return await connection.scalar(select(func.count(CallRow.who_name))) or 0


async def forget(engine: AsyncEngine, **columns: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(update(CallRow).values(**columns))


@settings(max_examples=40, deadline=None)
@given(legs=any_legs(max_size=9), chance=st.randoms(use_true_random=False))
async def test_a_call_is_listed_as_it_would_be_told(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, legs: list[Leg], chance: Random
) -> None:
    file = shutil.copy(blank, tmp_path_factory.mktemp("listed") / "journal.db")
    engine = make_engine(f"sqlite:///{file}")
    calls = Calls(engine)
    await calls.save([odd(leg, chance) for leg in legs])
    page = await calls.find(Query(), size=ALL)
    told = await whole(calls, page)
    assert page == told
    assert shown(page) == shown(told)
    await engine.dispose()


async def test_a_list_reads_no_legs(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(office.week(seed=8, calls=120))
    page = await calls.find(Query(), size=ALL)
    assert page == await whole(calls, page)
    assert await from_columns(engine) == 120
    await forget(engine, legs="no legs at all")
    assert await calls.find(Query(), size=ALL) == page


async def test_what_columns_cannot_hold_is_told(engine: AsyncEngine, calls: Calls) -> None:
    names = [*NAMES, "я" * 81, " " * 80 + "Анна" * 20]
    legs = [
        came_in(serial, MONDAY, CLIENT, "201", src_name=name) for serial, name in enumerate(names)
    ]
    await calls.save(legs)
    page = await calls.find(Query(), size=ALL)
    assert [entry.call.who_name for entry in page.entries[::-1]] == names
    assert await from_columns(engine) == len([name for name in names if len(name) <= 80])


async def test_some_calls_of_a_page_may_be_older_than_the_columns(
    engine: AsyncEngine, calls: Calls
) -> None:
    legs = office.week(seed=8, calls=40)
    await calls.save(legs[:20])
    await forget(engine, who_name=None, recorded=None)
    await calls.save(legs[20:])
    page = await calls.find(Query(), size=ALL)
    assert 0 < await from_columns(engine) < page.total
    assert page == await whole(calls, page)


async def test_a_journal_of_before_lists_the_same(url: str) -> None:
    await upgrade(url)
    engine = make_engine(url)
    calls = Calls(engine)
    await calls.save(office.week(seed=8, calls=60))
    page = await calls.find(Query(), size=ALL)
    await engine.dispose()
    await upgrade(url, f"-{int(newest()) - BEFORE}")
    await upgrade(url)
    engine = make_engine(url)
    assert await from_columns(engine) == 0
    again = await Calls(engine).find(Query(), size=ALL)
    assert again == page
    assert shown(again) == shown(page)
    await engine.dispose()
