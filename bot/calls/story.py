"""A call told as steps, in order: arrived, rang, answered, consulted, continued, hung up.

Meetings and stays (queue, menu, voicemail, parking) become moments; the moments, sorted, are read
once from first to last, and what was said before decides how the next one is called: a second
person who talks is «continued», and «transferred» too unless a consultation already led to him.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.calls.cast import Cast
from bot.calls.model import App, Direction, End, Recording, Step, StepKind
from bot.calls.pairing import Pairing
from bot.calls.talk import Meeting

_STAYS = {
    App.MENU: StepKind.MENU,
    App.QUEUE: StepKind.QUEUE,
    App.GROUP: StepKind.QUEUE,
    App.VOICEMAIL: StepKind.VOICEMAIL,
    App.PARKING: StepKind.PARKED,
}
_HEARD = frozenset({StepKind.ANSWERED, StepKind.CONTINUED, StepKind.CONSULTED, StepKind.VOICEMAIL})


class _Rank(IntEnum):
    """What comes first of moments with one time; rows know whole seconds only."""

    STAY = 0
    ASIDE = 1
    REACHED = 2
    RANG = 3
    TALKED = 4


@dataclass(frozen=True, slots=True)
class _Moment:
    at: datetime
    rank: _Rank
    meeting: Meeting
    until: datetime | None = None  # of talk


def stays(pairs: Iterable[Pairing], cast: Cast) -> list[Pairing]:
    """Where the PBX itself kept the subject: queue, menu, voicemail, parking lot."""
    alone = [pair for pair in pairs if pair.callee.end is End.NOBODY and pair.app in _STAYS]
    return [pair for pair in alone if cast.is_subject(pair.caller)]


@dataclass(frozen=True, slots=True)
class Story:
    """All that the steps of one call are told from; calling it tells them."""

    cast: Cast
    started: datetime
    ended: datetime
    mains: Sequence[Meeting]
    asides: Sequence[Meeting]
    waits: Sequence[Pairing]
    recordings: Sequence[Recording]

    def __call__(self) -> tuple[Step, ...]:
        files = {recording.file: number for number, recording in enumerate(self.recordings)}
        teller = _Teller(self.cast, self.started, self.ended, files)
        return teller.tell(self.mains, self.asides, self.waits)


@dataclass
class _Teller:
    """Reads the moments of one call and keeps what has been told so far."""

    cast: Cast
    started: datetime
    ended: datetime
    files: Mapping[str, int]
    steps: list[Step] = field(default_factory=list)
    _partner: str = ""  # who talks, or last talked, with the subject
    _place: str = ""
    _led_to: set[str] = field(default_factory=set)  # no need to say «transferred» to these

    def tell(
        self, mains: Sequence[Meeting], asides: Sequence[Meeting], waits: Sequence[Pairing]
    ) -> tuple[Step, ...]:
        self._open()
        moments = _moments(mains, asides, waits)
        for number, moment in enumerate(moments):
            self._say(moment, moments[number + 1 :], mains)
        if self.cast.direction is Direction.INBOUND and self.steps[-1].kind not in _HEARD:
            self.steps.append(Step(kind=StepKind.HUNG_UP, at=self.ended, who=self.cast.who))
        return tuple(self.steps)

    def _open(self) -> None:
        inbound = self.cast.direction is Direction.INBOUND
        kind = StepKind.ARRIVED if inbound else StepKind.DIALLED
        opening = Step(kind=kind, at=self.started, who=self.cast.who, whom=self.cast.called)
        self.steps.append(opening)
        if self.cast.direction is Direction.OUTBOUND:
            self._partner = self.cast.who

    def _say(self, moment: _Moment, later: Sequence[_Moment], mains: Sequence[Meeting]) -> None:
        pair = moment.meeting.pair
        match moment.rank:
            case _Rank.STAY:
                self._stay(pair, self._until(pair.started, later))
            case _Rank.ASIDE:
                self._aside(moment.meeting, mains)
            case _Rank.REACHED:
                self._enter(pair, self._until(pair.started, later))
                self._hand_over(moment.meeting)
            case _Rank.RANG:
                self._rang(moment.meeting)
            case _Rank.TALKED:
                self._talk(moment.meeting, moment.at, moment.until or moment.at)

    def _stay(self, pair: Pairing, until: datetime) -> None:
        kind = _STAYS[pair.app]
        if kind is StepKind.QUEUE:
            self._enter(pair, until)
            return
        parked = kind is StepKind.PARKED
        stay = Step(
            kind=kind,
            at=pair.started,
            who=self._partner if parked else self.cast.who,
            whom=pair.place,
            seconds=_length(pair),
            recording=self.files.get(pair.recording) if kind is StepKind.VOICEMAIL else None,
        )
        self.steps.append(stay)
        if parked:
            self._partner = ""  # whoever talks next was not sent the caller, he fetched him

    def _enter(self, pair: Pairing, until: datetime) -> None:
        """Say once that the subject came to wait in a queue or ring group."""
        if pair.app not in (App.QUEUE, App.GROUP) or pair.place == self._place:
            return
        self._place = pair.place
        seconds = (until - pair.started).total_seconds()
        queue = Step(kind=StepKind.QUEUE, at=pair.started, whom=pair.place, seconds=seconds)
        self.steps.append(queue)

    def _aside(self, aside: Meeting, mains: Sequence[Meeting]) -> None:
        """A colleague was called while the subject waited: asked, or handed over unheard."""
        pair = aside.pair
        joined = any(main.spans and main.partner.same(aside.partner) for main in mains)
        asked = bool(aside.spans) or not joined
        step = Step(
            kind=StepKind.CONSULTED if asked else StepKind.TRANSFERRED,
            at=pair.started,
            who=pair.caller.number,
            whom=aside.partner.number,
            seconds=aside.seconds,
            result=pair.result if asked and not aside.spans else None,
            recording=self.files.get(pair.recording) if aside.spans else None,
        )
        self.steps.append(step)
        self._led_to.add(aside.partner.number)

    def _hand_over(self, meeting: Meeting) -> None:
        whom = meeting.partner.number
        if not self._partner or not self._talked or whom in self._led_to | {self._partner}:
            return
        at = meeting.pair.started
        sent = Step(kind=StepKind.TRANSFERRED, at=at, who=self._partner, whom=whom)
        self.steps.append(sent)
        self._led_to.add(whom)

    def _rang(self, meeting: Meeting) -> None:
        pair = meeting.pair
        rang = Step(
            kind=StepKind.RANG,
            at=pair.started,
            whom=self._name(meeting),
            seconds=_length(pair),
            result=pair.result,
        )
        self.steps.append(rang)

    def _talk(self, meeting: Meeting, start: datetime, end: datetime) -> None:
        talk = Step(
            kind=StepKind.CONTINUED if self._talked else StepKind.ANSWERED,
            at=start,
            who=meeting.pair.caller.number,
            whom=self._name(meeting),
            seconds=(end - start).total_seconds(),
            recording=self.files.get(meeting.pair.recording),
        )
        self.steps.append(talk)
        self._partner = meeting.partner.number
        self._led_to.clear()

    @property
    def _talked(self) -> bool:
        return any(step.kind is StepKind.ANSWERED for step in self.steps)

    def _name(self, meeting: Meeting) -> str:
        """Whom to name: of our own call out it is the client who rang and answered."""
        first = not self._talked and self.cast.direction is Direction.OUTBOUND
        ours = meeting.partner.number == self.cast.who
        return self.cast.called if first and ours else meeting.partner.number

    def _until(self, start: datetime, later: Iterable[_Moment]) -> datetime:
        """When a wait that began at `start` was over: talk, the next stay, or the call's end."""
        ends = (moment.at for moment in later if moment.rank in (_Rank.STAY, _Rank.TALKED))
        return max(start, next(ends, self.ended))


def _moments(
    mains: Iterable[Meeting], asides: Iterable[Meeting], waits: Iterable[Pairing]
) -> list[_Moment]:
    moments = [_Moment(pair.started, _Rank.STAY, Meeting(pair, pair.callee, ())) for pair in waits]
    asked = (aside for aside in asides if aside.pair.app is not App.CONFERENCE)
    moments += [_Moment(aside.pair.started, _Rank.ASIDE, aside) for aside in asked]
    for main in mains:
        moments.append(_Moment(main.pair.started, _Rank.REACHED, main))
        if not main.pair.answered:
            moments.append(_Moment(main.pair.started, _Rank.RANG, main))
        moments += [_Moment(start, _Rank.TALKED, main, end) for start, end in main.spans]
    return sorted(moments, key=lambda moment: (moment.at, moment.rank))


def _length(pair: Pairing) -> float:
    return (pair.ended - pair.started).total_seconds()
