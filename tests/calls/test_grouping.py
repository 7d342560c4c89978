"""Legs that share a channel or a linkedid are one call, whatever order they come in."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.grouping import group, keys
from bot.calls.model import Leg
from tests.calls.legs import any_legs, leg


def partition(groups: list[tuple[Leg, ...]]) -> set[frozenset[str]]:
    return {frozenset(found.key for found in legs) for legs in groups}


def test_legs_are_joined_through_a_third_one() -> None:
    a = leg("a", "1", uniqueid="1")
    b = leg("b", "2", uniqueid="2")
    c = leg("c", "2", uniqueid="1")
    assert partition(group([a, b, c])) == {frozenset("abc")}


def test_legs_with_nothing_in_common_are_two_calls() -> None:
    assert len(group([leg("a", "1"), leg("b", "2")])) == 2


def test_an_empty_id_joins_nothing() -> None:
    a, b = leg("a", ""), leg("b", "")
    assert keys(a) == frozenset()
    assert len(group([a, b])) == 2


def test_a_leg_given_again_replaces_the_first() -> None:
    first, again = leg("a", "1", src="201"), leg("a", "1", src="302")
    assert group([first, again]) == [(again,)]


@settings(deadline=None, max_examples=60)
@given(any_legs(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(legs: list[Leg], chance: random.Random) -> None:
    mixed = legs + chance.sample(legs, len(legs) // 2)
    chance.shuffle(mixed)
    assert group(mixed) == group(legs)


@settings(deadline=None, max_examples=60)
@given(any_legs(), st.integers(0, 8))
def test_batches_merge_to_the_same_calls(legs: list[Leg], cut: int) -> None:
    earlier = [found for legs_of_one in group(legs[:cut]) for found in legs_of_one]
    assert group(earlier + legs[cut:]) == group(legs)


@settings(deadline=None, max_examples=60)
@given(any_legs())
def test_calls_share_no_key_and_lose_no_leg(legs: list[Leg]) -> None:
    groups = group(legs)
    assert sorted(found.key for one in groups for found in one) == sorted(leg.key for leg in legs)
    named = [frozenset().union(*map(keys, one)) for one in groups]
    assert sum(map(len, named)) == len(frozenset().union(*named))
