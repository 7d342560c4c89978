"""Bold and its kin: they may overlap freely, so Telegram cuts them into pieces that do not."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from bot.sandbox.state import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
Span = tuple[int, int]


def split(styles: list[Json], codes: list[Json]) -> list[Json]:
    """Styles of a kind that touch are one; none lies in code; each is cut where another begins."""
    holes = [(c["offset"], c["offset"] + c["length"]) for c in codes]
    spans: dict[str, list[Span]] = {}
    for style in styles:
        span = style["offset"], style["offset"] + style["length"]
        spans.setdefault(style["type"], []).append(span)
    runs = {kind: _outside(_merged(own), holes) for kind, own in spans.items()}
    pieces = []
    for kind, run in runs.items():
        starts = sorted({begin for other in runs if other != kind for begin, _ in runs[other]})
        pieces += [_entity(kind, piece) for span in run for piece in _cut(span, starts)]
    return pieces


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _outside(spans: list[Span], holes: list[Span]) -> list[Span]:
    for hole_begin, hole_end in holes:
        parts = []
        for begin, end in spans:
            parts += [(begin, min(end, hole_begin)), (max(begin, hole_end), end)]
        spans = sorted({(begin, end) for begin, end in parts if begin < end})
    return spans


def _cut(span: Span, starts: list[int]) -> list[Span]:
    begin, end = span
    inside = starts[bisect_right(starts, begin) : bisect_left(starts, end)]
    return list(pairwise([begin, *inside, end]))


def _entity(kind: str, span: Span) -> Json:
    return {"type": kind, "offset": span[0], "length": span[1] - span[0]}
