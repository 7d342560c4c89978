"""Which message answers which question, so that an edited question edits its answer."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "question_id", name="pk_answers"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    op.drop_table("answers")
