"""A request's words, with the people they mention by id made known."""

from bot.sandbox import present
from bot.sandbox.doors import Call
from bot.sandbox.params import Params
from bot.sandbox.state import Json
from bot.sandbox.text import formatted
from bot.sandbox.world import World


def message_text(call: Call) -> Json:
    """`text` and `entities` of a message."""
    return _known(call.world, formatted.message_text(call.params), "entities")


def caption(call: Call, params: Params | None = None) -> Json:
    """`caption` and `caption_entities`, {} where there is none."""
    return _known(call.world, formatted.caption(params or call.params), "caption_entities")


def _known(world: World, content: Json, field: str) -> Json:
    """A mention of somebody Telegram does not know is plain text."""
    kept = []
    for entity in content.pop(field, []):
        if entity["type"] != "text_mention":
            kept.append(entity)
        elif someone := world.user(int(entity["user"]["id"])):
            kept.append(entity | {"user": present.user(someone)})
    return content | ({field: kept} if kept else {})
