"""Files: taken from a request, remembered, and named by ids that only this bot can use.

A file's class cannot be changed by sending its id as something else: a photo is no document. Audio,
voice and document are one class; such a message keeps the kind the file was uploaded as.
"""

import base64
import hashlib
import mimetypes
from typing import Any

from bot.sandbox import images, present
from bot.sandbox.errors import bad
from bot.sandbox.params import Params, Upload
from bot.sandbox.state import File, Json
from bot.sandbox.world import World

MOST_DOWNLOADED = 20 << 20
MOST_PHOTO = 10 << 20
MOST_THUMBNAIL = 200 << 10
MOST_PIXELS = 10_000  # width and height together
MOST_STRETCHED = 20
UNKNOWN_SIZE = (320, 240)
ATTACH = "attach://"
KINDS = ("audio", "voice", "document", "photo", "thumbnail")
MIMES = {"audio": "audio/mpeg", "voice": "audio/ogg", "photo": "image/jpeg"}


def remember(world: World, kind: str, upload: Upload, facts: Json) -> File:
    """Keep an uploaded file; the same bytes with the same facts are the same file."""
    said = f"{kind}{upload.name}{sorted(facts.items())}".encode()
    digest = hashlib.sha256(said + upload.data).digest()
    unique_id = base64.urlsafe_b64encode(digest[:12]).decode()
    known: Json = {"mime_type": _mime(kind, upload)}
    if kind in ("audio", "document"):
        known["file_name"] = upload.name
    if kind in ("photo", "thumbnail"):
        known["width"], known["height"] = images.size(upload.data) or UNKNOWN_SIZE
    sent = File(unique_id=unique_id, kind=kind, data=upload.data, facts=known | facts)
    return world.files.setdefault(unique_id, sent)


def _mime(kind: str, upload: Upload) -> str:
    """What Telegram takes a file for: its name says more than a client that says nothing."""
    named = mimetypes.guess_type(upload.name or "")[0]
    return named or upload.mime or MIMES.get(kind, "application/octet-stream")


def file_id(world: World, sent: File) -> str:
    """The name this bot may send it by again."""
    name = f"{sent.kind}:{world.bot.id}:{sent.unique_id}"
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def shown(world: World, sent: File) -> Json:
    """The content of a message with this file."""
    return present.file(sent.kind, sent, file_id(world, sent)) | _thumbnail(world, sent)


def by_id(world: World, given: str, kind: str) -> File:
    """The file with this id, where it may be sent as `kind`."""
    if "://" in given or "." in given:
        raise bad("wrong file identifier/HTTP URL specified")
    sent = world.files.get(_decoded(given))
    if sent is None or sent.kind == "thumbnail":
        raise bad("wrong remote file identifier specified: can't unserialize it")
    if (sent.kind == "photo") != (kind == "photo"):
        raise bad(f"can't use file of type {sent.kind.title()} as {kind.title()}")
    return sent


def taken(world: World, params: Params, kind: str, value: Any, facts: Json) -> File:
    """The file of a request: a part of it, `attach://part`, or the id of an earlier one."""
    given = "" if value is None else str(value)
    part = given.removeprefix(ATTACH) if given.startswith(ATTACH) else None
    upload = params.uploads.get(kind if part is None and not given else part or "")
    if upload is None and (part is not None or not given):
        raise bad(f"there is no {kind} in the request")
    if upload is None:
        return by_id(world, given, kind)
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo":
        _check_photo(upload)
    return remember(world, kind, upload, facts)


def _check_photo(upload: Upload) -> None:
    """A photo is a picture, neither too heavy nor too long."""
    if len(upload.data) > MOST_PHOTO:
        raise bad(f'file "{upload.name}" of size {len(upload.data)} bytes is too big for a photo')
    found = images.size(upload.data)
    if found is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(found) > MOST_PIXELS or max(found) > MOST_STRETCHED * min(found):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def attach_thumbnail(world: World, params: Params, sent: File, value: Any) -> None:
    """A thumbnail comes only as an upload of its own."""
    name = str(value or "").removeprefix(ATTACH) or "thumbnail"
    upload = params.uploads.get(name)
    if upload and len(upload.data) <= MOST_THUMBNAIL:
        sent.thumbnail = remember(world, "thumbnail", upload, {})


def find_path(world: World, path: str) -> File | None:
    return world.files.get(path.rpartition("/")[2].partition(".")[0])


def path_of(sent: File) -> str:
    suffix = {"audio": ".mp3", "voice": ".oga", "photo": ".jpg"}.get(sent.kind, "")
    return f"{sent.kind}s/{sent.unique_id}{suffix}"


def _thumbnail(world: World, sent: File) -> Json:
    if not sent.thumbnail or sent.kind == "photo":
        return {}
    small = sent.thumbnail
    size = {"width": small.facts["width"], "height": small.facts["height"]}
    thumb = {
        "file_id": file_id(world, small),
        "file_unique_id": small.unique_id,
        "file_size": len(small.data),
        **size,
    }
    body = present.file(sent.kind, sent, file_id(world, sent))[sent.kind]
    return {sent.kind: body | {"thumbnail": thumb}}


def known_id(given: str) -> str:
    """The unique id inside a file_id; ValueError where it is none."""
    name = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
    return name.decode(errors="replace").rpartition(":")[2]


def _decoded(given: str) -> str:
    try:
        return known_id(given)
    except ValueError:
        raise bad("wrong remote file identifier specified: Wrong padding in the string") from None
