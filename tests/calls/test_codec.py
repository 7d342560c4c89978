"""Legs written down for the journal come back as they were, and cost little."""

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from bot.calls.codec import legs_from_json, legs_to_json
from bot.calls.model import End, Leg, Outcome
from tests.calls.legs import NOON, any_legs, leg


@settings(deadline=None, max_examples=100)
@given(any_legs())
def test_legs_come_back_as_they_were(legs: list[Leg]) -> None:
    assert list(legs_from_json(legs_to_json(legs))) == legs


def test_what_the_rows_of_a_call_share_is_written_once() -> None:
    first = leg(
        "1795430554.4/5",
        "1795430554.4",
        uniqueid="1795430554.4",
        src="79255283744",
        dst="302",
        src_end=End.TRUNK,
        dst_end=End.PHONE,
        channel="PJSIP/trunk-00000004",
    )
    answered = NOON + timedelta(seconds=2)
    second = replace(
        first, key="1795430554.4/6", dst="305", answered=answered, disposition=Outcome.ANSWERED
    )
    _, changes = json.loads(legs_to_json([first, second]))
    assert changes == {"s": 0, "k": "+/6", "t": "305", "a": 2, "d": "a"}
