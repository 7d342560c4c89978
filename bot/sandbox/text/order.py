"""The order of entities: by offset, the longer first, then by Telegram's order of kinds."""

from bot.sandbox.state import Json

PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "date_time": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
DETECTED = 50


def in_order(entities: list[Json]) -> list[Json]:
    """Sorted as Telegram sends them; a language that only `code` had is dropped."""
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return sorted(
        entities,
        key=lambda e: (e["offset"], -e["length"], PRIORITY.get(e["type"], DETECTED)),
    )
