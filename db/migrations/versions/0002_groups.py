"""Groups keep what was settled for them, also after the bot has left; what was said is marked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT, VARCHAR

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    words = sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb")
    op.add_column(
        "chats", sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("chats", sa.Column("settings", words))
    op.create_table(
        "marks",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", _code(20), nullable=False),
        sa.Column("value", _code(40), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "kind", name="pk_marks"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    op.drop_table("marks")
    with op.batch_alter_table("chats") as chats:
        chats.drop_column("settings")
        chats.drop_column("active")


def _code(length: int) -> sa.types.TypeEngine[str]:
    plain = VARCHAR(length, charset="ascii", collation="ascii_bin")
    return sa.String(length).with_variant(plain, "mysql", "mariadb")
