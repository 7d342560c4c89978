"""What a list shows of a call stands in its row; of a call of before it is told from its legs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("calls", sa.Column("who_name", sa.String(80)))
    op.add_column("calls", sa.Column("recorded", sa.Integer()))


def downgrade() -> None:
    op.drop_column("calls", "recorded")
    op.drop_column("calls", "who_name")
