"""Numbers are written last digit first; two who talked have a stretch; who calls often is tallied.

Each table is filled anew in the order of its key, and then all take the old ones' places at once.
MariaDB undoes no table that was made: where this is cut off, the next start begins anew, or only
tidies up where the new tables were in their places already.
"""

from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import VARCHAR

revision = "0008"
down_revision = "0007"

CLUSTERED: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "sqlite_with_rowid": False,
}
TALLIES = {"tallies": "day", "block_tallies": "block"}
RENAMED = ("call_numbers", "numbers", *TALLIES)
MADE = (*(f"new_{table}" for table in RENAMED), "took_part", "often")
# As `db.facts`, `db.ids` and `db.promoting` have it.
ANSWERED, SIDES, LINE, OURS = "facts & 28 = 4", 3 << 8, 1 << 12, 3 << 12
KIND, SHARED = (1 << 14) - 1, (1 << 34) - 1 - (63 << 8)
UNITS = {"tallies": 86_400_000 << 21, "block_tallies": 16 * 86_400_000 << 21}
MANY, SHORT = 4096, 6


def upgrade() -> None:
    columns = sa.inspect(op.get_bind()).get_columns("call_numbers")
    if not any(column["name"] == "backwards" for column in columns):
        _drop(*MADE)
        _make_all()
    _drop(*(f"old_{table}" for table in RENAMED))


def _make_all() -> None:
    _make_tables("backwards", 81, sa.Column("place", sa.SmallInteger(), nullable=False))
    _turn_around("numbers.number", "numbers.backwards")
    op.execute("INSERT INTO new_numbers SELECT backwards, 0 FROM numbers ORDER BY backwards")
    _mark_places()
    _pair()
    _tally_frequent()
    _replace_tables()


def downgrade() -> None:
    _make_tables("number", 40, _digits("backwards", 40))
    _reverse()
    _turn_around("new_numbers.backwards", "new_numbers.number")
    op.create_index("ix_numbers_backwards", "new_numbers", ["backwards"])
    for table in TALLIES:
        op.execute(f"DELETE FROM new_{table} WHERE length(number) > {SHORT} AND facts & {OURS} = 0")
    _replace_tables()
    _drop("often", *(f"old_{table}" for table in RENAMED))


def _make_tables(number: str, length: int, beside: sa.Column[Any]) -> None:
    op.create_table(
        "new_call_numbers",
        _digits(number, length),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(number, "call_id", name="pk_call_numbers"),
        **CLUSTERED,
    )
    op.create_table(
        "new_numbers",
        _digits(number, 40),
        beside,
        sa.PrimaryKeyConstraint(number, name="pk_numbers"),
        **CLUSTERED,
    )
    for table, unit in TALLIES.items():
        op.create_table(
            f"new_{table}",
            _digits(number, length),
            sa.Column(unit, sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("facts", sa.SmallInteger(), autoincrement=False, nullable=False),
            sa.Column("n", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(number, unit, "facts", name=f"pk_{table}"),
            **CLUSTERED,
        )


def _turn_around(known: str, wanted: str) -> None:
    """Fill the new tables with what the old ones have of everybody and of each known number."""
    numbers, column = known.split(".")
    for table in ("call_numbers", *TALLIES):
        values = "call_id, facts" if table == "call_numbers" else f"{TALLIES[table]}, facts, n"
        op.execute(f"INSERT INTO new_{table} SELECT '', {values} FROM {table} WHERE {column} = ''")
        op.execute(
            f"INSERT INTO new_{table} SELECT {wanted}, {values} FROM {numbers}"
            f" JOIN {table} ON {table}.{column} = {known} ORDER BY {wanted}"
        )


def _mark_places() -> None:
    """Lines and queues; these are fetched, since MariaDB looks nothing up by another charset."""
    lines = f"SELECT DISTINCT backwards FROM new_call_numbers WHERE facts & {LINE} <> 0"
    op.execute(f"UPDATE new_numbers SET place = 1 WHERE backwards IN ({lines})")
    connection = op.get_bind()
    queues = connection.execute(sa.text("SELECT DISTINCT queue FROM calls")).scalars().all()
    numbers = [{"queue": _ascii(queue)[::-1]} for queue in queues if _ascii(queue)]
    if numbers:
        place = sa.text("UPDATE new_numbers SET place = 1 WHERE backwards = :queue")
        connection.execute(place, numbers)


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode()[:40]


def _pair() -> None:
    op.create_table(
        "took_part",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        _digits("backwards", 40),
        sa.Column("facts", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "backwards"),
        **CLUSTERED,
    )
    op.execute(
        "INSERT INTO took_part SELECT call_id, numbers.backwards, facts FROM call_numbers"
        " JOIN numbers ON numbers.number = call_numbers.number JOIN calls ON calls.id = call_id"
        f" WHERE {ANSWERED} AND facts & {SIDES} <> 0 AND facts & {LINE} = 0"
        " AND numbers.number <> calls.queue"
    )
    op.execute(
        f"INSERT INTO new_call_numbers SELECT {_joined()}, a.call_id,"
        f" (a.facts & {SHARED | SIDES}) | ((b.facts & {SIDES}) << 2)"
        " FROM took_part a JOIN took_part b ON b.call_id = a.call_id"
        " AND (length(a.backwards) > length(b.backwards)"
        " OR (length(a.backwards) = length(b.backwards) AND a.backwards < b.backwards))"
    )
    op.drop_table("took_part")


def _joined() -> str:
    if _lite():
        return "a.backwards || char(127) || b.backwards"
    return "concat(a.backwards, char(127), b.backwards)"


def _tally_frequent() -> None:
    op.create_table(
        "often",
        _digits("backwards", 81),
        sa.PrimaryKeyConstraint("backwards", name="pk_often"),
        **CLUSTERED,
    )
    op.execute(
        "INSERT INTO often SELECT backwards FROM new_call_numbers GROUP BY backwards"
        f" HAVING count(*) >= {MANY}"
        f" AND (length(backwards) > {SHORT} OR instr(backwards, char(127)) > 0)"
    )
    for table, size in UNITS.items():
        unit = f"call_id {'/' if _lite() else 'DIV'} {size}"
        op.execute(
            f"INSERT INTO new_{table} SELECT calls.backwards, {unit}, facts & {KIND}, count(*)"
            " FROM often JOIN new_call_numbers calls ON calls.backwards = often.backwards"
            f" WHERE facts & {OURS} = 0 GROUP BY calls.backwards, {unit}, facts & {KIND}"
        )


def _reverse() -> None:
    """SQLite cannot turn a text around."""
    connection = op.get_bind()
    new = sa.table("new_numbers", sa.column("number"), sa.column("backwards"))
    found = connection.execute(sa.text("SELECT backwards FROM numbers")).scalars()
    known = iter(found.all())
    while some := list(islice(known, 10_000)):
        connection.execute(new.insert(), [{"number": n[::-1], "backwards": n} for n in some])


def _replace_tables() -> None:
    if not _lite():
        places = (f"{table} TO old_{table}, new_{table} TO {table}" for table in RENAMED)
        op.execute(f"RENAME TABLE {', '.join(places)}")
        return
    for table in RENAMED:
        op.drop_table(table)
        op.rename_table(f"new_{table}", table)


def _drop(*tables: str) -> None:
    for table in tables:
        op.execute(f"DROP TABLE IF EXISTS {table}")


def _lite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _digits(name: str, length: int) -> sa.Column[str]:
    plain = VARCHAR(length, charset="ascii", collation="ascii_bin")
    kind = sa.String(length).with_variant(plain, "mysql", "mariadb")
    return sa.Column(name, kind, nullable=False)
