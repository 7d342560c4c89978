"""What questions need not ask again: the totals of the last ones, and what few numbers are."""

from collections import OrderedDict

from sqlalchemy import Connection, select

from bot.calls.query import Query
from db.fetching import Rows, fetch, fetch_all
from db.models import Often, Place
from db.totals import Totals

MANY = 500  # questions; more than all people of a company have open at a time
_OFTEN, _PLACES = select(Often.backwards), select(Place.backwards)


class Counted:
    """True for as long as no call is learnt: whoever saves begins with a new one."""

    def __init__(self) -> None:
        self._totals: OrderedDict[Query, Totals] = OrderedDict()
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

    def get(self, query: Query) -> Totals | None:
        return self._totals.get(query)

    def keep(self, query: Query, totals: Totals) -> None:
        self._totals[query] = totals
        self._totals.move_to_end(query)
        if len(self._totals) > MANY:
            self._totals.popitem(last=False)


def often(connection: Connection) -> frozenset[str]:
    """Numbers and pairs whose calls are all tallied, as their column has them."""
    return _numbers(fetch(connection, _OFTEN, {}))


def _numbers(rows: Rows) -> frozenset[str]:
    return frozenset(number for (number,) in rows)
