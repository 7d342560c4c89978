"""From legs to calls: which legs belong together, and what the call they make was.

A PBX writes a row for every pairing of two parties; a call is all rows that share a channel or a
linkedid, however indirectly. Grouping depends neither on the order nor on the number of times a
row is given, so that the journal may learn of a call piece by piece.
"""

from collections.abc import Iterable

from bot.calls.model import Leg


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
    for leg in latest.values():
        first, *rest = sorted(keys(leg)) or [leg.key]
        for other in rest or [first]:
            _join(roots, first, other)
    groups: dict[str, list[Leg]] = {}
    for leg in latest.values():
        groups.setdefault(_find(roots, min(keys(leg), default=leg.key)), []).append(leg)
    return sorted((tuple(sorted(found, key=order)) for found in groups.values()), key=_first)


def order(leg: Leg) -> tuple[float, int, str]:
    """Legs of a call as they happened; those of one second as the PBX numbered them."""
    tail = leg.key.rpartition("/")[2]
    return leg.started.timestamp(), int(tail) if tail.isdecimal() else 0, leg.key


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
