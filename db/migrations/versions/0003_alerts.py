"""What groups are told about clients who got through to nobody, and what people do about it."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT, VARCHAR

revision = "0003"
down_revision = "0002"

CLUSTERED: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "sqlite_with_rowid": False,
}
WORDS = sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    op.create_table(
        "alerts",
        _big("chat_id"),
        _code("client", 40),
        _big("first"),
        sa.Column("told", WORDS, nullable=False),
        _big("born"),
        sa.Column("message", sa.BigInteger()),
        sa.Column("asked", sa.BigInteger()),
        _big("after"),
        sa.Column("rang", sa.BigInteger()),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        _code("shown", 40),
        sa.PrimaryKeyConstraint("chat_id", "client", "first", name="pk_alerts"),
        **CLUSTERED,
    )
    op.create_table(
        "deeds",
        _code("client", 40),
        _big("at"),
        _big("person"),
        _code("kind", 10),
        _big("about"),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("client", "at", "person", "kind", name="pk_deeds"),
        **CLUSTERED,
    )


def downgrade() -> None:
    op.drop_table("deeds")
    op.drop_table("alerts")


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _code(name: str, length: int) -> sa.Column[str]:
    plain = VARCHAR(length, charset="ascii", collation="ascii_bin")
    kind = sa.String(length).with_variant(plain, "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)
