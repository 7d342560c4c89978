"""A client's case: from his first vain call until we talked with him, or somebody closed it.

Cases are told anew from all that is known of a client, so that neither the order nor the batches
in which calls are learnt matter: the journal's calls and the people's deeds, put side by side.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.calls import followup
from bot.calls.model import Direction, Outcome, Summary
from bot.calls.page import Listed

SHORT_RING = 5.0  # seconds; who hangs up sooner dialled a wrong number more often than not


class DeedKind(StrEnum):
    """What people do about a client, besides calling him."""

    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"  # `text` is the employee's number or name
    DONE = "done"
    NOTE = "note"  # `text` is the note


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done in Telegram about `client`, by the person `by` whose name was `name`.

    `about` is the id of his last vain call that the person could know of: what a deed concerns
    does not depend on whether the PBX's clock goes like ours.
    """

    client: str
    kind: DeedKind
    at: datetime
    about: int
    by: int = 0
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a client called lately, and which employee he usually talks with ('' for none)."""

    calls: int = 0
    usual: str = ""


class State(StrEnum):
    """Where a case stands; a conversation outweighs a deed, for the journal is the truth."""

    OPEN = "open"
    TRIED = "tried"
    DONE = "done"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A client who got through to nobody, and what came of it.

    `waits` are his vain calls, oldest first, `shorts` the rings too short to count as such among
    them, `tries` our vain calls back, `returned` the conversation that settled it. `until` is the
    id of the call that begins the client's next case, None for the last one.
    """

    client: str
    waits: tuple[Listed, ...]
    shorts: int = 0
    tries: tuple[Listed, ...] = ()
    returned: Listed | None = None
    deeds: tuple[Deed, ...] = ()
    until: int | None = None

    @property
    def state(self) -> State:
        if self.returned:
            return State.RETURNED
        if self.done:
            return State.DONE
        return State.TRIED if self.tries else State.OPEN

    @property
    def open(self) -> bool:
        return not self.returned and not self.done

    @property
    def first(self) -> Summary:
        return self.waits[0].call

    @property
    def last(self) -> Summary:
        return self.waits[-1].call

    @property
    def done(self) -> Deed | None:
        return self._latest(DeedKind.DONE)

    @property
    def assigned(self) -> Deed | None:
        return self._latest(DeedKind.ASSIGN)

    def holder(self, now: datetime, hold: timedelta) -> Deed | None:
        """Who has claimed it, unless he gave it back or `hold` has passed."""
        deed = self._latest(DeedKind.CLAIM, DeedKind.RELEASE)
        claimed = deed and deed.kind is DeedKind.CLAIM and now < deed.at + hold
        return deed if claimed else None

    def covers(self, call_id: int) -> bool:
        """Whether a vain call with this id is, or would be, one of this case."""
        end = self.returned.id if self.returned else self.until
        return self.waits[0].id <= call_id and (end is None or call_id < end)

    def _latest(self, *kinds: DeedKind) -> Deed | None:
        return next((deed for deed in reversed(self.deeds) if deed.kind in kinds), None)


@dataclass(slots=True)
class _Draft:
    """A case while it is being told."""

    waits: list[Listed]
    shorts: int = 0
    tries: list[Listed] = field(default_factory=list)
    returned: Listed | None = None
    deeds: list[Deed] = field(default_factory=list)
    done: bool = False


def cases(
    client: str,
    entries: Iterable[Listed],
    deeds: Iterable[Deed] = (),
    counts: Callable[[Summary], bool] = followup.waits,
) -> tuple[Case, ...]:
    """All cases of one client, oldest first, from his calls and the deeds in any order.

    `counts` says which of his vain calls concern whoever asks (their lines, hang-ups in a menu).
    """
    drafts: list[_Draft] = []
    waiting = deque(sorted(deeds, key=lambda deed: (deed.about, deed.at, deed.kind)))
    for entry in sorted(entries, key=lambda entry: entry.id):
        while waiting and waiting[0].about < entry.id:
            _do(drafts, waiting.popleft())
        _take(drafts, entry, counts)
    for deed in waiting:
        _do(drafts, deed)
    return _told(client, drafts)


def short(call: Summary) -> bool:
    """A ring too brief to owe an answer to; who left a message meant it."""
    return call.wait < SHORT_RING and call.outcome is not Outcome.VOICEMAIL


def usual(talkers: Sequence[str]) -> str:
    """Of those who talked with a client, oldest first, who did so most; of several the latest."""
    named = [number for number in reversed(talkers) if number]
    return max(named, key=named.count, default="")


def _take(drafts: list[_Draft], entry: Listed, counts: Callable[[Summary], bool]) -> None:
    """Let one call go on with the story."""
    call, current = entry.call, drafts[-1] if drafts else None
    going = current if current and current.returned is None else None
    if followup.settles(call):
        if going:
            going.returned = entry
    elif followup.waits(call) and counts(call):
        _wait(drafts, going, entry)
    elif going and not going.done and call.direction is Direction.OUTBOUND:
        going.tries.append(entry)


def _wait(drafts: list[_Draft], going: _Draft | None, entry: Listed) -> None:
    closed = going is None or going.done
    if short(entry.call):
        if going and not closed:
            going.shorts += 1
    elif going and not closed:
        going.waits.append(entry)
    else:
        drafts.append(_Draft([entry]))


def _do(drafts: list[_Draft], deed: Deed) -> None:
    """Let a deed count for the case that was open then."""
    current = drafts[-1] if drafts else None
    if current is None or current.returned or current.done:
        return
    current.deeds.append(deed)
    if deed.kind is DeedKind.DONE:
        current.done = True


def _told(client: str, drafts: Sequence[_Draft]) -> tuple[Case, ...]:
    ends = [*(draft.waits[0].id for draft in drafts[1:]), None]
    return tuple(
        Case(
            client=client,
            waits=tuple(draft.waits),
            shorts=draft.shorts,
            tries=tuple(draft.tries),
            returned=draft.returned,
            deeds=tuple(draft.deeds),
            until=until,
        )
        for draft, until in zip(drafts, ends, strict=False)
    )
