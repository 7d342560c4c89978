"""A client who got through to nobody: which conversation settled it.

Pure rules over ids of calls, which sort as the calls started; the journal keeps what comes out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.calls.model import Direction, Outcome, Summary

_WAITS = {Outcome.MISSED, Outcome.VOICEMAIL, Outcome.MENU}


def waits(call: Summary) -> bool:
    """Somebody is to be called back: a client who can be, and who got through to nobody."""
    return call.outcome in _WAITS and call.direction is Direction.INBOUND and _known(call)


def settles(call: Summary) -> bool:
    """A conversation with a client, whoever called whom."""
    return call.outcome is Outcome.ANSWERED and _known(call)


def vain(call: Summary) -> bool:
    """We called a client, and talked with nobody."""
    ours = call.direction is Direction.OUTBOUND and _known(call)
    return ours and call.outcome is not Outcome.ANSWERED


def _known(call: Summary) -> bool:
    """Whether the client has a number, or a PBX's word for one: not where it is all «Аноним»."""
    return any(map(str.isascii, call.client))


def settled_by(wait: int, answers: Sequence[int]) -> int | None:
    """The first of a client's answered calls, sorted, that started after the call `wait`."""
    place = bisect_right(answers, wait)
    return answers[place] if place < len(answers) else None


def tries(wait: int, until: int | None, vain: Sequence[int]) -> int:
    """How many of our vain calls to a client, sorted, lie between his call and what settled it."""
    end = len(vain) if until is None else bisect_left(vain, until)
    return max(end - bisect_right(vain, wait), 0)


def talker(direction: Direction, who: str, answered_by: Sequence[str]) -> str:
    """The employee of a conversation: who called out, or the first who answered a call in."""
    if direction is Direction.OUTBOUND:
        return who
    return answered_by[0] if answered_by else ""
