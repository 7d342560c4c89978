"""A wait holds our vain calls to its client; a number says how far it is like the one before it.

The last four digits are tallied; lines and queues, which are few, have a table of their own.

MariaDB undoes no column that was added: where this is cut off, the next start goes on from there.
"""

from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import VARCHAR

revision = "0009"
down_revision = "0008"

CLUSTERED: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "sqlite_with_rowid": False,
}
INDEX = "ix_waits_call_id"
MADE = ("turned", "ordered")
VAIN, END = "facts & 2051 = 2050", (1 << 63) - 1  # as `db.facts` has it: a client, whom we called
LASTING, ENDED = 63, "instr(backwards, char(127)) = length(backwards) AND backwards <> ''"
LONGEST = 40


def upgrade() -> None:
    _drop(*MADE)
    _add(waits=sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    _add(call_numbers=sa.Column("alike", sa.SmallInteger(), nullable=False, server_default="0"))
    if not any(it["name"] == INDEX for it in sa.inspect(op.get_bind()).get_indexes("waits")):
        op.create_index(INDEX, "waits", ["call_id"])
    _count_tries()
    _compare_numbers()
    _tally_endings()
    _list_places()
    _drop(*MADE)


def downgrade() -> None:
    op.execute(f"DELETE FROM block_tallies WHERE {ENDED}")
    _add(numbers=sa.Column("place", sa.SmallInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE numbers SET place = 1 WHERE backwards IN (SELECT backwards FROM places)")
    op.drop_table("places")
    op.drop_column("call_numbers", "alike")
    op.drop_index(INDEX, "waits")
    op.drop_column("waits", "tries")


def _add(**columns: sa.Column[Any]) -> None:
    for table, column in columns.items():
        if not _has(table, column.name):
            op.add_column(table, column)


def _has(table: str, column: str) -> bool:
    return any(it["name"] == column for it in sa.inspect(op.get_bind()).get_columns(table))


def _count_tries() -> None:
    """SQLite cannot turn a text around."""
    turned = op.create_table(
        "turned",
        _digits("client"),
        _digits("backwards"),
        sa.PrimaryKeyConstraint("client"),
        **CLUSTERED,
    )
    connection = op.get_bind()
    clients = iter(connection.scalars(sa.text("SELECT DISTINCT client FROM waits")).all())
    while some := list(islice(clients, 10_000)):
        connection.execute(turned.insert(), [{"client": n, "backwards": n[::-1]} for n in some])
    op.execute(
        "UPDATE waits SET tries = (SELECT count(*) FROM turned"
        " JOIN call_numbers ON call_numbers.backwards = turned.backwards"
        f" WHERE turned.client = waits.client AND {VAIN} AND call_numbers.call_id > waits.call_id"
        f" AND call_numbers.call_id < coalesce(waits.returned_id, {END}))"
    )


def _compare_numbers() -> None:
    op.create_table(
        "ordered",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        _digits("backwards"),
        sa.Column("alike", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "backwards"),
        **CLUSTERED,
    )
    op.execute(
        f"INSERT INTO ordered WITH RECURSIVE ends(n) AS"
        f" (SELECT 1 UNION ALL SELECT n + 1 FROM ends WHERE n < {LONGEST}),"
        " pairs AS (SELECT call_id, numbers.backwards, lag(numbers.backwards)"
        " OVER (PARTITION BY call_id ORDER BY numbers.backwards) AS earlier"
        " FROM call_numbers JOIN numbers ON numbers.backwards = call_numbers.backwards)"
        " SELECT call_id, backwards, (SELECT max(n) FROM ends"
        " WHERE substr(backwards, 1, n) = substr(earlier, 1, n)) FROM pairs"
        " WHERE substr(backwards, 1, 1) = substr(earlier, 1, 1)"
    )
    same = "ordered.call_id = call_numbers.call_id AND ordered.backwards = call_numbers.backwards"
    op.execute(
        f"UPDATE call_numbers SET alike = coalesce((SELECT alike FROM ordered WHERE {same}), 0)"
        f" WHERE EXISTS (SELECT 1 FROM ordered WHERE {same})"
    )


def _tally_endings() -> None:
    """Of a call's numbers that end alike, one stands for all."""
    op.execute(f"DELETE FROM block_tallies WHERE {ENDED}")
    ending = "substr(numbers.backwards, 1, 4)"
    key = f"concat({ending}, char(127))" if _mysql() else f"{ending} || char(127)"
    op.execute(
        f"INSERT INTO block_tallies SELECT {key}, 0, facts & {LASTING}, count(*) FROM numbers"
        " JOIN call_numbers ON call_numbers.backwards = numbers.backwards"
        f" WHERE length(numbers.backwards) >= 4 AND alike < 4 GROUP BY {key}, facts & {LASTING}"
    )


def _list_places() -> None:
    if not _has("numbers", "place"):
        return
    _drop("places")
    op.create_table(
        "places",
        _digits("backwards"),
        sa.PrimaryKeyConstraint("backwards", name="pk_places"),
        **CLUSTERED,
    )
    op.execute("INSERT INTO places SELECT backwards FROM numbers WHERE place <> 0")
    op.drop_column("numbers", "place")


def _mysql() -> bool:
    return op.get_bind().dialect.name != "sqlite"


def _drop(*tables: str) -> None:
    for table in tables:
        op.execute(f"DROP TABLE IF EXISTS {table}")


def _digits(name: str) -> sa.Column[str]:
    plain = VARCHAR(LONGEST, charset="ascii", collation="ascii_bin")
    kind = sa.String(LONGEST).with_variant(plain, "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)
