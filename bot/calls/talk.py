"""Conversations: who really talked with the subject of a call, and when.

While a colleague is asked for advice the client waits, so these spans are cut out of his talk;
what the two said to each other is a consultation of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.calls.cast import Cast
from bot.calls.model import App, End
from bot.calls.pairing import Pairing, Party

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A pairing as the story needs it: `partner` met the subject, in `spans` they talked.

    Of a consultation `partner` is the colleague asked, and the subject was not there.
    """

    pair: Pairing
    partner: Party
    spans: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        return total(self.spans)


def conversations(pairs: Iterable[Pairing], cast: Cast) -> tuple[list[Meeting], list[Meeting]]:
    """All meetings of the subject, answered or not, and all consultations of others, by start."""
    met = [(pair, _partner(pair, cast)) for pair in pairs if pair.callee.end is not End.NOBODY]
    apart = [pair for pair, partner in met if partner is None]
    asides = [Meeting(pair, pair.callee, _talk(pair)) for pair in apart]
    holds = [pair for pair in apart if pair.app is not App.CONFERENCE]
    mains = [_main(pair, partner, holds) for pair, partner in met if partner]
    return mains, asides


def total(spans: Iterable[Span]) -> float:
    """Seconds covered by `spans`; what two of them share counts once."""
    seconds, reached = 0.0, None
    for start, end in sorted(spans):
        fresh = start if reached is None else max(start, reached)
        seconds += max((end - fresh).total_seconds(), 0.0)
        reached = end if reached is None else max(reached, end)
    return round(seconds, 3)


def _partner(pair: Pairing, cast: Cast) -> Party | None:
    """Who met the subject; None where two others did."""
    if cast.is_subject(pair.caller):
        return pair.callee
    return pair.caller if cast.is_subject(pair.callee) else None


def _main(pair: Pairing, partner: Party, holds: Sequence[Pairing]) -> Meeting:
    away = [
        (hold.started, hold.ended)
        for hold in holds
        if partner.same(hold.caller) or partner.same(hold.callee)
    ]
    return Meeting(pair, partner, _without(_talk(pair), away))


def _talk(pair: Pairing) -> tuple[Span, ...]:
    return ((pair.answered, pair.ended),) if pair.answered else ()


def _without(spans: tuple[Span, ...], away: Iterable[Span]) -> tuple[Span, ...]:
    for gone_from, gone_to in away:
        pieces = [
            piece
            for start, end in spans
            for piece in ((start, min(end, gone_from)), (max(start, gone_to), end))
        ]
        spans = tuple(sorted({(start, end) for start, end in pieces if start < end}))
    return spans
