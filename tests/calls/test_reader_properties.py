"""What holds for every message: order and spelling do not matter, time is whole, nothing raises."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls import phone
from bot.calls.query import Match, NumberTerm, Query
from bot.calls.reader import read
from tests.calls.test_reader import MOSCOW, OFFICE

PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """
    201 Белкина вчера с по до на от 1 15 марта 01.03 31.02 пропущенные > - / , 8 925 528 37 44
    10:00 за последние 3 дня неделю год 2025 2001 и не звонил кому *97 #1 + 2026-03-01 100000
    прошлого года месяца недели неделя 53 конец последняя первая половина летом зимой кроме квартал
    полугодие часов минут дня в числа часа начала после сегодня день недель
    утром назад последний прошлый понедельник Q4 29.02 числа 99999 *** О3 https:// /missed
        """,
    )
)
LONG = [
    "1 ",
    "8 925 ",
    "я",
    "(",
    "-",
    "\u0301",
    "*1",
    "7",
    "1-",
    "1.",
    "с 1 по ",
    "8о",
    "за ",
    "+ ",
    "кто ",
    "последние ",
    "http://",
    "t.me/",
    "%2B7",
    "begin:vcard\ntel:",
    "\ufdfa",
    "Иванов ",
    "1:1",
    "хх**",
]
SPEECH = st.lists(PIECES, max_size=8).map(" ".join)
NUMBERS = st.from_regex(r"79[0-9]{9}", fullmatch=True).filter(phone.is_worldwide)
PERIODS = st.sampled_from(["вчера", "01.03-15.03", "за неделю", "с 1 по 15 марта", "in March"])
FILTERS = st.sampled_from(
    [
        "пропущенные",
        "исходящие",
        "с записью",
        "длиннее 5 минут",
        "короче минуты",
        "дольше 2025 часов",
        "busy",
    ]
)


@settings(deadline=None, max_examples=300)
@given(SPEECH | st.text(max_size=300))
def test_any_text_is_read_and_any_reading_fits_a_button(text: str) -> None:
    reading = read(text, OFFICE)
    for query in (reading.query, *(each.query for each in reading.choices)):
        check(query)


def check(query: Query) -> None:
    packed = query.pack()
    assert query.linkedid or len(packed) <= 45
    unpacked = Query.unpack(packed, MOSCOW)
    assert unpacked.pack() == packed
    if query.period:
        assert query.period.start < query.period.end
        assert query.period.start < OFFICE.now + timedelta(minutes=1)
        assert unpacked.period == query.period


def spellings(number: str) -> list[str]:
    parsed = phonenumbers.parse(f"+{number}")
    styles = phonenumbers.PhoneNumberFormat
    formats = (styles.E164, styles.INTERNATIONAL, styles.NATIONAL, styles.RFC3966)
    local = number[1:]
    return [
        *(phonenumbers.format_number(parsed, each) for each in formats),
        number,
        f"8{local}",
        local,
        f"8({local[:3]}){local[3:6]}-{local[6:8]}-{local[8:]}",
        f"+7.{local[:3]}.{local[3:6]}.{local[6:8]}.{local[8:]}",
        f"7 {local[:3]} {local[3:]}",
        f"https://wa.me/{number}",
    ]


@settings(deadline=None, max_examples=60)
@given(NUMBERS)
def test_every_spelling_of_a_number_is_the_same_question(number: str) -> None:
    readings = {text: read(text, OFFICE) for text in spellings(number)}
    expected = Query(numbers=(NumberTerm(number, Match.EXACT),))
    assert {text: each.query for text, each in readings.items()} == dict.fromkeys(
        readings, expected
    )
    assert {each.kind for each in readings.values()} == {"number"}


@settings(deadline=None, max_examples=60)
@given(NUMBERS | st.sampled_from(["201", "2001", "Белкина"]), PERIODS, FILTERS, st.randoms())
def test_the_order_of_number_period_and_filter_does_not_matter(
    number: str, period: str, word: str, chance: Random
) -> None:
    items = [number, period, word]
    expected = read(" ".join(items), OFFICE)
    chance.shuffle(items)
    shuffled = read(" ".join(items), OFFICE)
    assert (shuffled.kind, shuffled.query) == (expected.kind, expected.query)
    assert expected.kind.count("+") == 2


@pytest.mark.parametrize("unit", LONG)
def test_the_longest_message_is_read_at_once(unit: str) -> None:
    started = perf_counter()
    read(unit * (4096 // len(unit)), OFFICE)
    assert perf_counter() - started < 1  # it takes 0.1 s; anything quadratic takes minutes


NOWS = st.integers(1_580_000_000, 2_000_000_000).map(lambda at: datetime.fromtimestamp(at, MOSCOW))


@settings(deadline=None, max_examples=200)
@given(SPEECH, NOWS)
def test_a_period_has_begun_whenever_it_is_asked_for(text: str, now: datetime) -> None:
    period = read(text, replace(OFFICE, now=now)).query.period
    if period:
        assert period.start < period.end
        assert period.start <= now
