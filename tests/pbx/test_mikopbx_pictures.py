"""MikoPBX writes both people into a row, and oddities of its own: the call that rows become.

`time src>dst src_chan -> dst_chan billsec/duration DISPOSITION column=value …`
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.calls.grouping import group, tell
from bot.calls.model import Call, Leg, StepKind
from bot.pbx.clock import Clock
from bot.pbx.mikopbx_rows import Row, to_legs

TRUNK = "SIP-TRUNK-7C3A15F0"
PICTURES = {
    "answered": (
        """
        15:30:00.338 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-2 10/13 ANSWERED did=74952293042
        """,
        "inbound 79255283744>74952293042 302 answered 3 10",
    ),
    "a queue's own leg is no answer, though answer equals its end": (
        """
        15:30:00.338 79255283744>2200100 PJSIP/trunk-1 -> Queue:2200100 0/0 NOANSWER is_app=1 did=74952293042 answer=15:30:00.492
        15:30:00.492 79255283744>201 PJSIP/trunk-1 -> PJSIP/201-2 0/10 NOANSWER did=74952293042
        15:30:10.000 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-3 20/25 ANSWERED did=74952293042
        """,
        "inbound 79255283744>74952293042 302 answered 15 20",
    ),
    "nobody in the queue": (
        """
        15:30:00.0 79255283744>2200100 PJSIP/trunk-1 -> Queue:2200100 0/0 JOINEMPTY is_app=1 did=74952293042
        """,
        "inbound 79255283744>74952293042 - missed 0 0",
    ),
    "hung up in the menu": (
        """
        15:30:00.0 79255283744>2200300 PJSIP/trunk-1 -> App:2200300 0/12 NOANSWER is_app=1 did=74952293042
        """,
        "inbound 79255283744>74952293042 - menu 12 0",
    ),
    "out of working time": (
        """
        15:30:00.0 79255283744>outworktimes PJSIP/trunk-1 -> '' 0/12 NOANSWER is_app=1 did=74952293042
        """,
        "inbound 79255283744>74952293042 - menu 12 0",
    ),
    "voicemail, which MikoPBX calls answered": (
        """
        15:30:00.0 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-2 0/20 NOANSWER did=74952293042
        15:30:20.0 79255283744>voicemail PJSIP/trunk-1 -> VOICEMAIL 15/15 ANSWERED did=74952293042
        """,
        "inbound 79255283744>74952293042 - voicemail 35 0",
    ),
    "blind transfer, whose row has no milliseconds": (
        """
        15:30:00.338 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-2 10/13 ANSWERED did=74952293042
        15:30:14 79255283744>305 PJSIP/trunk-1 -> PJSIP/305-3 20/24 ANSWERED did=74952293042
        """,
        "inbound 79255283744>74952293042 302+305 answered 3 30",
    ),
    "attended transfer: ten seconds, two of consultation, five more": (
        """
        15:30:00 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-2 10/12 ANSWERED did=74952293042
        15:30:12 302>305 PJSIP/302-9 -> PJSIP/305-3 2/4 ANSWERED
        15:30:16 79255283744>305 PJSIP/trunk-1 -> PJSIP/305-3 5/5 ANSWERED did=74952293042
        """,
        "inbound 79255283744>74952293042 302+305 answered 2 15",
    ),
    "on to the employee's mobile": (
        f"""
        15:30:00 79255283744>302 PJSIP/trunk-1 -> PJSIP/302-2 0/15 NOANSWER did=74952293042
        15:30:15 79255283744>79031110303 PJSIP/trunk-1 -> PJSIP/{TRUNK}-3 30/36 ANSWERED did=74952293042 to_account={TRUNK}
        """,
        "inbound 79255283744>74952293042 79031110303 answered 21 30",
    ),
    "out, answered, in the old word": (
        f"""
        15:30:00 302>79255283744 PJSIP/302-1 -> PJSIP/{TRUNK}-2 10/15 ANSWER
        """,
        "outbound 302>79255283744 79255283744 answered 5 10",
    ),
    "out, nobody answers": (
        f"""
        15:30:00 302>89255283744 PJSIP/302-1 -> PJSIP/{TRUNK}-2 0/30 CANCEL to_account={TRUNK}
        """,
        "outbound 302>79255283744 - no answer 30 0",
    ),
    "out, billsec is negative": (
        f"""
        15:30:00 302>79255283744 PJSIP/302-1 -> PJSIP/{TRUNK}-2 -1/30 ANSWERED to_account={TRUNK} answer=15:30:31
        """,
        "outbound 302>79255283744 - no answer 30 0",
    ),
    "out, refused by the provider": (
        f"""
        15:30:00 302>79255283744 PJSIP/302-1 -> PJSIP/{TRUNK}-2 0/1 CHANUNAVAIL to_account={TRUNK}
        """,
        "outbound 302>79255283744 - failed 1 0",
    ),
    "internal, by the phones' own accounts": (
        """
        15:30:00 302>305 PJSIP/302-1 -> PJSIP/305-2 7/10 ANSWERED from_account=302 to_account=305
        """,
        "internal 302>305 305 answered 3 7",
    ),
    "internal, to a queue with a number as long as a phone's": (
        """
        15:30:00.0 302>2200100 PJSIP/302-1 -> Queue:2200100 0/0 NOANSWER is_app=1
        15:30:00.1 302>305 PJSIP/302-1 -> PJSIP/305-2 7/10 ANSWERED
        """,
        "internal 302>2200100 305 answered 3 7",
    ),
    "internal, to a queue where nobody is": (
        """
        15:30:00.0 302>2200100 PJSIP/302-1 -> Queue:2200100 0/0 JOINEMPTY is_app=1
        """,
        "internal 302>2200100 - no answer 0 0",
    ),
    "a conference": (
        """
        15:30:00 302>9001 PJSIP/302-1 -> MeetMe:9001 60/60 ANSWERED
        15:30:05 305>9001 PJSIP/305-2 -> MeetMe:9001 50/50 ANSWERED
        """,
        "internal 302>9001 9001 answered 0 60",
    ),
}


def row(line: str, number: int) -> dict[str, Any]:
    time, ends, channel, _, peer, seconds, word, *more = line.split()
    src, dst = ends.split(">")
    billsec, duration = map(int, seconds.split("/"))
    columns = dict(pair.split("=", 1) for pair in more)
    start = datetime.fromisoformat(f"2026-03-18 {time}")
    end = start + timedelta(seconds=duration)
    answer = columns.pop("answer", "") or (f"{end - timedelta(seconds=billsec):%T}" * (billsec > 0))
    return {
        "id": number,
        "linkedid": "mikopbx-1773847800.1",
        "UNIQUEID": f"mikopbx-1773847800.{number}_a1b2c3",
        "start": f"2026-03-18 {time}",
        "endtime": str(end),
        "answer": answer and f"2026-03-18 {answer}",
        "src_num": src,
        "dst_num": dst,
        "src_chan": channel,
        "dst_chan": peer.replace("''", ""),
        "disposition": word,
        "billsec": str(billsec),
        "duration": duration,
        **columns,
    }


def leg_of(columns: dict[str, Any]) -> Leg:
    (leg,) = to_legs([[columns.get(name) for name in Row._fields]], "RU", Clock())
    return leg


def call_of(picture: str) -> Call:
    lines = [line for line in picture.splitlines() if line.strip()]
    legs = [leg_of(row(line, number)) for number, line in enumerate(lines, 1)]
    (found,) = group(legs)
    return tell(found)


@pytest.mark.parametrize(("picture", "told"), PICTURES.values(), ids=PICTURES.keys())
def test_rows_become_the_call_they_were(picture: str, told: str) -> None:
    call = call_of(picture)
    assert told == (
        f"{call.direction} {call.who}>{call.called} {'+'.join(call.answered_by) or '-'}"
        f" {call.outcome} {call.wait:.0f} {call.talk:.0f}"
    )


def test_the_story_of_an_attended_transfer() -> None:
    picture, _ = PICTURES["attended transfer: ten seconds, two of consultation, five more"]
    assert [(step.kind, step.who, step.whom, step.seconds) for step in call_of(picture).steps] == [
        (StepKind.ARRIVED, "79255283744", "74952293042", 0),
        (StepKind.ANSWERED, "79255283744", "302", 10),
        (StepKind.CONSULTED, "302", "305", 2),
        (StepKind.CONTINUED, "79255283744", "305", 5),
    ]


@pytest.mark.parametrize("value", ["", "-"])
def test_a_recording_that_was_off_is_none(value: str) -> None:
    columns = row("15:30:00 302>305 a -> b 7/10 ANSWERED", 1) | {"recordingfile": value}
    assert leg_of(columns).recording == ""


def test_rows_with_one_uniqueid_are_told_apart() -> None:
    one, other = (row(f"15:30:0{n} 302>305 a -> b 7/10 ANSWERED", 1) for n in (1, 2))
    keys = {leg_of(columns).key for columns in (one, other, dict(other, id=9))}
    assert len(keys) == 2  # the same row written twice is one row


@pytest.mark.parametrize("junk", ["", None, "0000-00-00", "yesterday"])
def test_a_row_of_junk_is_still_a_leg(junk: str | None) -> None:
    leg = leg_of({"start": junk, "endtime": junk, "billsec": junk})
    assert tell([leg]).talk == 0
