"""A text as the bot sends it, made into what people read: parsed, cleaned, trimmed, measured."""

from bot.sandbox.errors import bad
from bot.sandbox.params import Params
from bot.sandbox.state import Json
from bot.sandbox.text import detect, html
from bot.sandbox.text.cleaning import fix

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_RAW_BYTES = 32_768
PARSERS = {
    "html": html.parse,
}


def message_text(params: Params) -> Json:
    """`text` and `entities` of a message, 1–4096 characters."""
    raw = params.text("text")
    if not raw:
        raise bad("message text is empty")
    text, entities = parsed(params, raw, "entities")
    if not text.strip():
        raise bad("text must be non-empty")
    if len(text) > MOST_TEXT:
        raise bad("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption(params: Params) -> Json:
    """`caption` and `caption_entities`, at most 1024 characters; {} where there is none."""
    text, entities = parsed(params, params.text("caption"), "caption_entities")
    if not text.strip():
        return {}
    if len(text) > MOST_CAPTION:
        raise bad("message caption is too long")
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def parsed(params: Params, raw: str, field: str) -> tuple[str, list[Json]]:
    """The text and its entities, by `parse_mode` or by `field`, with what Telegram finds in it."""
    if len(raw.encode()) > MOST_RAW_BYTES:
        raise bad("text is too long")
    mode = params.text("parse_mode").lower()
    if mode and mode not in (*PARSERS, "none"):
        raise bad("unsupported parse_mode")
    if mode in PARSERS:
        text, entities = PARSERS[mode](raw)
    else:
        text, entities = raw, _given(params, field)
    return fix(text, entities, detect.found)


def _given(params: Params, field: str) -> list[Json]:
    given = params.json(field, "can't parse entities: Can't parse entities JSON object") or []
    if not isinstance(given, list):
        raise bad("can't parse entities: expected an Array of MessageEntity")
    return [dict(entity) for entity in given]
