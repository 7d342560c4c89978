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
    names = {leg.uniqueid if leg.linkedid.startswith("Local/") else leg.linkedid for leg in legs}
    return min(names, key=_age) if len(names) > 1 else names.pop()


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
        return _internal(root, meetings)  # a colleague was called, whose calls go to a mobile
    if first.caller.end is End.TRUNK:
        return _outbound(first.callee, first.caller, meetings)
    if first.callee.end is End.TRUNK:
        return _outbound(first.caller, first.callee, meetings)
    return _internal(root, meetings)


def _root(legs: Sequence[Leg]) -> Leg:
    """The first row of the channel that began it all; rows of other channels may sort before.

    Where a client was joined to an older call of ours (a conference, say), it is his channel.
    """
    clients = (leg for leg in legs if leg.did and leg.src_end is End.TRUNK)
    name = linkedid_of(legs)
    return next(clients, next((leg for leg in legs if leg.uniqueid == name), legs[0]))


def _inbound(root: Leg, legs: Sequence[Leg]) -> Cast:
    lines = [leg.did for leg in legs] + [leg.dialled for leg in legs if leg.channel == root.channel]
    client = Party(root.src, End.TRUNK, root.channel)
    return Cast(Direction.INBOUND, root.src, next(filter(None, lines), ""), client)


def _outbound(office: Party, client: Party, meetings: Sequence[Pairing]) -> Cast:
    sides = [side for pair in meetings for side in (pair.caller, pair.callee)]
    channels = frozenset(side.channel for side in sides if client.same(side)) - {""}
    return Cast(Direction.OUTBOUND, office.number, client.number, client, channels)


def _internal(root: Leg, meetings: Sequence[Pairing]) -> Cast:
    first = meetings[0]
    if first.caller.channel.startswith("Local/"):  # the PBX rang the caller's own phone, in vain
        return Cast(Direction.INTERNAL, first.callee.number, first.caller.number, first.callee)
    called = first.place or root.place or _dialled(root, first, meetings)
    return Cast(Direction.INTERNAL, first.caller.number, called, first.caller)


def _dialled(root: Leg, first: Pairing, meetings: Sequence[Pairing]) -> str:
    """What the caller asked for: a number of his own group, or a code and a number (*80305).

    A blind transfer writes its target over it; then the first phone that rang is what is left.
    """
    overwritten = root.dialled in {pair.callee.number for pair in meetings if pair is not first}
    coded = bool(first.callee.number) and root.dialled.endswith(first.callee.number)
    return first.callee.number if overwritten or coded or not root.dialled else root.dialled


def _alone(root: Leg) -> Cast:
    """Nobody was reached: the number dialled is all there is to tell the way by."""
    outside = not root.place and end_of(root.dialled) is End.TRUNK
    direction = Direction.OUTBOUND if outside else Direction.INTERNAL
    caller = Party(root.src, root.src_end, root.channel)
    return Cast(direction, root.src, root.place or root.dialled, caller)


def _age(linkedid: str) -> tuple[list[int], str]:
    """`mikopbx-1781699386.47` was born before `mikopbx-1781699386.123`."""
    return [int(run) for run in re.findall(r"[0-9]+", linkedid)], linkedid
