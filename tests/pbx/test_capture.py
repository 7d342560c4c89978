"""Every call that was made through a real Asterisk comes out as it really was."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.calls.model import Call, Outcome, Step, StepKind
from bot.pbx.asterisk_rows import Office
from bot.pbx.open import open_source
from tests.mariadb import MariaDB
from tests.pbx.capture import Truth, load, truths
from tests.pbx.reading import calls_of, read

Calls = dict[str, Call]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def calls(mariadb: MariaDB) -> AsyncIterator[Calls]:
    source = open_source(load(mariadb), Office("RU"))
    legs, _ = await read(source)
    await source.close()
    yield calls_of(legs)


@pytest.mark.parametrize("truth", truths(), ids=lambda truth: truth.linkedid)
def test_a_call_is_what_happened(calls: Calls, truth: Truth) -> None:
    call = calls[truth.linkedid]
    assert call.direction == truth.direction
    assert (call.who, call.called) == (truth.who, truth.called)
    assert call.answered_by == truth.answered_by
    assert call.outcome in truth.outcomes


def test_there_is_no_call_that_did_not_happen(calls: Calls) -> None:
    assert set(calls) == {truth.linkedid for truth in truths()}


@pytest.mark.parametrize(
    ("linkedid", "silent"),
    [
        ("1795430572.6", {("201", Outcome.NO_ANSWER), ("202", Outcome.BUSY)}),
        ("1795430584.9", {("201", Outcome.NO_ANSWER), ("202", Outcome.BUSY)}),
        ("1795430624.15", {("201", Outcome.NO_ANSWER), ("202", Outcome.NO_ANSWER)}),
        ("1795436315.119", set()),  # he waited behind another: no phone rang for him
        ("1795436404.162", {("201", Outcome.NO_ANSWER)}),
        ("1795436497.203", {("201", Outcome.NO_ANSWER)}),
    ],
)
def test_a_missed_call_knows_who_did_not_answer(
    calls: Calls, linkedid: str, silent: set[tuple[str, Outcome]]
) -> None:
    call = calls[linkedid]
    rang = {(step.whom, step.result) for step in call.steps if step.kind is StepKind.RANG}
    assert rang == silent
    assert set(call.rung) == {whom for whom, _ in silent}
    assert call.steps[-1].kind is StepKind.HUNG_UP


def said(step: Step) -> str:
    who = f"{step.who} " if step.kind in {StepKind.CONSULTED, StepKind.TRANSFERRED} else ""
    return f"{step.kind} {who}{step.whom} {step.seconds:.0f}"


@pytest.mark.parametrize(
    ("linkedid", "story"),
    [
        (  # attended transfer by feature code: the consultation is not the client's talk
            "1795430966.49",
            "arrived 74952293043 0, answered 302 6, consulted 302 305 6, continued 305 27",
        ),
        (  # blind transfer
            "1795430823.41",
            "arrived 74952293043 0, answered 302 5, transferred 302 305 0, continued 305 21",
        ),
        (  # handed over while the phone still rang
            "1795436317.122",
            "arrived 74952293057 0, answered 302 4, transferred 302 305 0, continued 305 20",
        ),
        (  # the consulted colleague declined
            "1795436125.65",
            "arrived 74952293057 0, answered 302 5, consulted 302 303 0, continued 302 18",
        ),
        (  # the consulted colleague answered, and did not take the call
            "1795436268.100",
            "arrived 74952293057 0, answered 302 5, consulted 302 304 6, continued 302 16",
        ),
        (  # parked and fetched
            "1795436125.67",
            "arrived 74952293057 0, answered 302 5, parked 701 4, continued 305 11",
        ),
        (  # parked and given up
            "1795436318.126",
            "arrived 74952293057 0, answered 302 5, parked 701 5, hung-up  0",
        ),
        (  # Local members of a queue: the ringing is in the outer row, the talk in the inner one
            "1795436314.115",
            "arrived 74952293052 0, queue 602 9, rang 201 6, answered 303 14",
        ),
        (  # two phones of a queue: the loser's row tells when the winner answered
            "1795436267.97",
            "arrived 74952293051 0, queue 600 2, rang 305 2, answered 302 13",
        ),
        ("1795436606.0", "arrived 74952293050 0, rang 201 6, voicemail 201 23"),
        ("1795436270.106", "arrived 74952293053 0, menu  9, hung-up  0"),
        ("1795436161.80", "dialled 79161112255 0, answered 79161112255 14"),
    ],
)
def test_a_call_reads_as_it_went(calls: Calls, linkedid: str, story: str) -> None:
    assert ", ".join(map(said, calls[linkedid].steps)) == story


def test_talk_is_what_the_client_and_the_office_said(calls: Calls) -> None:
    attended = calls["1795430966.49"]
    assert (attended.wait, attended.talk) == (2, 33)
    assert attended.started.isoformat() == "2026-11-23T10:49:26+00:00"


def test_recordings_belong_to_those_who_talk_in_them(calls: Calls) -> None:
    found = {
        linkedid: [(one.file.split("-")[0], one.who, one.whom, one.talk) for one in call.recordings]
        for linkedid, call in calls.items()
    }
    assert found["1795430966.49"] == [
        ("in", "79255283744", "302", 6),
        ("internal", "79255283744", "305", 27),
    ]
    assert found["1795436162.83"] == [("in", "79265550140", "307", 37)]  # one file for both
    assert found["1795436161.80"] == [("out", "303", "79161112255", 14)]
    assert found["1795430728.31"] == []  # nobody talked, though there is a file's name


def test_a_caller_name_is_kept_as_it_came(calls: Calls) -> None:
    assert calls["1795436015.60"].who_name == "<b>Рога & Копыта</b> 📞😀"
