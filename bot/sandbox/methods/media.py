"""Sending files: one way for all kinds, albums, changing what a message holds, fetching it back."""

import secrets
from collections.abc import Callable
from typing import Any

from bot.sandbox import files
from bot.sandbox.doors import Call, speak
from bot.sandbox.errors import bad
from bot.sandbox.methods.sending import say
from bot.sandbox.methods.words import caption
from bot.sandbox.params import Params
from bot.sandbox.state import Json

FACTS = {
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "document": (),
    "photo": (),
}
NUMBERS = ("duration", "width", "height")
ALBUM = range(2, 11)
ALONE = ("audio", "document")


def sender(kind: str) -> Callable[[Call], Json]:
    """sendAudio, sendVoice, sendDocument or sendPhoto."""

    def send(call: Call) -> Json:
        chat = speak(call, kind)
        return say(call, chat, content(call, kind, call.params))

    return send


def content(call: Call, kind: str, params: Params) -> Json:
    """A message's content: the file that `params` speak of, and its caption."""
    facts = _facts(kind, params)
    sent = files.taken(call.world, params, kind, params.values.get(kind), facts)
    files.attach_thumbnail(call.world, params, sent, params.values.get("thumbnail"))
    return files.shown(call.world, sent) | caption(call, params)


def _facts(kind: str, params: Params) -> Json:
    facts: Json = {name: params.text(name) for name in FACTS[kind] if params.has(name)}
    facts |= {name: params.integer(name) for name in NUMBERS if name in facts}
    if kind in ("audio", "voice"):
        facts.setdefault("duration", 0)
    return facts


def described(call: Call, medium: Any) -> tuple[str, Json]:
    """The content that an InputMedia object describes, and its kind."""
    if not isinstance(medium, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind = str(medium.get("type", ""))
    if kind not in FACTS:
        raise bad(
            "can't parse InputMedia: type must be non-empty"
            if not kind
            else f"can't parse InputMedia: type {kind} is unsupported"
        )
    if not medium.get("media"):
        raise bad("can't parse InputMedia: media not found")
    params = Params(medium | {kind: medium["media"]}, call.params.uploads)
    return kind, content(call, kind, params)


def send_media_group(call: Call) -> list[Json]:
    media = call.params.json("media", "can't parse media JSON object") or []
    if not isinstance(media, list):
        raise bad("expected an Array of InputMedia")
    _check_album([medium.get("type") for medium in media])
    contents = [described(call, medium) for medium in media]
    chat = speak(call, contents[0][0])
    call.world.flood.spend(chat, len(contents))
    album = secrets.token_hex(8)
    return [say(call, chat, held, album) for _, held in contents]


def _check_album(kinds: list[str]) -> None:
    """2 to 10 of what goes together: audio only with audio, documents with documents."""
    if len(kinds) < ALBUM.start:
        raise bad("there are no messages to send")
    if len(kinds) not in ALBUM:
        raise bad("too many messages to send as an album")
    for kind in ALONE:
        if kind in kinds and len(set(kinds)) > 1:
            raise bad(f"{kind.title()} can't be mixed with other media types")
    if "voice" in kinds:
        raise bad("message content type voice can't be sent in an album")


def get_file(call: Call) -> Json:
    given = call.params.text("file_id")
    if not given:
        raise bad("file_id is empty")
    try:
        sent = call.world.files.get(files.known_id(given))
    except ValueError:
        sent = None
    if sent is None:
        raise bad("invalid file_id")
    if len(sent.data) > files.MOST_DOWNLOADED:
        raise bad("file is too big")
    return {
        "file_id": given,
        "file_unique_id": sent.unique_id,
        "file_size": len(sent.data),
        "file_path": files.path_of(sent),
    }
