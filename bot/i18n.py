"""Words: (language, id, values) → text, from the Fluent files in `bot/locales/<language>/`.

What a person reads as a message is HTML, so every value is escaped on its way in unless it is
`Html` already: a caller's name is written by the caller. Labels of buttons are plain text.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

LANGUAGES = ("ru", "en")
LOCALES = Path(__file__).parent / "locales"

Value = str | int


class Html(str):
    """Markup we made ourselves: goes into a text as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    language: str
    bundle: FluentBundle

    def __call__(self, key: str, **values: Value) -> Html:
        """The HTML text `key`; integers choose plural forms, numbers to read are strings."""
        return Html(self._format(key, {name: _safe(value) for name, value in values.items()}))

    def label(self, key: str, **values: Value) -> str:
        """The plain text `key`, for buttons, toasts and file names."""
        return self._format(key, {name: _plain(value) for name, value in values.items()})

    def knows(self, key: str) -> bool:
        return self.bundle.has_message(key)

    def _format(self, key: str, values: dict[str, Any]) -> str:
        pattern = self.bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        text, errors = self.bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"text {key} in {self.language}: {errors}")
        return str(text)


class Texts:
    """All languages, read once at start; `default` serves everybody whose own we do not have."""

    def __init__(self, default: str = "ru", folder: Path = LOCALES) -> None:
        self.default = default
        self._words = {language: _load(folder / language, language) for language in LANGUAGES}

    def of(self, language_code: str | None) -> Words:
        """The words for a Telegram `language_code` such as `en-GB`; None means the default."""
        language = (language_code or "").split("-")[0].lower()
        return self._words.get(language) or self._words[self.default]


def _load(folder: Path, language: str) -> Words:
    # Isolation marks around values would be copied along with numbers.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return Words(language, bundle)


def _safe(value: Value) -> Any:
    return (
        value
        if isinstance(value, Html)
        else escape(value)
        if isinstance(value, str)
        else _plain(value)
    )


def _plain(value: Value) -> Any:
    return value if isinstance(value, str) else fluent_number(value, useGrouping=False)
