"""Figures in words and as a picture."""

import struct
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calls.directory import Directory
from bot.calls.model import Outcome
from bot.calls.query import Period
from bot.calls.stats import Load, Stats, Waits, Work
from bot.reports.chart import by_hour, shown_hours
from handlers.views import stats as words
from handlers.views.view import View
from tests.handlers.office import NOW, view

DAY = timedelta(days=1)
TODAY = Period(NOW.replace(hour=0, minute=0), NOW.replace(hour=0, minute=0) + DAY)
HOURS = (Load(),) * 9 + (Load(2, 1), Load(), Load(1, 3)) + (Load(),) * 12
NAMES = {"74952293042": "Продажи", "74952293043": "Сервис", "302": "Белкина"}
FULL = Stats(
    period=TODAY,
    inbound={Outcome.ANSWERED: 3, Outcome.MISSED: 2, Outcome.MENU: 1, Outcome.BUSY: 1},
    outbound=Load(4, 1),
    internal=6,
    hours=HOURS,
    waits=Waits(by_us=1, by_client=1, still=1, clients=1, median=61),
    lines=(("74952293042", Load(3, 1)), ("74952293043", Load(0, 3))),
    employees=(Work(number="302", answered=2, made=5, reached=4, returned=1),),
)
FULL_TEXT = """\
📊 <b>сегодня, 18 марта 2026</b>

Входящих <b>7</b>, отвечено 3 (43 %)
Не дозвонились <b>4</b>: 2 пропущенных, 1 в меню, 1 занято или сбой
Исходящих 5, дозвонились 4
Внутренних 6

Перезвонили 1, дозвонились сами 1
Обычно перезваниваем за 1 минуту
🔴 <b>Без перезвона: 1 клиент</b>
Трудный час: 11–12 ч (потеряно 3 из 4)

<b>Линии</b>
Продажи: 4, отвечено 75 %
Сервис: 3, отвечено 0 %

<b>Сотрудники</b>
Белкина: принято 2, исходящих 5, перезвонов 1"""


def named(names: dict[str, str], language: str = "ru") -> View:
    return replace(view(language), directory=Directory(names))


def test_the_figures_in_words() -> None:
    assert words.text(named(NAMES), FULL) == FULL_TEXT


def test_a_perfect_day_says_so() -> None:
    perfect = Stats(period=TODAY, inbound={Outcome.ANSWERED: 3}, hours=(Load(1, 0),) * 24)
    assert "Никто не остался без ответа" in words.text(named(NAMES), perfect)
    assert "100 %" in words.text(named(NAMES), perfect)


def test_one_lost_of_a_thousand_is_not_all() -> None:
    assert words.share(Load(9999, 1)) == "99"
    assert words.share(Load(0, 0)) == "100"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_longest_figures_fit_a_caption(language: str) -> None:
    much = 10_000_000
    names = {str(n): "Константинопольская Анастасия" for n in range(100, 120)}
    crowd = replace(
        FULL,
        period=Period(TODAY.start - 500 * DAY, TODAY.end),
        inbound=dict.fromkeys(Outcome, much),
        outbound=Load(much, much),
        internal=much,
        hours=(Load(much, much),) * 24,
        waits=Waits(by_us=much, by_client=much, still=much, clients=much, median=1e7),
        lines=tuple((number, Load(much, much)) for number in names),
        employees=tuple(
            Work(number=number, answered=much, made=much, reached=much, returned=much)
            for number in names
        ),
    )
    text = words.text(named(names, language), crowd)
    assert 900 < len(text.replace("<b>", "").replace("</b>", "")) <= 1024


def test_a_callers_name_cannot_break_the_markup() -> None:
    assert "&lt;b&gt;Жук" in words.text(named({"302": "<b>Жук"}), FULL)


def test_the_picture_is_a_phones_width() -> None:
    picture = by_hour(HOURS, words.captions(named(NAMES), FULL))
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1080, 607)


def test_hours_without_calls_are_drawn_in_the_day_only() -> None:
    assert shown_hours(HOURS) == range(8, 20)
    assert shown_hours((Load(1, 0),) * 24) == range(24)
