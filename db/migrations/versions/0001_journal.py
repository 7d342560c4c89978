"""The journal's first tables: calls, whom they concern, how far the PBX has been read."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT, VARCHAR

revision = "0001"
down_revision = None

MYSQL: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
CLUSTERED: dict[str, Any] = {**MYSQL, "sqlite_with_rowid": False}


def upgrade() -> None:
    _calls()
    _numbers()
    _waits()
    _reading()
    _telegram()


def downgrade() -> None:
    for table in (
        *("chats", "people", "files", "progress", "tallies"),
        *("waits", "moved", "call_keys", "numbers", "call_numbers", "calls"),
    ):
        op.drop_table(table)


def _calls() -> None:
    op.create_table(
        "calls",
        _id("id"),
        _text("linkedid", 150),
        _code("direction", 10),
        _code("outcome", 10),
        _big("started"),
        _big("ended"),
        _text("who", 80),
        _text("called", 80),
        _text("queue", 80),
        _words("rung"),
        _words("answered_by"),
        _big("wait"),
        _big("talk"),
        _words("legs"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        **MYSQL,
    )
    op.create_table(
        "call_keys",
        _exact("key", 150),
        _big("call_id"),
        sa.PrimaryKeyConstraint("key", name="pk_call_keys"),
        **CLUSTERED,
    )
    op.create_table(
        "moved",
        _id("id"),
        _exact("key", 150),
        sa.PrimaryKeyConstraint("id", name="pk_moved"),
        **MYSQL,
    )


def _numbers() -> None:
    op.create_table(
        "call_numbers",
        _code("number", 40),
        _big("call_id"),
        _big("facts"),
        sa.PrimaryKeyConstraint("number", "call_id", name="pk_call_numbers"),
        **CLUSTERED,
    )
    op.create_table(
        "numbers",
        _code("number", 40),
        _code("backwards", 40),
        sa.PrimaryKeyConstraint("number", name="pk_numbers"),
        **CLUSTERED,
    )
    op.create_index("ix_numbers_backwards", "numbers", ["backwards"])


def _waits() -> None:
    op.create_table(
        "waits",
        _code("client", 40),
        _big("call_id"),
        sa.Column("returned_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("client", "call_id", name="pk_waits"),
        **CLUSTERED,
    )
    op.create_table(
        "tallies",
        _code("number", 40),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", "day", "facts", name="pk_tallies"),
        **CLUSTERED,
    )


def _reading() -> None:
    op.create_table(
        "progress",
        _exact("source", 150),
        _words("cursor"),
        sa.PrimaryKeyConstraint("source", name="pk_progress"),
        **MYSQL,
    )


def _telegram() -> None:
    op.create_table(
        "files",
        _big("bot_id"),
        _exact("recording", 255),
        _code("kind", 20),
        _text("file_id", 255),
        sa.PrimaryKeyConstraint("bot_id", "recording", "kind", name="pk_files"),
        **MYSQL,
    )
    op.create_table(
        "people",
        _id("id"),
        _code("language", 10),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        **MYSQL,
    )
    op.create_table(
        "chats",
        _id("id"),
        _text("title", 255),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
        **MYSQL,
    )


def _id(name: str) -> sa.Column[int]:
    """SQLite's own row id where it is alone in the key: that takes the very type INTEGER."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, number, autoincrement=False, nullable=False)


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _exact(name: str, length: int) -> sa.Column[str]:
    binary = VARCHAR(length, charset="utf8mb4", collation="utf8mb4_bin")
    kind = sa.String(length).with_variant(binary, "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)


def _words(name: str) -> sa.Column[str]:
    kind = sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)


def _code(name: str, length: int) -> sa.Column[str]:
    plain = VARCHAR(length, charset="ascii", collation="ascii_bin")
    kind = sa.String(length).with_variant(plain, "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)
