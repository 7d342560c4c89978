"""The page's own words: both languages say the same things, and say all that is asked of them."""

import re
from pathlib import Path

import bot.sandbox

PAGE = Path(bot.sandbox.__file__).parent / "page"


def keys(language: str) -> set[str]:
    return set(re.findall(r"^  (\w+):", (PAGE / f"words.{language}.js").read_text(), re.MULTILINE))


def test_both_languages_have_the_same_keys() -> None:
    assert keys("ru") == keys("en")


def test_every_word_asked_for_exists() -> None:
    scripts = "".join(path.read_text() for path in PAGE.glob("*.js"))
    asked = set(re.findall(r"\bt\(\"(\w+)\"\)", scripts))
    assert len(asked) > 30
    assert asked <= keys("ru")


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_put_in_as_markup() -> None:
    for path in PAGE.iterdir():
        text = path.read_text()
        addresses = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org"}
        assert not addresses, path.name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text
        ), path.name
