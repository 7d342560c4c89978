"""What need not be asked again: the last questions' ways and totals, and what few numbers are."""

from collections import OrderedDict

from sqlalchemy import Connection, select

from bot.calls.query import Query
from db.fetching import Rows, fetch, fetch_all
from db.models import Often, Place
from db.search import Search
from db.totals import Totals

MANY = 500  # questions; more than all people of a company have open at a time
_OFTEN, _PLACES = select(Often.backwards), select(Place.backwards)


class Counted:
    """True for as long as no call is learnt: whoever saves begins with a new one.

    Questions are answered in threads: each step here is one that Python takes whole.
    """

    def __init__(self) -> None:
        self._answered: OrderedDict[Query, tuple[Search, Totals]] = OrderedDict()
        self._known: tuple[frozenset[str], frozenset[str]] | None = None

    def often(self, connection: Connection) -> frozenset[str]:
        """Whose calls are tallied beside the office's; whoever joins them meanwhile is counted."""
        often, _ = self._kinds(connection)
        return often

    def places(self, connection: Connection) -> frozenset[str]:
        """The lines and the queues, of which no pair tells everything."""
        _, places = self._kinds(connection)
        return places

    def _kinds(self, connection: Connection) -> tuple[frozenset[str], frozenset[str]]:
        if self._known is None:
            often, places = fetch_all(connection, (_OFTEN, {}), (_PLACES, {}))
            self._known = _numbers(often), _numbers(places)
        return self._known

    def get(self, query: Query) -> tuple[Search, Totals] | None:
        """The way to the calls that answer `query`, and how many they are."""
        return self._answered.get(query)

    def keep(self, query: Query, search: Search, totals: Totals) -> None:
        self._answered.pop(query, None)  # it becomes the last one
        self._answered[query] = search, totals
        if len(self._answered) > MANY:
            self._answered.popitem(last=False)


def often(connection: Connection) -> frozenset[str]:
    """Numbers and pairs whose calls are all tallied, as their column has them."""
    return _numbers(fetch(connection, _OFTEN, {}))


def _numbers(rows: Rows) -> frozenset[str]:
    return frozenset(number for (number,) in rows)
