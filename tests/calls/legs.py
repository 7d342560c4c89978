"""Legs for tests: random ones for properties, and a short way to write one by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.calls.model import App, End, Leg, Outcome

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
TEXT = st.text(max_size=8)
NUMBERS = st.sampled_from(["", "201", "302", "305", "79255283744", "79161112233"])
CHANNELS = st.sampled_from(
    ["", "PJSIP/302-01", "PJSIP/305-02", "PJSIP/trunk-03", "Local/305@x-01;1", "Local/305@x-01;2"]
)


def leg(key: str, linkedid: str, **fields: Any) -> Leg:
    defaults: dict[str, Any] = {"started": NOON, "ended": NOON + timedelta(seconds=10)}
    return Leg(key=key, linkedid=linkedid, **(defaults | fields))


def moments(low: int = 0, high: int = 600_000) -> st.SearchStrategy[datetime]:
    return st.integers(low, high).map(lambda ms: NOON + timedelta(milliseconds=ms))


def any_legs(max_size: int = 6) -> st.SearchStrategy[list[Leg]]:
    """Rows no PBX would write: loops of Local halves, ends before starts, empty names."""
    ids = st.sampled_from(["1.1", "1.2", "1.3", "2.4", "mikopbx-3.5"])
    one = st.builds(
        Leg,
        key=st.integers(0, 20).map(lambda n: f"1.1/{n}") | TEXT,
        linkedid=ids,
        uniqueid=ids | st.just(""),
        started=moments() | st.just(datetime.fromtimestamp(0, UTC)),
        answered=st.none() | moments(),
        ended=moments(),
        src=NUMBERS,
        dst=NUMBERS,
        src_end=st.sampled_from(End),
        dst_end=st.sampled_from(End),
        src_name=TEXT,
        dialled=NUMBERS,
        did=NUMBERS,
        channel=CHANNELS,
        peer=CHANNELS,
        app=st.sampled_from(App),
        place=TEXT,
        disposition=st.sampled_from(
            [Outcome.ANSWERED, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED]
        ),
        recording=TEXT,
    )
    return st.lists(one, max_size=max_size, unique_by=lambda found: found.key)
