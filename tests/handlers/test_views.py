"""Views as people read them: what goes in, what stands in the message."""

import pytest

from bot.calls.model import Direction, Outcome, Recording
from bot.calls.page import Entry
from bot.calls.query import Match, NumberTerm, Period, Query, Role
from handlers.views import audio, card, dates, page
from handlers.views.gender import gender
from handlers.views.query import describe
from tests.handlers import office
from tests.handlers.office import CLIENT, at, call

LIST = """\
<b>☎ +7 925 528-37-44 · 1–15 марта 2026 · 5 звонков, 2 пропущенных</b>

<b>Сегодня, 18 марта</b>
1. 🔴 <b>12:00</b> +7 925 528-37-44 → +7 495 229-30-42
     <i>пропущен · ждал 0:24 · не перезвонили · 2 попытки</i>
2. 🔴 <b>11:05</b> +7 925 528-37-44 (&lt;b&gt;Рога &amp; Копыта&lt;/b&gt;) → Отдел продаж
     <i>пропущен · ждал 0:24 · ✅ перезвон: Шевченко, 11:11</i>
3. ↘️ <b>10:49</b> +7 925 528-37-44 → Белкина → Шевченко
     <i>разговор 0:32 ▶</i>

<b>Вчера, 17 марта</b>
4. ↗️ <b>09:30</b> Белкина → +7 925 528-37-44
     <i>недозвон · звонили 0:24</i>
5. ↔️ <b>09:10</b> Белкина → Иванов Пётр
     <i>разговор 1:01</i>"""

CARD = """\
↘️ <b>Входящий</b> · 18 марта 2026, 10:49:26
<b>+7 925 528-37-44</b> → <b>Белкина → Шевченко</b>
ожидание 0:02 · разговор 0:32

10:49:26 вызов поступил на +7 495 229-30-42
10:49:28 ответила Белкина · 0:06
10:49:34 консультация с Шевченко · 0:10
10:49:44 разговор продолжает Шевченко · 0:26

🔗 <code>mikopbx-1773820800.12</code>"""


def test_a_list() -> None:
    outbound = {"direction": Direction.OUTBOUND, "who": "302", "called": CLIENT}
    internal = {"direction": Direction.INTERNAL, "who": "302", "called": "203"}
    entries = (
        Entry(1, call(at("12:00")), tries=2),
        Entry(
            2,
            call(at("11:05"), queue="2001", who_name="<b>Рога & Копыта</b>"),
            office.returned("11:11"),
        ),
        Entry(3, office.transferred(at("10:49:26"))),
        Entry(4, call(at("9:30", 1), outcome=Outcome.NO_ANSWER, **outbound)),
        Entry(5, call(at("9:10", 1), talk=61, answered_by=("203",), **internal)),
    )
    query = Query(numbers=(NumberTerm(CLIENT),), period=Period(at("0:00", 17), at("0:00", 2)))
    assert page.text(office.view(), query, office.page(*entries, missed=2)) == LIST


def test_a_card() -> None:
    assert card.text(office.view(), Entry(3, office.transferred(at("10:49:26")))) == CARD


def test_an_empty_list_says_so() -> None:
    shown = page.text(office.view(), Query(numbers=(NumberTerm("201"),)), office.page())
    assert shown == "<b>☎ 201 · за всё время · звонков нет</b>\n\nТаких звонков нет."


@pytest.mark.parametrize(
    ("query", "read"),
    [
        (Query(numbers=(NumberTerm("302"),)), "👤 Белкина · 302 · за всё время"),
        (Query(numbers=(NumberTerm("3744", Match.SUFFIX),)), "☎ номер на …3744 · за всё время"),
        (
            Query(numbers=(NumberTerm("302"), NumberTerm("305")), outcome=Outcome.ANSWERED),
            "☎ Белкина ↔ Шевченко · за всё время · отвеченные",
        ),
        (
            Query(
                numbers=(
                    NumberTerm(CLIENT, role=Role.CALLED),
                    NumberTerm("302", role=Role.CALLER),
                )
            ),
            "☎ Белкина → +7 925 528-37-44 · за всё время",
        ),
        (
            Query(returned=False, period=Period(at("0:00", 6), at("0:00", -1))),
            "📅 12–18 марта 2026 · без перезвона",
        ),
        (
            Query(hours=(18 * 60, 24 * 60), period=Period(at("0:00", 6), at("0:00", -1))),
            "📅 12–18 марта 2026 · ежедневно 18:00–24:00",
        ),
        (Query(longer_than=300), "📋 все звонки · дольше 5:00"),
        (Query(longer_than=120, shorter_than=300), "📋 все звонки · дольше 2:00 · короче 5:00"),
        (Query(linkedid="mikopbx-1.2"), "🔗 mikopbx-1.2"),
    ],
)
def test_how_a_question_was_read(query: Query, read: str) -> None:
    assert describe(office.view(), query) == read


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at("0:00"), at("0:00", -1), "сегодня, 18 марта 2026"),
        (at("0:00", 1), at("0:00"), "вчера, 17 марта 2026"),
        (at("0:00", 17), at("0:00", 2), "1–15 марта 2026"),
        (at("0:00", 17), at("0:00", -14), "март 2026"),
        (at("0:00", 21), at("0:00", 2), "25 февраля – 15 марта 2026"),
        (at("0:00", 100), at("0:00", 2), "8 декабря 2025 – 15 марта 2026"),
        (at("10:00"), at("12:00"), "сегодня, 18 марта 2026, 10:00–12:00"),
        (at("18:00", 2), at("0:00", 1), "16 марта 2026, 18:00–24:00"),
        (at("18:00", 2), at("9:00", 1), "16 марта 2026 18:00 – 17 марта 2026 09:00"),
        (at("0:00").replace(month=1, day=1), at("0:00").replace(2027, 1, 1), "2026 год"),
    ],
)
def test_periods(start: object, end: object, said: str) -> None:
    assert dates.period(office.view(), Period(start, end)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (24.4, "0:24"), (3723, "1:02:03")])
def test_spans(seconds: float, said: str) -> None:
    assert dates.span(seconds) == said


@pytest.mark.parametrize(
    ("name", "tense"),
    [
        ("Белкина", "feminine"),
        ("Шевченко Ольга", "feminine"),
        ("Мороз Анна Петровна", "feminine"),
        ("Иванов Пётр", "masculine"),
        ("Шевченко Андрей", "masculine"),
        ("Иванов Никита", "masculine"),
        ("Шевченко", "unknown"),
        ("Reception", "unknown"),
        ("", "unknown"),
    ],
)
def test_which_past_tense_a_name_takes(name: str, tense: str) -> None:
    assert gender(name) == tense


def test_a_recording_that_only_the_voicemail_heard_says_so() -> None:
    left = Recording(file="a.wav", started=at("10:49"), who=CLIENT, whom="", talk=10)
    title = audio.title(office.view(), call(at("10:49"), recordings=(left,)), (left,))
    assert title == "+7 925 528-37-44 → голосовая почта"
