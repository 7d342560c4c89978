"""Who was really put through to whom: a call's legs as pairings of people.

Asterisk writes two rows where it reaches a phone through a Local channel: one toward the half
`Local/…;1`, one of the half `Local/…;2` toward the phone. Here both become one pairing, and only
what both halves agree on is talk. Everything else of a call's story is read from pairings.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.calls.model import App, End, Leg, Outcome

EXTENSION_DIGITS = 6  # a longer number is not an extension of any office we know
_DEEPEST = 5  # Local channels in a row; more is a loop
_HALVES = {";1": ";2", ";2": ";1"}
_TICK = timedelta(seconds=1)  # two rows of one moment may differ by the rounding to whole seconds


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a pairing; a person is known by number, else by channel.

    Who comes from outside with neither, as a hidden number may, is the same whenever met.
    """

    number: str = ""
    end: End = End.NOBODY
    channel: str = ""

    def same(self, other: "Party") -> bool:
        by_number = bool(self.number) and self.number == other.number
        by_channel = bool(self.channel) and self.channel == other.channel
        return by_number or by_channel or (self.hidden and other.hidden)

    @property
    def hidden(self) -> bool:
        """Whether all that is known is that somebody outside calls."""
        return self.end is End.TRUNK and not (self.number or self.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """`caller` was led to `callee` (nobody, where the PBX itself took over: see `app`, `place`)."""

    caller: Party
    callee: Party
    started: datetime
    answered: datetime | None
    ended: datetime
    result: Outcome
    app: App = App.DIAL
    place: str = ""
    recording: str = ""


def pairings(legs: Sequence[Leg]) -> list[Pairing]:
    """The pairings of one call, by start. Rows that only carry a Local half on are folded in."""
    wires = _Wires(legs)
    found = [pair for leg in legs if not wires.inner(leg) for pair in wires.lead(leg)]
    found = sorted(map(_after_ringing(found), found), key=lambda pair: pair.started)
    return [_before_group(pair, found) for pair in found]


def end_of(number: str) -> End:
    """Inside or outside, told from the number alone."""
    if not number:
        return End.NOBODY
    return End.PHONE if len(number) <= EXTENSION_DIGITS else End.TRUNK


def _after_ringing(pairs: Sequence[Pairing]) -> Callable[[Pairing], Pairing]:
    """Cut the ringing from the talk of a caller who was put through before (menu, queue).

    Asterisk counts his whole row as answered then; but where phones rang together, the row of a
    phone that lost ends at the moment the other answered.
    """
    lost = defaultdict[str, list[Pairing]](list)
    for pair in pairs:
        if pair.caller.channel and pair.callee.channel and not pair.answered:
            lost[pair.caller.channel].append(pair)

    def cut(pair: Pairing) -> Pairing:
        if pair.answered is None or pair.answered > pair.started + _TICK:
            return pair
        rivals = [
            rival.ended
            for rival in lost[pair.caller.channel]
            if rival.started <= pair.ended and pair.answered < rival.ended < pair.ended
        ]
        return replace(pair, answered=max([pair.answered, *rivals]))

    return cut


def _before_group(pair: Pairing, pairs: Iterable[Pairing]) -> Pairing:
    """Whoever sent the caller on to a ring group was not of it, though his row says so now.

    A blind transfer writes its target over the rows before it.
    """
    if pair.app is not App.GROUP or not pair.answered:
        return pair
    sent_on = any(other.place == pair.place and other.started >= pair.ended for other in pairs)
    return replace(pair, app=App.DIAL, place="") if sent_on else pair


class _Wires:
    """The legs of a call by channel, to follow a Local channel from half to half."""

    def __init__(self, legs: Iterable[Leg]) -> None:
        self._rows: defaultdict[str, list[Leg]] = defaultdict(list)
        self._peers = set[str]()
        for leg in legs:
            self._peers.add(leg.peer)
            if leg.channel:
                self._rows[leg.channel].append(leg)

    def inner(self, leg: Leg) -> bool:
        """Whether another leg leads here, so that this one is told as a part of that."""
        other = _other_half(leg.channel)
        if not other:
            return False
        originated = leg.channel.endswith(";2") and any(row.peer for row in self._of(other))
        return originated or other in self._peers

    def lead(self, leg: Leg, seen: frozenset[str] = frozenset()) -> list[Pairing]:
        """Where `leg` ended: one pairing for each phone that its far end led to.

        `seen` are the halves followed so far: a forward may lead in a circle.
        """
        pair = self._plain(leg)
        if leg.src_end is End.LOCAL:
            pair = self._with_caller(pair, seen)
        far = _other_half(leg.peer)
        inside = () if far in seen or len(seen) > _DEEPEST else self._of(far)
        if not inside:
            return [pair]
        ways = [way for row in inside for way in self.lead(row, seen | {far}) if _reaches(way)]
        ways = [way for way in ways if way.started <= pair.ended and pair.started <= way.ended]
        if not ways:
            return [_unanswered(pair, inside[-1].disposition)]
        return [_through(pair, way) for way in ways]

    def _of(self, channel: str) -> Sequence[Leg]:
        return self._rows.get(channel, ())

    def _plain(self, leg: Leg) -> Pairing:
        pair = Pairing(
            caller=_party(leg.src, leg.src_end, leg.channel),
            callee=_party(leg.dst, leg.dst_end, leg.peer),
            started=leg.started,
            answered=_picked_up(leg),
            ended=leg.ended,
            result=leg.disposition,
            app=leg.app,
            place=leg.place,
            recording=leg.recording,
        )
        return _unanswered(pair) if self._picked_up_elsewhere(leg) else pair

    def _picked_up_elsewhere(self, leg: Leg) -> bool:
        """Whether the phone that rang says itself that it never answered.

        The caller's row toward it is ANSWERED all the same when a colleague picks the call up.
        """
        return any(
            not row.peer
            and row.disposition is not Outcome.ANSWERED
            and row.started >= leg.started - _TICK
            and abs(row.ended - leg.ended) <= _TICK
            for row in self._of(leg.peer)
        )

    def _with_caller(self, pair: Pairing, seen: frozenset[str]) -> Pairing:
        """A call that the PBX itself began: its caller is whoever the other half rang first."""
        half = _other_half(pair.caller.channel)
        if half in seen or pair.caller.channel in seen:
            return pair
        ways = [way for row in self._of(half) for way in self.lead(row, seen | {half})]
        ways = [way for way in ways if way.callee.end is not End.NOBODY]
        if not ways:
            return pair
        first = next((way for way in ways if way.answered), ways[0])
        both = _together(pair.answered, first.answered)
        if both is None:
            pair = _unanswered(pair)
        return replace(pair, caller=first.callee, answered=both)


def _picked_up(leg: Leg) -> datetime | None:
    answered = leg.answered and max(leg.answered, leg.started)
    return answered if answered and answered < leg.ended else None


def _party(number: str, end: End, channel: str) -> Party:
    return Party(number, end_of(number) if end is End.LOCAL else end, channel)


def _reaches(pair: Pairing) -> bool:
    return pair.callee.end is not End.NOBODY or pair.app is App.VOICEMAIL


def _through(outer: Pairing, way: Pairing) -> Pairing:
    """What the two rows of one Local channel say together: the near party, the far one, the lap."""
    started, ended = max(outer.started, way.started), min(outer.ended, way.ended)
    answered = _together(outer.answered, way.answered)
    joined = replace(
        way,
        caller=outer.caller,
        started=started,
        answered=answered,
        ended=ended,
        app=way.app if way.app is App.VOICEMAIL else outer.app or way.app,
        place=outer.place or way.place,
        recording=way.recording or outer.recording,
    )
    return joined if answered and answered < ended else _unanswered(joined)


def _together(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(one, other) if one and other else None


def _unanswered(pair: Pairing, why: Outcome | None = None) -> Pairing:
    result = why or pair.result
    result = Outcome.NO_ANSWER if result is Outcome.ANSWERED else result
    return replace(pair, answered=None, result=result)


def _other_half(channel: str) -> str:
    """`Local/305@from-internal-00000000;1` and `…;2` name each other; others have no half."""
    tail = _HALVES.get(channel[-2:])
    return channel[:-2] + tail if tail else ""
