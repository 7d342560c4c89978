"""A client's case: how it opens, what is tried, what closes it, whatever the order of learning."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.case import Case, Deed, DeedKind, State, cases, usual
from bot.calls.model import Call, Direction, Outcome
from bot.calls.page import Entry, Listed

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
CLIENT = "79255283744"
HOUR = timedelta(hours=1)


def entry(minute: float, kind: str = "missed", wait: float = 30, by: str = "302") -> Listed:
    """A call with the client: `missed`, `voicemail`, `menu`, `in` (answered), `out`, `vain`."""
    ours = kind in ("out", "vain")
    outcome = {"in": Outcome.ANSWERED, "out": Outcome.ANSWERED, "vain": Outcome.NO_ANSWER}
    started = NOON + timedelta(minutes=minute)
    call = Call(
        linkedid=f"1.{minute}",
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        outcome=outcome.get(kind) or Outcome(kind),
        started=started,
        ended=started + timedelta(seconds=wait),
        who=by if ours else CLIENT,
        called=CLIENT if ours else "74952293042",
        answered_by=(by,) if kind == "in" else (),
        wait=wait,
        talk=0,
    )
    return Entry(int(minute * 60), call)


def deed(about: Listed, kind: DeedKind = DeedKind.DONE, minute: float = 0) -> Deed:
    at = NOON + timedelta(minutes=minute)
    return Deed(client=CLIENT, kind=kind, at=at, about=about.id, by=7, name="Анна")


def told(*entries: Listed, deeds: Sequence[Deed] = ()) -> tuple[Case, ...]:
    return cases(CLIENT, entries, deeds)


def test_a_vain_call_opens_a_case() -> None:
    (case,) = told(entry(0))
    assert case.open
    assert case.state is State.OPEN


def test_our_vain_call_back_is_shown_and_keeps_it_open() -> None:
    (case,) = told(entry(0), entry(9, "vain", by="305"))
    assert case.open
    assert case.state is State.TRIED
    assert [tried.call.who for tried in case.tries] == ["305"]


def test_a_conversation_either_way_closes_it() -> None:
    for kind in ("in", "out"):
        (case,) = told(entry(0), entry(6, kind))
        assert case.state is State.RETURNED
        assert case.returned == entry(6, kind)


def test_calls_before_it_do_not() -> None:
    (case,) = told(entry(-6, "out"), entry(-5, "vain"), entry(0))
    assert case.state is State.OPEN


def test_further_calls_are_the_same_case_and_after_a_talk_a_new_one() -> None:
    first, second = told(entry(0), entry(20), entry(40), entry(45, "out"), entry(60))
    assert len(first.waits) == 3
    assert second.waits == (entry(60),)
    assert second.open


def test_short_rings_are_counted_and_open_nothing() -> None:
    assert told(entry(0, wait=4.9)) == ()
    (case,) = told(entry(0), entry(1, wait=2), entry(2, wait=5))
    assert (len(case.waits), case.shorts) == (2, 1)
    assert len(told(entry(0, "voicemail", wait=1))) == 1


def test_whose_calls_count_is_for_the_asker_to_say() -> None:
    heard = [entry(0, "menu"), entry(5)]
    (case,) = cases(CLIENT, heard, counts=lambda call: call.outcome is not Outcome.MENU)
    assert case.waits == (entry(5),)


def test_closing_by_hand_holds_until_he_calls_again_and_the_journal_outweighs_it() -> None:
    (case,) = told(entry(0), deeds=[deed(entry(0))])
    assert (case.state, case.done) == (State.DONE, deed(entry(0)))
    (case,) = told(entry(0), entry(9, "out"), deeds=[deed(entry(0))])
    assert case.state is State.RETURNED
    closed, again = told(entry(0), entry(9), deeds=[deed(entry(0))])
    assert (closed.state, again.state) == (State.DONE, State.OPEN)


def test_a_claim_is_held_for_its_time_and_may_be_given_back() -> None:
    claim = deed(entry(0), DeedKind.CLAIM, minute=10)
    (case,) = told(entry(0), deeds=[claim])
    assert case.holder(NOON + HOUR, HOUR) == claim
    assert case.holder(claim.at + HOUR, HOUR) is None
    (case,) = told(entry(0), deeds=[claim, deed(entry(0), DeedKind.RELEASE, minute=11)])
    assert case.holder(claim.at, HOUR) is None


def test_a_case_knows_the_calls_it_tells_of() -> None:
    first, second = told(entry(0), entry(5), entry(9, "in"), entry(20))
    assert [first.covers(entry(minute).id) for minute in (-1, 0, 8, 9, 20)] == [
        *(False, True, True, False, False)
    ]
    assert [second.covers(entry(minute).id) for minute in (5, 19, 20, 99)] == [
        *(False, False, True, True)
    ]


def test_whom_a_client_usually_speaks_with() -> None:
    assert usual(["302", "305", "305", ""]) == "305"
    assert usual(["302", "305"]) == "305"
    assert usual(["", ""]) == ""


KINDS = st.sampled_from(["missed", "menu", "voicemail", "in", "out", "vain"])
ENTRIES = st.lists(
    st.builds(entry, st.integers(0, 60), KINDS, st.sampled_from([2, 30])),
    unique_by=lambda found: found.id,
    max_size=12,
)


@given(ENTRIES, st.data())
@settings(deadline=None, max_examples=150)
def test_the_order_of_learning_does_not_matter(found: list[Listed], data: st.DataObject) -> None:
    deeds = [deed(known, kind) for known in found[:2] for kind in (DeedKind.CLAIM, DeedKind.DONE)]
    shuffled = data.draw(st.permutations(found)), data.draw(st.permutations(deeds))
    assert cases(CLIENT, *shuffled) == cases(CLIENT, found, deeds)


@given(ENTRIES)
@settings(deadline=None, max_examples=150)
def test_cases_say_what_the_journal_says(found: list[Listed]) -> None:
    calls = sorted(found, key=lambda known: known.id)
    for case in cases(CLIENT, found):
        for wait in case.waits:
            later = [known for known in calls if known.id > wait.id]
            talks = [known for known in later if known.call.outcome is Outcome.ANSWERED]
            assert case.returned == (talks[0] if talks else None)
