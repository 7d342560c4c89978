"""The input of the HTML parser as bytes, and what has been read of it so far."""

from dataclasses import dataclass, field
from typing import Never

from bot.sandbox.errors import bad
from bot.sandbox.state import Json

SPACE = frozenset(b" \t\r\n\x00\x0b")
END = 0


@dataclass
class Tag:
    """An open tag: where its text begins, in UTF-16 units and in pieces read."""

    name: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass
class Reader:
    """The input as bytes with a zero at its end, and what has been read of it."""

    source: bytes
    at: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[Tag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def skip(self, until: frozenset[int], *, spaces: bool = False) -> bytes:
        """What lies before the next byte of `until` (or, with `spaces`, the next space)."""
        begin = self.at
        stop = until | SPACE if spaces else until
        while self.source[self.at] not in stop:
            self.at += 1
        return self.source[begin : self.at]

    def skip_spaces(self) -> int:
        while self.source[self.at] in SPACE and self.source[self.at] != END:
            self.at += 1
        return self.source[self.at]

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.units += utf16(piece)


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units, as Telegram counts offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def refuse(reason: str) -> Never:
    raise bad(f"can't parse entities: {reason}")
