"""TDLib's own table of HTML cases, all of it; the file names its licence."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.text import html

CASES: dict[str, list[Any]] = json.loads(
    Path(__file__).with_name("html_cases.json").read_text("utf-8")
)


@pytest.mark.parametrize(("source", "text", "entities"), CASES["good"])
def test_good_html_becomes_text_and_entities(
    source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    assert html.parse(source) == (text, entities)


@pytest.mark.parametrize(("source", "error"), CASES["bad"])
def test_bad_html_is_refused_in_telegrams_words(source: str, error: str) -> None:
    with pytest.raises(ApiError) as refused:
        html.parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {error}"
