"""The kinds of columns and tables of the journal, alike on SQLite and MySQL."""

from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.dialects.mysql import CHAR, LONGTEXT, VARCHAR

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
MYSQL: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
# The table is its primary key's index: one seek finds a row, neighbours lie side by side.
CLUSTERED: dict[str, Any] = {**MYSQL, "sqlite_with_rowid": False}

# SQLite numbers its rows itself, and finds a row at once by a column of this very type; by a
# BIGINT it would look into an index first, for every call of a page.
RowId = BigInteger().with_variant(Integer(), "sqlite")
ASCII = String().with_variant(CHAR(charset="ascii", collation="ascii_bin"), "mysql", "mariadb")
Words = Text().with_variant(LONGTEXT(), "mysql", "mariadb")


def code(length: int) -> String:
    """Digits, ids, words of ours: ASCII, compared byte by byte."""
    plain = VARCHAR(length, charset="ascii", collation="ascii_bin")
    return String(length).with_variant(plain, "mysql", "mariadb")


def exact(length: int) -> String:
    """Words of a PBX or of Telegram: any letters, compared byte by byte."""
    binary = VARCHAR(length, charset="utf8mb4", collation="utf8mb4_bin")
    return String(length).with_variant(binary, "mysql", "mariadb")
