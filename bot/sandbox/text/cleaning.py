"""What happens to every text between sending and reading: cleaned, trimmed, its entities put right.

The rules are TDLib's `fix_formatted_text` and what the server does after it: control characters
become spaces, ends are trimmed, `code` and `pre` hold nothing else, styles are cut where another
style begins, and only the first hundred entities survive.
"""

import re
from collections.abc import Callable

from bot.sandbox.errors import bad
from bot.sandbox.state import Json
from bot.sandbox.text.order import in_order
from bot.sandbox.text.reader import utf16
from bot.sandbox.text.styles import STYLES, split

MOST_ENTITIES = 100
BIGGEST_OFFSET = 1_000_000
DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
BLANK = re.compile(rb"(?:[ \n]\0)+")  # in UTF-16
INVISIBLE = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
HIDDEN = ("text_link", "text_mention", "custom_emoji", "date_time")
QUOTES = ("blockquote", "expandable_blockquote")
CODES = ("code", "pre")
NOT_SPANS = (*QUOTES, *STYLES)


def fix(
    text: str, entities: list[Json], finder: Callable[[str], list[Json]]
) -> tuple[str, list[Json]]:
    """The text as it will be read, and its entities in Telegram's order."""
    text, entities = _clean(text, [e for e in entities if _sound(e)])
    entities = _tidy(text, in_order(entities))
    text, entities = _trim(text, entities)
    if INVISIBLE.fullmatch(text):
        return "", []
    return text, _first_hundred(_untangle(entities + finder(text)))


def _sound(entity: Json) -> bool:
    for name in ("offset", "length"):
        if not 0 <= int(entity.get(name, 0)) <= BIGGEST_OFFSET:
            raise bad(f"receive an entity with incorrect {name} {entity.get(name)}")
    return int(entity["length"]) > 0


def _clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Drop what Telegram drops, and move the entities along."""
    size = utf16(text)
    for entity in entities:
        if entity["offset"] >= size:
            raise bad(
                f"entity begins after the end of the text at UTF-16 offset {entity['offset']}"
            )
        if entity["offset"] + entity["length"] > size:
            end = entity["offset"] + entity["length"]
            raise bad(
                f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of "
                f"the text at UTF-16 offset {end}"
            )
    gone = [utf16(text[: match.start()]) for match in DROPPED.finditer(text)]
    if gone:
        text = DROPPED.sub("", text)
        moved = (_moved(entity, gone) for entity in entities)
        entities = [entity for entity in moved if entity["length"]]
    return CONTROL.sub(" ", text), entities


def _moved(entity: Json, gone: list[int]) -> Json:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    before = sum(place < begin for place in gone)
    inside = sum(begin <= place < end for place in gone)
    return entity | {"offset": begin - before, "length": entity["length"] - inside}


def _tidy(text: str, entities: list[Json]) -> list[Json]:
    """Entities begin with something visible, and are of something visible."""
    units = text.encode("utf-16-le")
    kept = []
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        blank = BLANK.match(units, 2 * begin, 2 * end)
        if blank and entity["type"] not in HIDDEN:
            begin += len(blank[0]) // 2
        if begin < end:
            entity["offset"], entity["length"] = begin, end - begin
            kept.append(entity)
    return kept


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """No space and no empty line at either end, unless a link at the front holds it."""
    text = text.rstrip(" \n")
    size = utf16(text)
    entities = [e for e in entities if e["offset"] < size]
    for entity in entities:
        entity["length"] = min(entity["length"], size - entity["offset"])
    first = min((e["offset"] for e in entities), default=size)
    blank = min(first, len(text) - len(text.lstrip(" \n")))
    for entity in entities:
        entity["offset"] -= blank
    return text[blank:], entities


def _untangle(entities: list[Json]) -> list[Json]:
    """Quotes hold links, links and code hold no other, styles are cut by them all."""
    quotes = _apart([e for e in entities if e["type"] in QUOTES])
    spans = _apart([e for e in entities if e["type"] not in NOT_SPANS])
    spans = [s for s in spans if not any(_crosses(s, q) for q in quotes)]
    codes = [s for s in spans if s["type"] in CODES]
    styles = [e for e in entities if e["type"] in STYLES]
    return quotes + spans + split(styles, codes)


def _apart(entities: list[Json]) -> list[Json]:
    """Without those that overlap one before them; what was written wins over what was found."""
    kept: list[Json] = []
    for entity in entities:
        if not any(_overlap(entity, other) for other in kept):
            kept.append(entity)
    return kept


def _overlap(one: Json, two: Json) -> bool:
    return bool(
        one["offset"] < two["offset"] + two["length"]
        and two["offset"] < one["offset"] + one["length"]
    )


def _crosses(span: Json, quote: Json) -> bool:
    inside = (
        quote["offset"] <= span["offset"]
        and span["offset"] + span["length"] <= quote["offset"] + quote["length"]
    )
    return _overlap(span, quote) and not inside


def _first_hundred(entities: list[Json]) -> list[Json]:
    """In order; the server keeps a hundred: links, code and quotes, then styles; silently."""
    ordered = in_order(entities)
    if len(ordered) <= MOST_ENTITIES:
        return ordered
    firm = [e for e in ordered if e["type"] not in STYLES]
    return in_order((firm + [e for e in ordered if e["type"] in STYLES])[:MOST_ENTITIES])
