"""What a `PBX_URL` asks for."""

import pytest

from bot.errors import BotError
from bot.pbx.asterisk_rows import Office
from bot.pbx.open import open_source, source_name

OFFICE = Office("RU")


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


def test_a_table_name_is_no_place_for_sql() -> None:
    with pytest.raises(BotError, match="pbx-table-invalid"):
        open_source("mysql://localhost/db", OFFICE, table="cdr; DROP TABLE cdr")


@pytest.mark.parametrize("url", ["", "cdr.db", "http://pbx", "sqlite://", "postgresql://pbx/db"])
def test_an_address_of_no_pbx_is_refused(url: str) -> None:
    with pytest.raises(BotError, match="pbx-url-invalid"):
        open_source(url, OFFICE)
