"""From legs to calls: which legs belong together, and what the call they make was.

A PBX writes a row for every pairing of two parties; a call is all rows that share a channel or a
linkedid, however indirectly. Grouping depends neither on the order nor on the number of times a
row is given, so that the journal may learn of a call piece by piece.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.calls.cast import Cast, cast, linkedid_of
from bot.calls.model import App, Call, Direction, End, Leg, Outcome, Recording
from bot.calls.pairing import Pairing, pairings
from bot.calls.story import Story, stays
from bot.calls.talk import Meeting, conversations, total


def keys(leg: Leg) -> frozenset[str]:
    """The strings by which `leg` belongs to other legs: two legs with one in common are one call.

    Asterisk gives a channel the linkedid of the oldest channel it met, but rows already written
    keep the old one: the channel's own id joins them.
    """
    return frozenset(filter(None, (leg.linkedid, leg.uniqueid)))


def group(legs: Iterable[Leg]) -> list[tuple[Leg, ...]]:
    """The legs of each call, in the order of their time; of legs with one key the last is kept."""
    latest = {leg.key: leg for leg in legs}
    roots: dict[str, str] = {}
    named: list[tuple[str, Leg]] = []
    for leg in latest.values():
        first, *rest = keys(leg) or (leg.key,)
        for other in rest:
            _join(roots, first, other)
        named.append((first, leg))
    groups: dict[str, list[Leg]] = {}
    for name, leg in named:
        groups.setdefault(_find(roots, name), []).append(leg)
    return sorted((_in_order(found) for found in groups.values()), key=_first)


def tell(legs: Sequence[Leg]) -> Call:
    """What happened, from all legs of one call (at least one). Never raises on odd rows.

    This is the one place where a call's outcome is decided. Answered means that a person talked
    with the caller (facts of a real PBX: a row's ANSWERED may be a greeting, its billsec a ring);
    a talk of less than a second counts as none.
    """
    rows = _in_order(legs)
    pairs = pairings(rows)
    roles = cast(rows, pairs)
    mains, asides = conversations(pairs, roles)
    waits = stays(pairs, roles)
    recordings = _recordings(mains, asides, waits)
    started, ended = rows[0].started, max(max(leg.started, leg.ended) for leg in rows)
    spans = sorted(span for main in mains for span in main.spans)
    inbound = roles.direction is Direction.INBOUND
    return Call(
        linkedid=linkedid_of(rows),
        direction=roles.direction,
        outcome=_outcome(rows, roles, mains, waits),
        started=started,
        ended=ended,
        who=roles.who,
        who_name=next((leg.src_name for leg in rows if leg.src_name), "") if inbound else "",
        called=roles.called,
        queue=_queue(mains, waits),
        rung=_rung(mains, roles),
        answered_by=_answered_by(mains, roles),
        wait=((spans[0][0] if spans else ended) - started).total_seconds(),
        talk=total(spans),
        recordings=recordings,
        story=Story(roles, started, ended, mains, asides, waits, recordings),
        legs=rows,
    )


def order(leg: Leg) -> tuple[float, int, str]:
    """Legs of a call as they happened; those of one second as the PBX numbered them."""
    tail = leg.key.rpartition("/")[2]
    return leg.started.timestamp(), int(tail) if tail.isdecimal() else 0, leg.key


def _outcome(
    legs: Sequence[Leg], roles: Cast, mains: Sequence[Meeting], waits: Sequence[Pairing]
) -> Outcome:
    if any(main.spans for main in mains):
        return Outcome.ANSWERED
    apps = {wait.app for wait in waits if wait.answered or wait.app is not App.VOICEMAIL}
    if App.VOICEMAIL in apps:
        return Outcome.VOICEMAIL
    alone = not mains and App.MENU in apps and App.QUEUE not in apps
    if alone and roles.direction is not Direction.OUTBOUND:
        return Outcome.MENU
    if roles.direction is Direction.INBOUND:
        return Outcome.MISSED
    results = {main.pair.result for main in mains} or {leg.disposition for leg in legs}
    worst = (Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED)
    undialled = roles.direction is Direction.OUTBOUND and not mains
    unsaid = Outcome.FAILED if undialled else Outcome.NO_ANSWER
    return next((word for word in worst if word in results), unsaid)


def _queue(mains: Sequence[Meeting], waits: Sequence[Pairing]) -> str:
    places = [
        (pair.started, pair.place)
        for pair in [main.pair for main in mains] + list(waits)
        if pair.app in (App.QUEUE, App.GROUP) and pair.place
    ]
    return max(places)[1] if places else ""


def _rung(mains: Iterable[Meeting], roles: Cast) -> tuple[str, ...]:
    """Phones that rang for the subject; of an inbound call also the mobiles it was sent on to."""
    inbound = roles.direction is Direction.INBOUND
    callees = (main.pair.callee for main in mains)
    rang = (one for one in callees if not roles.is_subject(one))
    return tuple(
        dict.fromkeys(
            one.number for one in rang if one.number and (inbound or one.end is End.PHONE)
        )
    )


def _answered_by(mains: Iterable[Meeting], roles: Cast) -> tuple[str, ...]:
    """Who talked, in order; of a call out first the client, then those he was sent on to."""
    talks = sorted((main.spans[0], main.partner.number) for main in mains if main.spans)
    names = [number for _, number in talks]
    if roles.direction is Direction.OUTBOUND:
        names = [roles.called if number == roles.who else number for number in names]
    chain = [name for name, before in zip(names, ["", *names], strict=False) if name != before]
    return tuple(filter(None, chain))


def _recordings(
    mains: Iterable[Meeting], asides: Iterable[Meeting], waits: Iterable[Pairing]
) -> tuple[Recording, ...]:
    """Each file once, in order, under those who talked first in it.

    One file may hold several talks of its channel, and the consultation before them; one that
    nobody talked into is not offered.
    """
    found: dict[str, Recording] = {}
    for meetings in (mains, asides):
        earlier = set(found)
        talks = [one for one in meetings if one.spans and one.pair.recording not in earlier | {""}]
        for meeting in sorted(talks, key=lambda one: one.spans):
            _hear(found, meeting)
    for wait in waits:
        if wait.app is App.VOICEMAIL and wait.answered and wait.recording:
            found.setdefault(wait.recording, _message(wait, wait.answered))
    return tuple(sorted(found.values(), key=lambda one: one.started))


def _hear(found: dict[str, Recording], meeting: Meeting) -> None:
    pair, known = meeting.pair, found.get(meeting.pair.recording)
    if known:
        found[pair.recording] = replace(known, talk=known.talk + meeting.seconds)
        return
    found[pair.recording] = Recording(
        file=pair.recording,
        started=meeting.spans[0][0],
        who=pair.caller.number,
        whom=pair.callee.number,
        talk=meeting.seconds,
    )


def _message(wait: Pairing, since: datetime) -> Recording:
    return Recording(
        file=wait.recording,
        started=since,
        who=wait.caller.number,
        whom=wait.place,
        talk=(wait.ended - since).total_seconds(),
    )


def _in_order(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    return tuple(sorted(legs, key=order)) if len(legs) > 1 else tuple(legs)


def _first(legs: tuple[Leg, ...]) -> tuple[float, int, str]:
    return order(legs[0])


def _find(roots: dict[str, str], key: str) -> str:
    while (parent := roots.setdefault(key, key)) != key:
        roots[key] = roots[parent]
        key = parent
    return key


def _join(roots: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_find(roots, one), _find(roots, other)))
    roots[high] = low
