"""Totals of years are sums over blocks of sixteen days, not over each of their days."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import VARCHAR

revision = "0006"
down_revision = "0005"

CLUSTERED: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "sqlite_with_rowid": False,
}


def upgrade() -> None:
    plain = VARCHAR(40, charset="ascii", collation="ascii_bin")
    op.create_table(
        "block_tallies",
        sa.Column("number", sa.String(40).with_variant(plain, "mysql", "mariadb"), nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", "block", "facts", name="pk_block_tallies"),
        **CLUSTERED,
    )
    op.execute(
        "INSERT INTO block_tallies (number, block, facts, n)"
        " SELECT number, day >> 4, facts, SUM(n) FROM tallies GROUP BY number, day >> 4, facts"
    )


def downgrade() -> None:
    op.drop_table("block_tallies")
