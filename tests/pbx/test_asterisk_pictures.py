"""One call is many rows: each way Asterisk writes them, and the call it must become.

The pictures follow Asterisk's CDR specification and rows of real FreePBX machines.
"""

from pathlib import Path

import pytest

from tests.pbx.picture import calls, pictures, told

PICTURES = pictures(Path(__file__).with_name("asterisk_pictures.txt"))


@pytest.mark.parametrize(("picture", "call"), PICTURES.values(), ids=PICTURES.keys())
def test_rows_become_the_call_they_were(picture: str, call: str) -> None:
    assert told(picture) == call


def test_two_phones_that_were_asked_are_both_named() -> None:
    picture, _ = PICTURES["out: the first trunk is congested, on the second nobody answers"]
    (call,) = calls(picture)
    assert [(step.whom, step.result) for step in call.steps[1:]] == [
        ("79161112233", "failed"),
        ("79161112233", "no answer"),
    ]
