"""Two who talked with each other: a stretch of `call_numbers` of their own.

Without it a question about a client and a phone looks at all calls of the one, and for many of
them into those of the other, each a page of the file. A pair stands there like a number, the
longer one first, so that a client's pairs lie beside his calls; its facts say of both how they
took part. Only answered calls have pairs, and lines and queues are in none: each would be one
with everybody. Questions about those walk and look up, as `db.search` has it.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from bot.calls.model import Outcome
from bot.calls.query import Match, Query, Role
from db import facts
from db.digits import APART, backwards
from db.facts import Wanted

_ANSWERED = facts.OUTCOMES[Outcome.ANSWERED]
_SIDES = facts.CALLER | facts.PARTY
_SECOND = 2  # bits further up stands how the second one took part
_PAIR = 2
_ASKED = {Role.ANY: 0, Role.CALLER: facts.CALLER, Role.CALLED: facts.PARTY}


def of_call(shared: int, roles: Mapping[str, int], queue: str) -> Iterator[tuple[str, int]]:
    """The pairs of a call and their facts: `shared` ones, and the `roles` both had.

    Numbers, the `queue` among them, are as their column has them.
    """
    if shared & facts.OUTCOME != _ANSWERED:
        return
    took_part = [
        number
        for number, role in roles.items()
        if role & _SIDES and not role & facts.LINE and number != queue
    ]
    for first, second in combinations(sorted(took_part, key=_order), 2):
        yield first + APART + second, shared | _both(roles[first], roles[second])


def asked(query: Query) -> tuple[str, Wanted] | None:
    """The pair that `query` is about and how both must have taken part, if it is about one."""
    roles = {backwards(t.number): t.role for t in query.numbers if t.match is Match.EXACT}
    if not len(roles) == len(query.numbers) == _PAIR:
        return None
    if query.outcome is not Outcome.ANSWERED or query.returned is not None:
        return None
    first, second = sorted(roles, key=_order)
    wanted = _both(_ASKED[roles[first]], _ASKED[roles[second]])
    return first + APART + second, Wanted(wanted, wanted)


def _order(number: str) -> tuple[int, str]:
    return -len(number), number


def _both(first: int, second: int) -> int:
    return first & _SIDES | (second & _SIDES) << _SECOND
