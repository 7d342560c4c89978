"""Legs written down for the journal come back as they were, and cost little."""

import json
from datetime import timedelta

from hypothesis import given, settings

from bot.calls.codec import legs_from_json, legs_to_json
from bot.calls.model import End, Leg, Outcome
from tests.calls.legs import NOON, any_legs, leg


@settings(deadline=None, max_examples=100)
@given(any_legs())
def test_legs_come_back_as_they_were(legs: list[Leg]) -> None:
    assert list(legs_from_json(legs_to_json(legs))) == legs


def test_a_plain_leg_is_small() -> None:
    plain = leg(
        "1795430554.4/5",
        "1795430554.4",
        uniqueid="1795430554.4",
        answered=NOON + timedelta(seconds=2),
        src="79255283744",
        dst="302",
        src_end=End.TRUNK,
        dst_end=End.PHONE,
        disposition=Outcome.ANSWERED,
    )
    text = legs_to_json([plain])
    assert json.loads(text)[0]["q"] == "/5"
    assert len(text) < 160
