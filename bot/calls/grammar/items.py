"""What a message is made of once its words are known: numbers, times, filters, joints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.calls.period import Span
from bot.calls.query import NumberTerm
from bot.calls.reading import Note, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing understood; `code` is its letter in the joints' patterns.

    d span (D when it is a whole «с … по …»), t clock, r hours, e all time, h share of a month,
    i small number, n number (N when its side is settled), f filter, q talk of calls as such,
    w unknown word, x impossible; joints: S с, C от, A after, B until, P through, O to,
    U «звонил», T between, V at, - dash, & and, | or, > arrow, ! except.
    `mark` is what a joint has to know of it: which share of a month, or "rolling".
    `others` are what else the same text may be; `ask` says that none may be chosen for the person.
    """

    code: str
    text: str = ""
    span: Span | None = None
    hours: tuple[int, int] | None = None  # minutes of the day
    term: NumberTerm | None = None
    name: str = ""
    phone: bool = False
    mark: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    others: "tuple[Item, ...]" = ()
    ask: bool = False


Items = list[Item]
Build = Callable[[Items, Office], Items | None]


def text_of(items: Items) -> str:
    return " ".join(each.text for each in items)


def spans_of(items: Items) -> list[Span]:
    return [each.span for each in items if each.span]


def number_of(item: Item) -> int:
    return int(item.term.number) if item.term else 0


def clock(text: str, minute: int) -> Item:
    """A time of the day, so many minutes past midnight."""
    return Item(code="t", text=text, hours=(minute, minute))


def note_of(item: Item) -> tuple[Note, ...]:
    """What the item's span has to say for itself."""
    notes = list(item.notes)
    if item.span and item.span.moved:
        start = item.span.start
        if item.span.cycle == "month":
            notes.append(
                Note("future-date-last-month", {"part": item.text, "date": f"{start:%d.%m.%Y}"})
            )
        else:
            notes.append(
                Note("future-date-last-year", {"part": item.text, "year": str(start.year)})
            )
    if item.span and item.span.reversed:
        notes.append(Note("range-reversed", {"part": item.text}))
    return tuple(notes)
