"""Who is who in a call: which way it went, who rang, what he asked for.

The *subject* is the person the call is about, whose side the story is told from: the client where
there is one, else the caller.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.calls.model import Direction, End, Leg
from bot.calls.pairing import Pairing, Party, end_of


@dataclass(frozen=True, slots=True)
class Cast:
    """The sides of a call; `channels` are all those the subject was heard on."""

    direction: Direction
    who: str
    called: str
    subject: Party
    channels: frozenset[str] = frozenset()

    def is_subject(self, party: Party) -> bool:
        return self.subject.same(party) or party.channel in self.channels


def linkedid_of(legs: Sequence[Leg]) -> str:
    """The oldest linkedid of the legs: the name of the whole call.

    Old tables have none; there the oldest channel id is what Asterisk would have called it.
    """
    names = (leg.uniqueid if leg.linkedid.startswith("Local/") else leg.linkedid for leg in legs)
    return min(names, key=_age)


def cast(legs: Sequence[Leg], pairs: Sequence[Pairing]) -> Cast:
    """`legs` in order of time; `pairs` as `pairings` gives them."""
    root = _root(legs)
    meetings = [pair for pair in pairs if pair.callee.end is not End.NOBODY]
    if root.src_end is End.TRUNK or root.did:
        return _inbound(root, legs)
    first = meetings[0] if meetings else None
    if first is None:
        return _alone(root)
    if root.dst_end is End.LOCAL and end_of(root.dialled) is End.PHONE:
        return _internal(root, first)  # a colleague was called, whose calls go to a mobile
    if first.caller.end is End.TRUNK:
        return _outbound(first.callee, first.caller, meetings)
    if first.callee.end is End.TRUNK:
        return _outbound(first.caller, first.callee, meetings)
    return _internal(root, first)


def _root(legs: Sequence[Leg]) -> Leg:
    """The first row of the channel that began it all; rows of other channels may sort before."""
    name = linkedid_of(legs)
    return next((leg for leg in legs if leg.uniqueid == name), legs[0])


def _inbound(root: Leg, legs: Sequence[Leg]) -> Cast:
    lines = [leg.did for leg in legs] + [leg.dialled for leg in legs if leg.channel == root.channel]
    client = Party(root.src, End.TRUNK, root.channel)
    return Cast(Direction.INBOUND, root.src, next(filter(None, lines), ""), client)


def _outbound(office: Party, client: Party, meetings: Sequence[Pairing]) -> Cast:
    sides = [side for pair in meetings for side in (pair.caller, pair.callee)]
    channels = frozenset(side.channel for side in sides if client.same(side)) - {""}
    return Cast(Direction.OUTBOUND, office.number, client.number, client, channels)


def _internal(root: Leg, first: Pairing) -> Cast:
    forwarded = root.dialled if root.dst_end is End.LOCAL else ""
    called = first.place or root.place or forwarded or first.callee.number
    return Cast(Direction.INTERNAL, first.caller.number, called, first.caller)


def _alone(root: Leg) -> Cast:
    """Nobody was reached: the number dialled is all there is to tell the way by."""
    outside = not root.place and end_of(root.dialled) is End.TRUNK
    direction = Direction.OUTBOUND if outside else Direction.INTERNAL
    caller = Party(root.src, root.src_end, root.channel)
    return Cast(direction, root.src, root.place or root.dialled, caller)


def _age(linkedid: str) -> tuple[list[int], str]:
    """`mikopbx-1781699386.47` was born before `mikopbx-1781699386.123`."""
    return [int(run) for run in re.findall(r"[0-9]+", linkedid)], linkedid
