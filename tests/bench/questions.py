"""The questions that every database of the bench is asked, each of many numbers and days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bot.calls.model import Outcome
from bot.calls.query import Match, NumberTerm, Period, Query
from tests.bench import office

VARIANTS = 20  # of each question
YEAR = Period(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
MOSCOW = timedelta(hours=3)  # days begin there, so that no day of the question is one of UTC


@dataclass(frozen=True, slots=True)
class Question:
    """`queries` differ in their numbers and days only."""

    name: str
    queries: tuple[Query, ...]


def questions(calls: int, linkedids: tuple[str, ...]) -> list[Question]:
    """All of them, about an office of so many `calls`."""
    rng = Random(2)
    rare = [_rare(calls, rng) for _ in range(VARIANTS)]
    busiest = NumberTerm(office.client(0))
    single = [days(rng.randrange(office.DAYS), 1) for _ in range(VARIANTS)]
    months = [days(rng.randrange(office.DAYS - 31), 30) for _ in range(VARIANTS)]
    phones = [NumberTerm(phone) for phone in office.PHONES[:VARIANTS]]
    pairs = ((NumberTerm(office.client(place)), phones[place]) for place in range(VARIANTS))
    suffixes = (NumberTerm(number.number[-4:], Match.SUFFIX) for number in rare)
    return [
        Question("a rare number", tuple(Query(numbers=(number,)) for number in rare)),
        Question("the busiest number", (Query(numbers=(busiest,)),)),
        Question("an extension", tuple(Query(numbers=(phone,)) for phone in phones)),
        Question("the last four digits", tuple(Query(numbers=(four,)) for four in suffixes)),
        Question("two numbers", tuple(_answered(pair) for pair in pairs)),
        Question("a linkedid", tuple(Query(linkedid=linkedid) for linkedid in linkedids)),
        Question("a day", tuple(Query(period=day) for day in single)),
        Question("a year", (Query(period=YEAR),)),
        Question("missed of a month", tuple(_missed(month) for month in months)),
        Question(
            "number + period", tuple(Query(numbers=(busiest,), period=month) for month in months)
        ),
    ]


def _rare(calls: int, rng: Random) -> NumberTerm:
    """One of the later half of the clients, who make a call or two."""
    clients = office.clients(calls)
    return NumberTerm(office.client(rng.randrange(clients // 2, clients)))


def days(first: int, count: int = 1) -> Period:
    """So many days of Moscow, from the day `first` of the office on."""
    midnight = office.FIRST_DAY.replace(hour=0) + timedelta(days=first) - MOSCOW
    return Period(midnight, midnight + timedelta(days=count))


def _answered(pair: tuple[NumberTerm, NumberTerm]) -> Query:
    return Query(numbers=pair, outcome=Outcome.ANSWERED)


def _missed(month: Period) -> Query:
    return Query(period=month, outcome=Outcome.MISSED)
