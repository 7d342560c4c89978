"""A group's budget, however the requests come."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.pacing import BURST, Budget

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TELEGRAM = 20  # a minute in a group


@given(st.lists(st.floats(0, 30), max_size=200))
@settings(deadline=None, max_examples=100)
def test_no_minute_has_more_than_telegram_takes(pauses: list[float]) -> None:
    budget, now, said = Budget(), NOON, list[datetime]()
    for pause in pauses:
        now += timedelta(seconds=pause)
        while budget.take(now):
            said.append(now)
    assert all(sum(at <= other < at + MINUTE for other in said) < TELEGRAM for at in said)


def test_a_few_at_once_and_then_in_time() -> None:
    budget = Budget()
    assert budget.left(NOON) == 1
    assert budget.left(NOON + MINUTE) == BURST
    assert [budget.take(NOON + MINUTE) for _ in range(BURST + 1)] == [*[True] * BURST, False]
    assert budget.take(NOON + MINUTE + timedelta(seconds=5))


def test_what_telegram_asked_to_wait_is_waited() -> None:
    budget = Budget()
    budget.hold(NOON, 30)
    assert not budget.take(NOON + timedelta(seconds=29))
    assert budget.take(NOON + timedelta(seconds=30))
