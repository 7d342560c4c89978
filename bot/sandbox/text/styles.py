"""Bold and its kin: they may overlap freely, so Telegram cuts them into pieces that do not."""

from itertools import pairwise

from bot.sandbox.state import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
Span = tuple[int, int]


def split(styles: list[Json], codes: list[Json]) -> list[Json]:
    """Styles of a kind that touch are one; none lies in code; each is cut where another begins."""
    holes = [(c["offset"], c["offset"] + c["length"]) for c in codes]
    runs = {kind: _outside(_merged(styles, kind), holes) for kind in STYLES}
    pieces = []
    for kind, spans in runs.items():
        starts = {begin for other, ss in runs.items() if other != kind for begin, _ in ss}
        pieces += [_entity(kind, piece) for span in spans for piece in _cut(span, starts)]
    return pieces


def _merged(styles: list[Json], kind: str) -> list[Span]:
    merged: list[Span] = []
    spans = sorted((e["offset"], e["offset"] + e["length"]) for e in styles if e["type"] == kind)
    for begin, end in spans:
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


def _cut(span: Span, starts: set[int]) -> list[Span]:
    begin, end = span
    marks = [begin, *sorted(s for s in starts if begin < s < end), end]
    return list(pairwise(marks))


def _entity(kind: str, span: Span) -> Json:
    return {"type": kind, "offset": span[0], "length": span[1] - span[0]}
