"""A request's parameters, whichever way they came: query, form, JSON or multipart.

Nested objects come as JSON or as JSON in a string, numbers as numbers or as digits. What is asked
for by the wrong name is refused: Telegram ignores it, and that hides mistakes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.state import Json

YES = ("true", "1", "yes", "t", "y")


@dataclass(frozen=True)
class Upload:
    """A file as it came in a multipart request."""

    name: str
    mime: str
    data: bytes


@dataclass
class Params:
    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in YES

    def integer(self, name: str, default: int = 0) -> int:
        """Telegram reads what is no number as 0."""
        try:
            return int(self.text(name)) if self.has(name) else default
        except ValueError:
            return 0

    def within(self, name: str, default: int, least: int, most: int) -> int:
        return max(least, min(most, self.integer(name, default)))

    def json(self, name: str, reason: str) -> Any:
        """The nested value `name`, or None; `reason` is said when it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(reason) from None

    def replaced(self, **values: object) -> "Params":
        return Params(self.values | values, self.uploads)

    def names(self) -> Iterable[str]:
        return self.values.keys() | self.uploads.keys()
