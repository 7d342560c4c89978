"""The tables of the journal, and what each of them makes quick.

Times are integers: milliseconds of UTC since 1970, alike on SQLite and MySQL, and never a zone
to guess. A call's id begins with its start, so that ids sort as calls do: a list's order, a
period and "go on from here" are all ranges of ids, and need no further index.
"""

from typing import Any

from sqlalchemy import BigInteger, Index, Integer, MetaData, SmallInteger, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.columns import CLUSTERED, MYSQL, NAMES, RowId, Words, code, exact


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    __table_args__: Any = MYSQL


class CallRow(Base):
    """One call as a list shows it, its legs as JSON; `db.rows` says where the last two are NULL."""

    __tablename__ = "calls"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    linkedid: Mapped[str] = mapped_column(String(150))
    direction: Mapped[str] = mapped_column(code(10))
    outcome: Mapped[str] = mapped_column(code(10))
    started: Mapped[int] = mapped_column(BigInteger)
    ended: Mapped[int] = mapped_column(BigInteger)
    who: Mapped[str] = mapped_column(String(80))
    called: Mapped[str] = mapped_column(String(80))
    queue: Mapped[str] = mapped_column(String(80))
    rung: Mapped[str] = mapped_column(Words)
    answered_by: Mapped[str] = mapped_column(Words)
    wait: Mapped[int] = mapped_column(BigInteger)
    talk: Mapped[int] = mapped_column(BigInteger)
    legs: Mapped[str] = mapped_column(Words)
    who_name: Mapped[str | None] = mapped_column(String(80))
    recorded: Mapped[int | None] = mapped_column(Integer)


class CallNumber(Base):
    """Who was in which call, and what there is to filter by; `''` is everybody, in every call.

    A question about a number reads one stretch of this table and nothing else, and so does one
    about two who talked: they have a stretch of their own (see `db.pairs`). Numbers that end alike
    lie side by side, as `db.digits` writes them: `alike` is in how many last digits this one is
    like that of the same call before it. `facts` are described in `db.facts`.
    """

    __tablename__ = "call_numbers"
    __table_args__ = CLUSTERED

    backwards: Mapped[str] = mapped_column(code(81), primary_key=True)
    call_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    facts: Mapped[int] = mapped_column(BigInteger)
    alike: Mapped[int] = mapped_column(SmallInteger)


class Number(Base):
    """Every number once."""

    __tablename__ = "numbers"
    __table_args__ = CLUSTERED

    backwards: Mapped[str] = mapped_column(code(40), primary_key=True)


class Place(Base):
    """The line or the queue of some call, now or once: it is in no pair."""

    __tablename__ = "places"
    __table_args__ = CLUSTERED

    backwards: Mapped[str] = mapped_column(code(40), primary_key=True)


class Often(Base):
    """Who is in so many calls that they are tallied: a client, a queue, two who talk a lot."""

    __tablename__ = "often"
    __table_args__ = CLUSTERED

    backwards: Mapped[str] = mapped_column(code(81), primary_key=True)


class CallKey(Base):
    """Which call a linkedid or a channel's uniqueid belongs to."""

    __tablename__ = "call_keys"
    __table_args__ = CLUSTERED

    key: Mapped[str] = mapped_column(exact(150), primary_key=True)
    call_id: Mapped[int] = mapped_column(BigInteger)


class Moved(Base):
    """Ids that calls once had, for buttons of old messages."""

    __tablename__ = "moved"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(exact(150))


class Wait(Base):
    """A client who got through to nobody, and the conversation that settled it, if any.

    `tries` are our vain calls to the client until then. Who waits now is a short stretch of the
    first index: those of the last days that nothing settled. The second is for the calls of a page.
    """

    __tablename__ = "waits"
    __table_args__ = (Index(None, "returned_id", "call_id"), Index(None, "call_id"), CLUSTERED)

    client: Mapped[str] = mapped_column(code(40), primary_key=True)
    call_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    returned_id: Mapped[int | None] = mapped_column(BigInteger)
    tries: Mapped[int] = mapped_column(Integer)


class Tallied:
    """How many calls of a kind there were and when: in all, of the office, of those in `often`.

    When is the column a table adds; it stands behind the number.
    """

    __table_args__ = CLUSTERED

    backwards: Mapped[str] = mapped_column(code(81), primary_key=True, sort_order=-1)
    facts: Mapped[int] = mapped_column(SmallInteger, primary_key=True, sort_order=1)
    n: Mapped[int] = mapped_column(Integer, sort_order=2)


class Tally(Tallied, Base):
    """A day of UTC: a period's days outside whole blocks are sums, its ragged ends are counted."""

    __tablename__ = "tallies"

    day: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class BlockTally(Tallied, Base):
    """Sixteen days in one, of which the totals of years are sums: see `db.parts`."""

    __tablename__ = "block_tallies"

    block: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class ProgressRow(Base):
    """How far a PBX has been read; the cursor is the reader's own."""

    __tablename__ = "progress"

    source: Mapped[str] = mapped_column(exact(150), primary_key=True)
    cursor: Mapped[str] = mapped_column(Words)
