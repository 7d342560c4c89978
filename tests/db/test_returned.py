"""Whom we have talked with since he called in vain: whatever the order in which we learn of it."""

from datetime import timedelta
from itertools import permutations

import pytest

from bot.calls.model import App, Direction, End, Leg, Outcome
from bot.calls.page import Opened, Returned
from bot.calls.query import NumberTerm, Query
from db.calls import Calls
from tests.db.office import CLIENT, LINE, MONDAY, OTHER, came_in, went_out

MINUTES = [MONDAY + timedelta(minutes=n) for n in range(60)]
MISSED = came_in(1, MINUTES[0], CLIENT, "201", talked=False)
VAIN = went_out(2, MINUTES[5], "302", CLIENT, talked=False)
BACK = went_out(3, MINUTES[9], "302", CLIENT)
LATER = came_in(4, MINUTES[20], CLIENT, "305")
STILL = came_in(5, MINUTES[30], CLIENT, "305", talked=False)
STRANGER = went_out(6, MINUTES[1], "302", OTHER)
BY_302 = Returned(MINUTES[9], "302", Direction.OUTBOUND, BACK.linkedid)
BY_305 = Returned(MINUTES[20], "305", Direction.INBOUND, LATER.linkedid)


async def entry(calls: Calls, leg: Leg) -> Opened:
    found = await calls.by_linkedid(leg.linkedid)
    assert found
    return found


@pytest.mark.parametrize("order", list(permutations((MISSED, VAIN, BACK, LATER))))
async def test_the_first_talk_settles_it(calls: Calls, order: tuple[Leg, ...]) -> None:
    for leg in order:
        await calls.save([leg])
    found = await entry(calls, MISSED)
    assert (found.returned, found.tries) == (BY_302, 1)


async def test_a_client_who_gets_through_himself_waits_no_more(calls: Calls) -> None:
    await calls.save([MISSED, LATER, STILL, STRANGER])
    assert (await entry(calls, MISSED)).returned == BY_305
    assert (await entry(calls, STILL)).returned is None


async def test_saved_names_the_waits_it_settled(calls: Calls) -> None:
    await calls.save([MISSED])
    wait = await entry(calls, MISSED)
    assert (await calls.save([VAIN])).returned == ()
    assert (await entry(calls, MISSED)).tries == 1
    assert (await calls.save([BACK])).returned == (wait.id,)
    assert (await calls.save([LATER])).returned == ()


async def test_a_talk_that_was_none_settles_nothing(calls: Calls) -> None:
    """A later leg shows that what seemed an answer was the voicemail."""
    await calls.save([MISSED, BACK, LATER])
    wait = await entry(calls, MISSED)
    unanswered = went_out(3, MINUTES[9], "302", CLIENT, talked=False)
    assert (await calls.save([unanswered])).returned == (wait.id,)
    found = await entry(calls, MISSED)
    assert (found.returned, found.tries) == (BY_305, 1)


async def test_who_waits_can_be_asked_for(calls: Calls) -> None:
    await calls.save([MISSED, VAIN, BACK, STILL, STRANGER])
    waiting = await calls.find(Query(returned=False))
    assert [found.call.linkedid for found in waiting.entries] == [STILL.linkedid]
    settled = await calls.find(Query(returned=True, numbers=(NumberTerm("201"),)))
    assert [found.call.linkedid for found in settled.entries] == [MISSED.linkedid]
    assert settled.missed == 1


async def test_voicemail_and_menu_wait_too_but_nobody_calls_back_a_hidden_number(
    calls: Calls,
) -> None:
    mailbox = {"app": App.VOICEMAIL, "place": "201", "dst_end": End.NOBODY}
    menu = {"app": App.MENU, "dst_end": End.NOBODY}
    await calls.save(
        [
            came_in(11, MINUTES[40], CLIENT, "", **mailbox),
            came_in(12, MINUTES[41], OTHER, "", **menu),
            came_in(13, MINUTES[42], "", "201", talked=False),
            came_in(14, MINUTES[43], "Аноним", "201", talked=False),
        ]
    )
    waiting = await calls.find(Query(returned=False))
    assert [found.call.outcome for found in waiting.entries] == [Outcome.MENU, Outcome.VOICEMAIL]
    line = await calls.find(Query(numbers=(NumberTerm(LINE),), outcome=Outcome.MISSED))
    assert line.total == 2
