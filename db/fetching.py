"""The rows of a question, fetched by SQLite's own driver where that is the database.

What a reply asks takes SQLite some microseconds a statement; SQLAlchemy's way to run one takes
thirty, and touches so much code that a bot which wakes up for it needs a hundred and fifty. So it
writes the statements, each once, and the driver runs them. On MariaDB it does both.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select
from sqlalchemy.dialects.sqlite import dialect

KEPT = 1000  # statements; there are a few dozen, times the shapes of questions in use
FEW = 50  # values of a list; a text of many hundred is not worth keeping for each length

Values = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Lists = tuple[tuple[str, int], ...]

_SQLITE = dialect(paramstyle="named")


def fetch(connection: Connection, asked: Statement, values: Values) -> Sequence[Sequence[Any]]:
    """The rows of `asked`, by position; a list among `values` is that of an expanding parameter.

    Columns must be numbers or texts: nothing is made of what the driver gives. `asked` must be a
    statement that is kept, not one made for this question alone.
    """
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    many = any(len(value) > FEW for value in lists.values())
    if many or connection.dialect.name != _SQLITE.name:
        return connection.execute(asked, values).all()
    text, fixed = _written(asked, tuple((name, len(value)) for name, value in lists.items()))
    single = {
        f"{name}_{place}": value
        for name, several in lists.items()
        for place, value in enumerate(several, 1)
    }
    driver: Any = connection.connection.dbapi_connection
    rows: list[tuple[Any, ...]] = driver.execute(text, {**fixed, **values, **single}).fetchall()
    return rows


@lru_cache(KEPT)
def _written(asked: Statement, lists: Lists) -> tuple[str, dict[str, Any]]:
    """The statement as SQLite reads it, for lists of these lengths; the values that are its own."""
    compiled: Any = asked.compile(dialect=_SQLITE)
    blank = dict.fromkeys(compiled.params) | {name: [None] * length for name, length in lists}
    return compiled.construct_expanded_state(blank).statement, compiled.params
