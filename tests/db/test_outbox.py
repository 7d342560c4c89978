"""What groups were told and what people did about clients, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.alerts.model import Alert
from bot.calls.case import Deed, DeedKind, Habit
from bot.calls.page import Remark
from bot.calls.query import Query
from db.alerts import Alerts
from db.calls import Calls
from db.clients import Clients
from db.deeds import Deeds
from tests.db.office import CLIENT, MONDAY, OTHER, came_in, went_out

GROUP = -1001
ALERT = Alert(chat_id=GROUP, client=CLIENT, first=7, told=(7, 9), born=MONDAY)
MINUTE = timedelta(minutes=1)


async def test_an_alert_is_kept_as_it_is_and_once(engine: AsyncEngine) -> None:
    alerts = Alerts(engine)
    await alerts.save([ALERT])
    told = replace(
        ALERT, message=5, asked=MONDAY, rang=MONDAY, after=4, heard=2, shown="a1", open=False
    )
    await alerts.save([told, replace(ALERT, client=OTHER, born=MONDAY + MINUTE)])
    assert await alerts.of(GROUP, MONDAY) == (
        told,
        replace(ALERT, client=OTHER, born=MONDAY + MINUTE),
    )
    assert await alerts.of(GROUP, MONDAY + MINUTE) == (
        replace(ALERT, client=OTHER, born=MONDAY + MINUTE),
    )
    assert await alerts.of(-2, MONDAY) == ()
    assert await alerts.shown_in(GROUP, 5) == (told,)
    await alerts.forget([told])
    assert [alert.client for alert in await alerts.of(GROUP, MONDAY)] == [OTHER]
    await alerts.clear(GROUP)
    assert await alerts.of(GROUP, MONDAY) == ()


async def test_deeds_are_found_by_client_and_notes_for_ever(engine: AsyncEngine) -> None:
    deeds = Deeds(engine)
    claim = Deed(client=CLIENT, kind=DeedKind.CLAIM, at=MONDAY, about=7, by=1, name="Анна")
    note = replace(claim, kind=DeedKind.NOTE, text="счёт 🙂")
    for deed in (claim, note, claim):
        await deeds.add(deed)
    assert await deeds.of([CLIENT, OTHER], MONDAY) == {CLIENT: (claim, note)}
    assert await deeds.of([CLIENT], MONDAY + MINUTE) == {CLIENT: (note,)}
    assert await deeds.notes([CLIENT]) == {CLIENT: (note,)}


async def test_who_waits_and_what_is_known_of_him(engine: AsyncEngine, calls: Calls) -> None:
    await calls.save(
        [
            came_in(1, MONDAY, CLIENT, "302"),
            came_in(2, MONDAY + MINUTE, CLIENT, "302", talked=False),
            came_in(3, MONDAY + MINUTE, OTHER, "305", talked=False),
            went_out(4, MONDAY + 2 * MINUTE, "305", OTHER),
        ]
    )
    clients = Clients(engine)
    assert await clients.waiting(MONDAY) == {CLIENT}
    assert await clients.waiting(MONDAY + 2 * MINUTE) == frozenset()
    found = await clients.calls([CLIENT, OTHER, "1"], MONDAY + MINUTE)
    assert {
        client: [entry.call.linkedid for entry in known] for client, known in found.items()
    } == {
        CLIENT: [f"{(MONDAY + MINUTE).timestamp():.0f}.2"],
        OTHER: [
            f"{(MONDAY + MINUTE).timestamp():.0f}.3",
            f"{(MONDAY + 2 * MINUTE).timestamp():.0f}.4",
        ],
        "1": [],
    }
    assert await clients.habits([CLIENT, OTHER], MONDAY) == {
        CLIENT: Habit(2, "302"),
        OTHER: Habit(1, "305"),
    }


@pytest.mark.parametrize("client", [CLIENT, f"доб{CLIENT}", CLIENT * 4])
async def test_the_last_note_comes_with_the_calls_of_its_client(
    engine: AsyncEngine, calls: Calls, client: str
) -> None:
    """Whatever a PBX has for a number: notes are kept by what is plain of it."""
    came, went = came_in(1, MONDAY, client, "302"), went_out(2, MONDAY, "302", client)
    saved = await calls.save([came, went, came_in(3, MONDAY, OTHER, "302")])
    assert [change.after and change.after.note for change in saved.changes] == [None] * 3
    first = Deed(client=client, kind=DeedKind.NOTE, at=MONDAY, about=0, name="Анна", text="счёт")
    last = replace(first, at=MONDAY + MINUTE, name='О"Нил', text="оплачен\n🙂 100 %s")
    claim = replace(first, at=MONDAY + 2 * MINUTE, kind=DeedKind.CLAIM)
    for deed in (last, first, claim):
        await Deeds(engine).add(deed)
    noted = Remark(last.name, last.text)
    listed = (await calls.find(Query())).entries
    assert [entry.note for entry in listed] == [None, noted, noted]
    assert [e.note for e in await calls.opened([e.id for e in listed])] == [None, noted, noted]
