"""Who waits now is found without looking at all calls of a week."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index("ix_waits_returned_id", "waits", ["returned_id", "call_id"])


def downgrade() -> None:
    op.drop_index("ix_waits_returned_id", "waits")
