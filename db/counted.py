"""The totals of the questions asked last, so that turning a page counts nothing again."""

from collections import OrderedDict

from bot.calls.query import Query
from db.totals import Totals

MANY = 500  # questions; more than all people of a company have open at a time


class Counted:
    """True for as long as no call is learnt: whoever saves begins with a new one."""

    def __init__(self) -> None:
        self._totals: OrderedDict[Query, Totals] = OrderedDict()

    def get(self, query: Query) -> Totals | None:
        return self._totals.get(query)

    def keep(self, query: Query, totals: Totals) -> None:
        self._totals[query] = totals
        self._totals.move_to_end(query)
        if len(self._totals) > MANY:
            self._totals.popitem(last=False)
