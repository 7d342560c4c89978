"""What questions need not ask again: the totals of the last ones, and who is in calls `often`."""

from collections import OrderedDict

from sqlalchemy import Connection, select

from bot.calls.query import Query
from db.fetching import fetch
from db.models import Often
from db.totals import Totals

MANY = 500  # questions; more than all people of a company have open at a time
_OFTEN = select(Often.backwards)


class Counted:
    """True for as long as no call is learnt: whoever saves begins with a new one."""

    def __init__(self) -> None:
        self._totals: OrderedDict[Query, Totals] = OrderedDict()
        self._often: frozenset[str] | None = None

    def often(self, connection: Connection) -> frozenset[str]:
        """Whose calls are tallied beside the office's; whoever joins them meanwhile is counted."""
        if self._often is None:
            self._often = often(connection)
        return self._often

    def get(self, query: Query) -> Totals | None:
        return self._totals.get(query)

    def keep(self, query: Query, totals: Totals) -> None:
        self._totals[query] = totals
        self._totals.move_to_end(query)
        if len(self._totals) > MANY:
            self._totals.popitem(last=False)


def often(connection: Connection) -> frozenset[str]:
    """Numbers and pairs whose calls are all tallied, as their column has them."""
    return frozenset(number for (number,) in fetch(connection, _OFTEN, {}))
