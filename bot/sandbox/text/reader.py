"""The input of the HTML parser as bytes, and what has been read of it so far."""

import re
from dataclasses import dataclass, field
from typing import Never

from bot.sandbox.errors import bad
from bot.sandbox.state import Json

SPACE = b" \t\r\n\x0b"
END = 0


@dataclass(slots=True)
class Tag:
    """An open tag: where its text begins, in UTF-16 units and in pieces read."""

    name: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass(slots=True)
class Reader:
    """The input as bytes with a zero at its end, and what has been read of it."""

    source: bytes
    at: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[Tag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def take(self, pattern: re.Pattern[bytes]) -> bytes:
        """What `pattern` finds here, if anything; reading goes on behind it."""
        match = pattern.match(self.source, self.at)
        if match is None:
            return b""
        self.at = match.end()
        return match[0]

    def skip_spaces(self) -> int:
        while self.source[self.at] in SPACE:
            self.at += 1
        return self.source[self.at]

    def read(self, end: int) -> None:
        """What lies before `end` is text."""
        self.add(self.source[self.at : end].decode())
        self.at = end

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.units += utf16(piece)


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units, as Telegram counts offsets."""
    return len(text.encode("utf-16", "surrogatepass")) // 2 - 1  # without its byte order mark


def refuse(reason: str) -> Never:
    raise bad(f"can't parse entities: {reason}")
