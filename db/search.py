"""A question in the journal's words: which stretch of `call_numbers` to walk, what to check there.

One number is walked, newest call first; each further number is a seek for every call on the way.
A question without numbers walks the stretch of everybody. Nothing here asks the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, select
from sqlalchemy.orm import aliased

from bot.calls.query import Match, Query
from db import facts, ids
from db.facts import Wanted
from db.models import CallNumber, Number
from db.rows import EVERYBODY, SHORT

AFTER_ANY = "~"  # follows every character of a number


@dataclass(frozen=True, slots=True)
class Clause:
    """A number that must be in the call, and the part it must have had."""

    number: str
    match: Match
    wanted: Wanted

    @property
    def short(self) -> bool:
        """An extension, a queue or everybody: few numbers, in many calls each."""
        return len(self.number) <= SHORT

    def where(self, row: type[CallNumber]) -> ColumnElement[bool]:
        """The condition on a row of `call_numbers`."""
        if self.match is Match.EXACT:
            number = row.number == self.number
        else:
            number = row.number.in_(select(Number.number).where(self.like()))
        return and_(number, *self.wanted.where(row.facts))

    def like(self) -> ColumnElement[bool]:
        """The condition on a row of `numbers`: a range for a suffix, a scan for any other part."""
        if self.match is Match.SUFFIX:
            start = self.number[::-1]
            return and_(Number.backwards >= start, Number.backwards < start + AFTER_ANY)
        return Number.number.contains(self.number, autoescape=True)


@dataclass(frozen=True, slots=True)
class Search:
    """The clause to walk, those to check on the way, and the ids to stay between."""

    first: Clause
    others: tuple[Clause, ...]
    wanted: Wanted
    low: int | None = None  # included
    high: int | None = None  # excluded

    @property
    def tallied(self) -> bool:
        """The answer's totals are kept by the day."""
        kept = self.exact and self.first.short
        return kept and not self.others and not self.wanted.talk

    @property
    def exact(self) -> bool:
        """No call comes up twice, under two numbers."""
        return self.first.match is Match.EXACT

    def between(self, low: int | None, high: int | None) -> "Search":
        """The same question about the calls from `low` to before `high` only."""
        lows = [edge for edge in (self.low, low) if edge is not None]
        highs = [edge for edge in (self.high, high) if edge is not None]
        return replace(self, low=max(lows, default=None), high=min(highs, default=None))

    def select(self, *columns: SQLColumnExpression[int]) -> Select[*tuple[int, ...]]:
        """`columns` of the calls found, each call once if `columns` name it."""
        found = select(*columns).where(self.first.where(CallNumber))
        found = found.where(*self.wanted.where(CallNumber.facts), *self._range())
        for clause in self.others:
            other = aliased(CallNumber)
            same = other.call_id == CallNumber.call_id
            found = found.where(select(other.number).where(clause.where(other), same).exists())
        return found if self.exact else found.distinct()

    def _range(self) -> Iterator[ColumnElement[bool]]:
        if self.low is not None:
            yield CallNumber.call_id >= self.low
        if self.high is not None:
            yield CallNumber.call_id < self.high


def clauses_of(query: Query) -> list[Clause]:
    """What must be in the call. Whether it was returned is known to the row of everybody."""
    paired = len(query.numbers) > 1
    clauses = [
        Clause(term.number, term.match, facts.asked_role(term, paired=paired))
        for term in query.numbers
    ]
    if query.returned is not None:
        clauses.append(Clause(EVERYBODY, Match.EXACT, facts.asked_returned(query.returned)))
    return clauses or [Clause(EVERYBODY, Match.EXACT, Wanted())]


def search_of(query: Query, clauses: list[Clause]) -> Search:
    """The question with its clauses in the order in which to take them."""
    search = Search(clauses[0], tuple(clauses[1:]), facts.asked(query))
    if query.period is None:
        return search
    return search.between(ids.edge(query.period.start), ids.edge(query.period.end))
