"""What a call was, told from whatever rows there are."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.grouping import group, tell
from bot.calls.model import Direction, Leg, Outcome, StepKind
from tests.calls.legs import any_legs


@settings(deadline=None, max_examples=150)
@given(any_legs())
def test_the_oddest_rows_make_calls(legs: list[Leg]) -> None:
    for rows in group(legs):
        call = tell(rows)
        assert call.legs == rows
        assert call.talk >= 0
        assert call.wait >= 0
        assert bool(call.talk) == (call.outcome is Outcome.ANSWERED)
        assert call.outcome is not Outcome.MISSED or call.direction is Direction.INBOUND
        assert call.steps[0].kind in {StepKind.ARRIVED, StepKind.DIALLED}
        files = range(len(call.recordings))
        assert all(step.recording is None or step.recording in files for step in call.steps)
        assert all(recording.file for recording in call.recordings)


@settings(deadline=None, max_examples=60)
@given(any_legs(), st.randoms(use_true_random=False))
def test_a_call_does_not_depend_on_the_order_of_its_rows(
    legs: list[Leg], chance: random.Random
) -> None:
    for rows in group(legs):
        mixed = list(rows)
        chance.shuffle(mixed)
        one, other = tell(mixed), tell(rows)
        assert (one, one.steps) == (other, other.steps)
