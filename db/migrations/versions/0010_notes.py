"""The latest note on each client has a row of its own: it is read beside each of his calls."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT, VARCHAR

revision = "0010"
down_revision = "0009"

LONGEST = 40
CLUSTERED: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "sqlite_with_rowid": False,
}


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS latest_notes")
    client = VARCHAR(LONGEST, charset="ascii", collation="ascii_bin")
    latest = op.create_table(
        "latest_notes",
        sa.Column(
            "client",
            sa.String(LONGEST).with_variant(client, "mysql", "mariadb"),
            nullable=False,
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("text", sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb"), nullable=False),
        sa.PrimaryKeyConstraint("client", name="pk_latest_notes"),
        **CLUSTERED,
    )
    connection = op.get_bind()
    notes = "SELECT client, at, name, text FROM deeds WHERE kind = 'note' ORDER BY at"
    found = {row["client"]: dict(row) for row in connection.execute(sa.text(notes)).mappings()}
    if found:
        connection.execute(latest.insert(), [*found.values()])


def downgrade() -> None:
    op.drop_table("latest_notes")
