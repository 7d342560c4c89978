"""What becomes of a text on its way: trimmed, measured, its entities put right and added to."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.params import Params
from bot.sandbox.text import detect, html
from bot.sandbox.text.cleaning import fix
from bot.sandbox.text.formatted import message_text
from bot.sandbox.text.reader import utf16

Json = dict[str, Any]


def entity(kind: str, offset: int, length: int, **more: Any) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


def read(source: str) -> tuple[str, list[Json]]:
    return fix(*html.parse(source), detect.found)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (" \n да \n ", "да", []),
        ("<b> да </b>", "да", [entity("bold", 0, 2)]),
        ("<b>да</b> нет ", "да нет", [entity("bold", 0, 2)]),
        ("😀 <b>да</b>", "😀 да", [entity("bold", 3, 2)]),
        ("да\r\nнет\t.", "да\nнет .", []),
        ("<code>a<b>b</b></code>", "ab", [entity("code", 0, 2)]),
        (
            "<b>a<i>b</i>c</b>",
            "abc",
            [entity("bold", 0, 1), entity("bold", 1, 2), entity("italic", 1, 1)],
        ),
        (
            "<blockquote expandable>a <b>b</b></blockquote>",
            "a b",
            [entity("expandable_blockquote", 0, 3), entity("bold", 2, 1)],
        ),
        ("<b>да</b><b>нет</b>", "данет", [entity("bold", 0, 5)]),
        ("см. example.com.", "см. example.com.", [entity("url", 4, 11)]),
        ("https://a.ru/x_(y) да", "https://a.ru/x_(y) да", [entity("url", 0, 18)]),
        ("/start@calls_bot", "/start@calls_bot", [entity("bot_command", 0, 16)]),
        ("1/2 и а/start", "1/2 и а/start", []),
        (
            "@anna #звонки #7",
            "@anna #звонки #7",
            [entity("mention", 0, 5), entity("hashtag", 6, 7)],
        ),
        ("+7 925 528-37-44", "+7 925 528-37-44", [entity("phone_number", 0, 16)]),
        ("89255283744 и 1732012345.678", "89255283744 и 1732012345.678", []),
        ("a@b.ru", "a@b.ru", [entity("email", 0, 6)]),
        (
            '<a href="tg://user?id=5">он</a>',
            "он",
            [entity("text_mention", 0, 2, user={"id": 5})],
        ),
    ],
)
def test_a_text_is_read_as_telegram_reads_it(source: str, text: str, entities: list[Json]) -> None:
    assert read(source) == (text, entities)


def test_the_hundred_and_first_entity_is_dropped_in_silence() -> None:
    _, entities = read("<b>a</b> " * 101)
    assert len(entities) == 100
    assert entities[-1] == entity("bold", 198, 1)


def test_links_outlive_styles_when_there_are_too_many() -> None:
    _, entities = read("<b>a</b> " * 100 + "<a href='a.ru'>b</a>")
    assert [e["type"] for e in entities].count("text_link") == 1
    assert len(entities) == 100


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([entity("bold", 5, 1)], "entity begins after the end of the text at UTF-16 offset 5"),
        (
            [entity("bold", 1, 9)],
            "entity beginning at UTF-16 offset 1 ends after the end of the text",
        ),
    ],
)
def test_entities_beyond_the_text_are_refused(given: list[Json], words: str) -> None:
    with pytest.raises(ApiError, match=words):
        message_text(Params({"text": "да", "entities": given}))


def test_with_a_parse_mode_given_entities_are_ignored() -> None:
    params = Params({"text": "да", "entities": [entity("bold", 0, 2)], "parse_mode": "HTML"})
    assert message_text(params) == {"text": "да"}


def test_length_counts_characters_not_units() -> None:
    assert message_text(Params({"text": "😀" * 4096}))["text"] == "😀" * 4096


pieces = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<u>", "</u>", "a", "😀", " ", "\n", "я"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_is_read_is_sound(source: str) -> None:
    try:
        text, entities = read(source)
    except ApiError:
        return
    size = utf16(text)
    assert text == text.strip("\n") or entities
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= size for e in entities)
    assert all(e["length"] > 0 for e in entities)
    again = fix(text, [dict(e) for e in entities], detect.found)
    assert again == (text, entities), "what Telegram sends back it would take as it is"
