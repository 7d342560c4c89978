"""What a `PBX_URL` asks for."""

import pytest

from bot.pbx.open import source_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////srv/astlogs/cdr.db", "/srv/astlogs/cdr.db"),
        ("mysql://reader:secret@pbx:3307/asteriskcdrdb", "pbx/asteriskcdrdb"),
        ("mariadb://other:word@pbx/asteriskcdrdb", "pbx/asteriskcdrdb"),
    ],
)
def test_the_name_of_a_source_tells_pbxes_apart_and_keeps_secrets(url: str, name: str) -> None:
    assert source_name(url) == name
