"""Words: (language, id, values) → text, from the Fluent files in `bot/locales/<language>/`.

What a person reads as a message is HTML, so every value is escaped on its way in unless it is
`Html` already: a caller's name is written by the caller. Labels of buttons are plain text.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import (
    NeverIsolatingPlaceable,
    Pattern,
    Placeable,
    StringLiteral,
    TextElement,
    VariableReference,
)
from fluent.runtime.types import fluent_number

LANGUAGES = ("ru", "en")
LOCALES = Path(__file__).parent / "locales"
FORMS = 1000  # texts of several forms that are kept, say «96 звонков»
_MARKUP = re.compile("[&<>\"']")
PLACEABLE = (Placeable, NeverIsolatingPlaceable)

Value = str | int


class Html(str):
    """Markup we made ourselves: goes into a text as it is."""

    __slots__ = ()


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """The texts of one language; there is one of each."""

    language: str
    bundle: FluentBundle

    def __call__(self, key: str, **values: Value) -> Html:
        """The HTML text `key`; integers choose plural forms, numbers to read are strings."""
        return Html(self.label(key, **{name: _safe(value) for name, value in values.items()}))

    def label(self, key: str, **values: Value) -> str:
        """The plain text `key`, for buttons, toasts and file names."""
        template = _template(self, key)
        if template is None:
            return _chosen(self, key, tuple(values.items()))
        try:
            return template.format_map(values)
        except KeyError as missing:
            raise ValueError(f"text {key} in {self.language}: {missing} is missing") from None

    def knows(self, key: str) -> bool:
        return self.bundle.has_message(key)

    def pattern(self, key: str) -> Any:
        """What Fluent has read of the text `key`."""
        pattern = self.bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        return pattern


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


@lru_cache(FORMS)
def _chosen(words: Words, key: str, values: tuple[tuple[str, Value], ...]) -> str:
    """A text of several forms, in the form that `values` ask for: Babel's plurals are slow."""
    plain = {name: _plain(value) for name, value in values}
    text, errors = words.bundle.format_pattern(words.pattern(key), plain)
    if errors:
        raise ValueError(f"text {key} in {words.language}: {errors}")
    return str(text)


@cache
def _template(words: Words, key: str) -> str | None:
    """`{ $who } → { $whom }` as Python writes it; None for a text of several forms.

    Most texts have one form, and putting values into it takes Fluent twenty times as long.
    """
    pattern = words.pattern(key)
    parts = pattern.elements if isinstance(pattern, Pattern) else [pattern]
    written = [_written(part) for part in parts]
    return None if None in written else "".join(filter(None, written))


def _written(part: Any) -> str | None:
    if isinstance(part, TextElement | StringLiteral):
        text = part.value if isinstance(part, TextElement) else part.parse()["value"]
        return text.replace("{", "{{").replace("}", "}}")
    value = part.expression if isinstance(part, PLACEABLE) else None
    return f"{{{value.id.name}}}" if isinstance(value, VariableReference) else None


def _safe(value: Value) -> Value:
    """`value` for an HTML text: strings escaped, unless they are markup of ours."""
    if isinstance(value, Html) or not isinstance(value, str):
        return value
    return escape(value) if _MARKUP.search(value) else value  # `escape` goes over it five times


def _plain(value: Value) -> Any:
    return value if isinstance(value, str) else fluent_number(value, useGrouping=False)
