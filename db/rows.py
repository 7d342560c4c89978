"""One call as the rows of every table: written, compared and taken back as one thing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.calls import followup, grouping
from bot.calls.codec import legs_to_json
from bot.calls.model import Call, Leg
from db import facts, ids, pairs
from db.digits import APART, ENDING, alike, backwards, plain, short

EVERYBODY = ""
EVER = 0  # the block of what is tallied over all time
NAME, WORD = 150, 80  # characters of a linkedid, of a number, a queue, a caller's name


@dataclass(slots=True)
class CallRows:
    """A call and its rows; `columns` are those of `calls` after the id, `legs` among them.

    `numbers` and `pairs` are as their column has them, and so are `places`, its line and queue,
    and those that are `alike`. What became of a wait is filled in while saving. `call` may be left
    behind.
    """

    id: int
    legs: str
    columns: tuple[str | int | None, ...]
    keys: frozenset[str]
    numbers: dict[str, int]
    pairs: dict[str, int]
    places: tuple[str, ...]
    alike: dict[str, int]
    client: str
    waits: bool
    settles: bool
    vain: bool
    call: Call | None
    returned_id: int | None = None
    tries: int = 0

    def settle(self, returned_id: int | None, tries: int) -> None:
        """Note the conversation that settled this wait, if any, and the vain calls until then."""
        self.returned_id, self.tries = returned_id, tries
        everybody = self.numbers[EVERYBODY]
        self.numbers[EVERYBODY] = facts.returned(everybody, returned_id is not None)

    @property
    def stretches(self) -> Iterator[tuple[str, int]]:
        """Everybody, numbers and pairs with their facts: this call is a row of each."""
        return chain(self.numbers.items(), self.pairs.items())

    def tallies(self, often: Collection[str] = ()) -> Iterator[tuple[str, int, int]]:
        """What this call adds one to: (number, day, facts); all of those who are in it `often`."""
        day = self.id // ids.DAY
        for number, seen in self.stretches:
            if short(number) or seen & facts.OURS or number in often:
                yield number, day, seen & facts.TALLIED

    @property
    def endings(self) -> Iterator[tuple[str, int, int]]:
        """What this call adds one to beside: the last digits of its numbers, once and for ever."""
        of_all = self.numbers[EVERYBODY] & facts.LASTING
        for ending in {n[:ENDING] for n in self.numbers if len(n) >= ENDING}:
            yield ending + APART, EVER, of_all


def rows_of(call: Call) -> CallRows:
    """The rows of `call`, not yet knowing whether its client was talked with since."""
    shared = facts.of_call(call)
    roles = {plain(n): role for n, role in facts.of_numbers(call).items()}
    roles.pop(EVERYBODY, None)
    known = shared | facts.company(roles)
    numbers = {number[::-1]: role for number, role in roles.items()}
    queue = backwards(call.queue)
    legs = legs_to_json(call.legs)
    return CallRows(
        id=ids.call_id(call.linkedid, call.started),
        legs=legs,
        columns=(*_columns(call), legs, *_listed(call)),
        keys=keys_of(call.legs),
        numbers={EVERYBODY: shared} | {number: known | role for number, role in numbers.items()},
        pairs=dict(pairs.of_call(shared, numbers, queue)),
        places=tuple(n for n, role in numbers.items() if role & facts.LINE or n == queue),
        alike=alike(numbers),
        client=plain(call.client),
        waits=followup.waits(call),
        settles=followup.settles(call),
        vain=followup.vain(call),
        call=call,
    )


def _columns(call: Call) -> tuple[str | int, ...]:
    """The row of `calls` between the id and the legs."""
    return (
        call.linkedid[:NAME],
        call.direction.value,
        call.outcome.value,
        ids.milliseconds(call.started),
        ids.milliseconds(call.ended),
        call.who[:WORD],
        call.called[:WORD],
        call.queue[:WORD],
        " ".join(call.rung),
        " ".join(call.answered_by),
        round(call.wait * 1000),
        round(call.talk * 1000),
    )


def _listed(call: Call) -> tuple[str | int | None, ...]:
    """The row of `calls` behind the legs: NULL unless all columns together say what a list shows.

    They do not where a name is longer than its column, a number is what a PBX calls a conference,
    spaces and all, or a time is finer than those of any PBX we know. Then, as in rows of before
    there were these two columns, the call is told from its legs for lists too.
    """
    words = (call.who, call.who_name, call.called, call.queue)
    cut = len(call.linkedid) > NAME or max(map(len, words)) > WORD
    parted = " " in "".join(call.rung + call.answered_by)
    if cut or parted or not all(map(_exact, call.legs)):
        return None, None
    return call.who_name, call.recorded


def _exact(leg: Leg) -> bool:
    """Whether the times of `leg` are whole milliseconds."""
    answered = leg.answered or leg.ended
    return not any(at.microsecond % 1000 for at in (leg.started, answered, leg.ended))


def keys_of(legs: Iterable[Leg]) -> frozenset[str]:
    """What the calls of `legs` are found by."""
    return frozenset(key[:NAME] for leg in legs for key in grouping.keys(leg) or (leg.key,))
