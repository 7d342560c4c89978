"""People are found by their names in any grammatical case."""

import pytest

from bot.calls.directory import Directory

OFFICE = Directory(
    {"201": "Белкина", "203": "Иванов Пётр", "204": "Иванов Сергей", "300": "Ann Lee"}
)


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("Белкина", {"201"}),
        ("БЕЛКИНОЙ", {"201"}),
        ("белк", {"201"}),
        ("бел", set()),
        ("Иванову", {"203", "204"}),
        ("Петру", {"203"}),
        ("Пётр", {"203"}),
        ("Сергеем", {"204"}),
        ("Ann's", {"300"}),
        ("Belkina", {"201"}),
        ("Петрова", set()),
        ("", set()),
    ],
)
def test_a_name_is_found_by_its_stem(word: str, numbers: set[str]) -> None:
    assert OFFICE.find(word) == numbers


def test_a_number_without_a_name_has_none() -> None:
    assert OFFICE.name("201") == "Белкина"
    assert OFFICE.name("999") == ""
