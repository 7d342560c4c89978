"""The rows of a question, fetched by the database's own driver.

What a reply asks takes SQLite some microseconds a statement; SQLAlchemy's way to run one takes
thirty, and touches so much code that a bot which wakes up for it needs a hundred and fifty. So it
writes the statements, each once, and the driver runs them.

MariaDB is a way off: what can be asked together is one statement. And its driver is Python, which
takes 20 microseconds for the description of each column: a row comes as one, an array in JSON.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, func, literal_column, union_all
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import await_only

from db.wire import Wire, union

KEPT = 1000  # statements; there are a few dozen, times the shapes of questions in use
FEW = 50  # values of a list; a text of many hundred is not worth keeping for each length

Values = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Asked = tuple[Statement, Values]
Rows = Sequence[Sequence[Any]]
Lists = tuple[tuple[str, int], ...]
Filled = tuple[str, tuple[Any, ...]]
Written = tuple[str, Sequence[str], Values]

_SQLITE = sqlite.dialect(paramstyle="qmark")
_MYSQL = mysql.dialect(paramstyle="format")
_WIRE = "journal_wire"


def fetch(connection: Connection, asked: Statement, values: Values) -> Rows:
    """The rows of `asked`, by position; a list among `values` is that of an expanding parameter.

    Columns must be numbers or texts: nothing is made of what the driver gives. `asked` must be a
    statement that is kept, not one made for this question alone; several in one are a UNION ALL.
    """
    (rows,) = fetch_all(connection, (asked, values))
    return rows


def fetch_all(connection: Connection, *several: Asked) -> list[Rows]:
    """The rows of each of `several`, as `fetch` has them, but those of each in any order.

    MariaDB is gone to once, and answers all of them in one state.
    """
    if any(isinstance(v, list) and len(v) > FEW for _, values in several for v in values.values()):
        return [connection.execute(asked, values).all() for asked, values in several]
    name = connection.dialect.name
    filled = [_filled(name, place, *asked) for place, asked in enumerate(several)]
    if filled and name == _MYSQL.name:
        return _answered(connection, filled)
    driver: Any = connection.connection.dbapi_connection
    return [driver.execute(*each).fetchall() for each in filled]


def _answered(connection: Connection, filled: Sequence[Filled]) -> list[Rows]:
    """The rows of each statement, of all of which one is made.

    Raises what SQLAlchemy would: its DBAPIError, which says so where the connection was lost.
    """
    texts = tuple([text for text, _ in filled])
    values = [value for _, some in filled for value in some]
    driver: Any = connection.connection.dbapi_connection
    dialect: Any = connection.dialect
    found: list[list[Sequence[Any]]] = [[] for _ in filled]
    wire = connection.info.get(_WIRE)
    if wire is None:
        wire = Wire(driver.driver_connection, prepares=dialect.is_mariadb)
        connection.info[_WIRE] = wire
    try:
        rows = await_only(wire.ask(texts, values))
    except driver.dbapi.Error as error:
        lost = dialect.is_disconnect(error, driver, None)
        connection.invalidate(error)
        raise DBAPIError.instance(
            union(texts), None, error, driver.dbapi.Error, connection_invalidated=lost
        ) from error
    for place, *row in json.loads(f"[{','.join(rows)}]"):
        found[place].append(row)
    return [*found]


def _filled(name: str, place: int, asked: Statement, values: Values) -> Filled:
    """The statement as the driver of the dialect `name` takes it, and the values in its order.

    MariaDB's rows say the statement's `place` among those asked together.
    """
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    lengths = tuple((name, len(value)) for name, value in lists.items())
    text, order, fixed = _written(name, place if name == _MYSQL.name else 0, asked, lengths)
    known = {**fixed, **values, **dict(_single(lists))}
    return text, tuple([known[place] for place in order])


def _single(lists: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, Any]]:
    """Each value of `lists` with the name that SQLAlchemy gives its place."""
    for name, several in lists.items():
        for place, value in enumerate(several, 1):
            yield f"{name}_{place}", value


@lru_cache(KEPT)
def _written(name: str, place: int, asked: Statement, lists: Lists) -> Written:
    """The statement for lists of these lengths; the order of its values; those that are its own."""
    compiled: Any
    if name == _MYSQL.name:
        compiled = _as_json(asked, place).compile(dialect=_MYSQL)
    else:
        compiled = asked.compile(dialect=_SQLITE)
    blank = dict.fromkeys(compiled.params) | {name: [None] * length for name, length in lists}
    state = compiled.construct_expanded_state(blank)
    alone = name == _MYSQL.name and isinstance(asked, Select)  # or its LIMIT were that of all
    text = f"({state.statement})" if alone else state.statement
    return text, state.positiontup, compiled.params


def _as_json(asked: Any, place: int) -> Statement:
    """The same rows, each an array in JSON that begins with `place`."""
    if isinstance(asked, CompoundSelect):
        return union_all(*(_as_json(part, place) for part in asked.selects))
    row = func.json_array(literal_column(str(place)), *asked.selected_columns)
    told: Statement = asked.with_only_columns(row, maintain_column_froms=True)
    return told
