"""A question in the journal's words: which stretch of `call_numbers` to walk, what to check there.

One number is walked, newest call first; each further number is a seek for every call on the way.
A question without numbers walks the stretch of everybody. Nothing here asks the database.

Statements hold no values: questions of one shape share one, which is made once. Making it anew
would cost more than the database needs to answer it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import aliased

from bot.calls.query import Match, Query
from db import facts, ids
from db.digits import ENDING, backwards, forwards, short
from db.facts import Wanted
from db.hours import Daily
from db.models import CallKey, CallNumber, Number
from db.rows import EVERYBODY

SHAPES = 256  # of questions, whose statements are kept
AFTER_ANY = "~"  # follows every character of a number


@dataclass(frozen=True, slots=True)
class Clause:
    """A number that must be in the call, as its column has it, and the part it must have had."""

    number: str
    match: Match
    wanted: Wanted

    @property
    def short(self) -> bool:
        """An extension or everybody: few numbers, in many calls each."""
        return short(self.number)

    @property
    def once(self) -> bool:
        """No call comes up twice, under two numbers, whichever part they had in it."""
        ending = self.match is Match.SUFFIX and self.wanted == Wanted()
        return ending or self.match is Match.EXACT

    @property
    def shape(self) -> "Clause":
        """The clause of any other number."""
        return Clause("", self.match, self.wanted)

    def where(self, row: type[CallNumber], name: str) -> ColumnElement[bool]:
        """The condition on a row of `call_numbers`, to be filled in with `values(name)`."""
        if self.match is Match.EXACT:
            return and_(row.backwards == bindparam(name), *self.wanted.where(row.facts))
        number = row.backwards.in_(select(Number.backwards).where(self.like(name)))
        first = [row.alike < bindparam(f"{name}_length")] if self.once else []
        return and_(number, *first, *self.wanted.where(row.facts))

    def like(self, name: str) -> ColumnElement[bool]:
        """The condition on a row of `numbers`: a range for the end, a scan for any other part."""
        if self.match is Match.SUFFIX:
            start = Number.backwards >= bindparam(name)
            return and_(start, Number.backwards < bindparam(f"{name}_end"))
        return func.instr(Number.backwards, bindparam(name)) > 0

    def values(self, name: str) -> dict[str, str | int]:
        if self.match is not Match.SUFFIX:
            return {name: self.number}
        end = self.number + AFTER_ANY
        return {name: self.number, f"{name}_end": end, f"{name}_length": len(self.number)}


@dataclass(frozen=True, slots=True)
class Search:
    """The clause to walk, those to check on the way, and the ids to stay between.

    `keys` are spellings of a linkedid, of one call alone; without any, of whichever call.
    """

    first: Clause
    others: tuple[Clause, ...]
    wanted: Wanted
    low: int | None = None  # included
    high: int | None = None  # excluded
    keys: tuple[str, ...] = ()
    daily: Daily | None = None  # hours of each day

    @property
    def countable(self) -> bool:
        """Tallies of the number to walk, where there are some, tell how many calls answer."""
        return self.alone and self.first.match is Match.EXACT

    @property
    def alone(self) -> bool:
        """Nothing but what is tallied has to be so of the calls of the number to walk."""
        return not (self.others or self.keys or self.daily or self.wanted.timed)

    @property
    def ending(self) -> str | None:
        """The last digits that are all that is asked for, where these are tallied."""
        first, ever = self.first, self.low is None and self.high is None
        tallied = first.match is Match.SUFFIX and first.once and len(first.number) == ENDING
        return first.number if self.alone and ever and tallied else None

    def between(self, low: int | None, high: int | None) -> "Search":
        """The same question about the calls from `low` to before `high` only."""
        lows = [edge for edge in (self.low, low) if edge is not None]
        highs = [edge for edge in (self.high, high) if edge is not None]
        return replace(self, low=max(lows, default=None), high=min(highs, default=None))

    @property
    def shape(self) -> "Search":
        """The same for all questions that one statement answers."""
        low, high = (None if edge is None else 0 for edge in (self.low, self.high))
        others = tuple(clause.shape for clause in self.others)
        keys, daily = self.keys and ("",), self.daily and self.daily.shape
        return Search(self.first.shape, others, self.wanted, low, high, keys, daily)

    @property
    def values(self) -> dict[str, Any]:
        """What this question puts into the statement of its shape."""
        edges = {"low": self.low, "high": self.high, "keys": list(self.keys) or None}
        found: dict[str, Any] = {k: v for k, v in edges.items() if v is not None}
        for place, clause in enumerate((self.first, *self.others)):
            found |= clause.values(f"number{place}")
        if self.daily:
            found |= self.daily.values
        for place, clause in self._hinted():
            found[f"company{place}"] = facts.company((forwards(clause.number),))
        return found

    def select(self, *columns: SQLColumnExpression[Any]) -> Select[*tuple[Any, ...]]:
        """`columns` of the calls found, each call once if `columns` name it."""
        found = select(*columns).where(self.first.where(CallNumber, "number0"))
        found = found.where(*self.wanted.where(CallNumber.facts), *self._range())
        for place, clause in enumerate(self.others, start=1):
            other = aliased(CallNumber)
            same = other.call_id == CallNumber.call_id
            there = select(other.backwards).where(clause.where(other, f"number{place}"), same)
            found = found.where(there.exists())
        for place, _ in self._hinted():
            hints = bindparam(f"company{place}", type_=BigInteger)
            found = found.where(facts.may_have(CallNumber.facts, hints))
        return found if self.first.once else found.distinct()

    def _hinted(self) -> Iterator[tuple[int, Clause]]:
        """The further numbers that the rows of the first one give a hint at."""
        numbered = enumerate(self.others, start=1)
        return (it for it in numbered if it[1].match is Match.EXACT)

    def _range(self) -> Iterator[ColumnElement[bool]]:
        if self.low is not None:
            yield CallNumber.call_id >= bindparam("low")
        if self.high is not None:
            yield CallNumber.call_id < bindparam("high")
        if self.daily:
            yield self.daily.where(CallNumber.call_id)
        if self.keys:
            yield CallNumber.call_id == with_key()


def with_key() -> ScalarSelect[int]:
    """The id of the call with one of `keys`, of a list; of the newest, should there be two."""
    has_key = CallKey.key.in_(bindparam("keys", expanding=True))
    return select(func.max(CallKey.call_id)).where(has_key).scalar_subquery()


def clauses_of(query: Query) -> list[Clause]:
    """What must be in the call. Whether it was returned is known to the row of everybody."""
    paired = len(query.numbers) > 1
    clauses = [
        Clause(backwards(term.number), term.match, facts.asked_role(term, paired=paired))
        for term in query.numbers
    ]
    if query.returned is not None:
        clauses.append(Clause(EVERYBODY, Match.EXACT, facts.asked_returned(query.returned)))
    return clauses or [Clause(EVERYBODY, Match.EXACT, Wanted())]


def search_of(query: Query, clauses: list[Clause]) -> Search:
    """The question with its clauses in the order in which to take them."""
    keys = tuple(ids.spellings(query.linkedid)) if query.linkedid else ()
    search = Search(clauses[0], tuple(clauses[1:]), facts.asked(query), keys=keys)
    if query.period is None:
        return search
    if query.hours:
        search = replace(search, daily=Daily.of(query.hours, query.period))
    return search.between(ids.edge(query.period.start), ids.edge(query.period.end))
