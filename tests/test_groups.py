"""A group's settings as text and back."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls.calendar import Hours, Span
from bot.groups import Duty, Group, group_of, settings_to_json

times = st.none() | st.times().map(lambda t: time(t.hour, t.minute))
spans = st.integers(0, 1439).flatmap(
    lambda start: st.integers(start + 1, 1440).map(lambda end: Span(start, end))
)
groups = st.builds(
    Group,
    id=st.integers(),
    title=st.text(),
    active=st.booleans(),
    enabled=st.booleans(),
    lines=st.lists(st.from_regex(r"\d{3,11}", fullmatch=True)).map(tuple),
    hours=st.builds(
        Hours,
        st.tuples(*[st.lists(spans, max_size=2).map(tuple)] * 7),
        st.frozensets(st.dates(), max_size=3),
    ),
    escalation=st.none() | st.integers(1, 120),
    duty=st.none() | st.builds(Duty, st.integers(), st.text()),
    morning=times,
    evening=times,
    topic=st.none() | st.integers(1),
    language=st.sampled_from(["ru", "en"]),
    board=st.none() | st.integers(1),
)


@settings(deadline=None, max_examples=60)
@given(groups)
def test_settings_come_back_as_they_were(group: Group) -> None:
    text = settings_to_json(group)
    assert group_of(group.id, group.title, text, active=group.active) == group


def test_a_group_nobody_set_up_takes_no_room() -> None:
    assert settings_to_json(Group(id=-1, title="Отдел продаж")) == "{}"


def test_settings_of_another_version_are_left_out() -> None:
    text = '{"enabled":true,"ringtone":"loud"}'
    assert group_of(-1, "", text, active=True) == Group(id=-1, enabled=True)


def test_a_week_is_readable() -> None:
    hours = Hours(holidays=frozenset({date(2026, 1, 1)}), week=((Span(540, 1080),),) + ((),) * 6)
    assert settings_to_json(Group(id=-1, hours=hours)) == (
        '{"hours":{"week":[[[540,1080]],[],[],[],[],[],[]],"holidays":["2026-01-01"]}}'
    )


def test_no_lines_are_all_lines() -> None:
    assert Group(id=-1).hears("74952293042")
    assert not Group(id=-1, lines=("74952293043",)).hears("74952293042")
