"""A connection to MariaDB, and the statements that it has prepared.

To read a statement takes the server as long as to answer it, so each is prepared once. aiomysql
itself is asked: by SQLAlchemy each of its steps is a way back to the loop.
"""

from collections.abc import Sequence
from typing import Any

PREPARED = 64  # statements of a connection; each takes MariaDB some 50 KB


class Wire:
    """What is sent over one connection of aiomysql's, and what comes back.

    MySQL is sent the statements themselves: it takes no values, only variables, for prepared ones.
    """

    def __init__(self, driver: Any, *, prepares: bool) -> None:
        self._driver = driver
        self._prepares = prepares
        self._cursor: Any = None
        self._names: dict[tuple[str, ...], str] = {}

    async def ask(self, texts: tuple[str, ...], values: Sequence[Any]) -> list[str]:
        """The one column of all rows of the statements, which are sent as one.

        Raises what aiomysql does.
        """
        if self._cursor is None:
            self._cursor = await self._driver.cursor()
        sent = await self._named(texts, len(values)) if self._prepares else union(texts)
        escape = self._driver.escape  # which takes a number as seriously as a text
        written = tuple([v if type(v) is int else escape(v) for v in values])
        await self._cursor.execute(sent % written)
        return [value for (value,) in await self._cursor.fetchall()]

    async def _named(self, texts: tuple[str, ...], values: int) -> str:
        """A short word for the statements, now prepared; of too many, they themselves."""
        if texts not in self._names:
            if len(self._names) == PREPARED:
                return union(texts)
            name, prepared = f"asked{len(self._names)}", union(texts) % (("?",) * values)
            await self._cursor.execute(f"PREPARE {name} FROM %s", [prepared])
            using = f" USING {', '.join(['%s'] * values)}" if values else ""
            self._names[texts] = f"EXECUTE {name}{using}"
        return self._names[texts]


def union(texts: Sequence[str]) -> str:
    """The statements as one."""
    return " UNION ALL ".join(texts)
