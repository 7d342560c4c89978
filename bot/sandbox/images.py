"""How big a picture is, read from its first bytes: PNG, JPEG and GIF."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
GIF = (b"GIF87a", b"GIF89a")
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG markers that carry the size


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height, or None where it is no picture that can be read."""
    try:
        if data.startswith(PNG):
            width, height = struct.unpack(">II", data[16:24])
        elif data.startswith(GIF):
            width, height = struct.unpack("<HH", data[6:10])
        else:
            return _jpeg(data)
    except struct.error:
        return None
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The segments one after another until one says how big the picture is."""
    at = len(JPEG)
    while data.startswith(JPEG):
        _, marker, length = struct.unpack(">BBH", data[at : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
