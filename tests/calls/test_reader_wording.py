"""The same questions in other words, and what the person is told about how they were read."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calls.directory import Directory
from bot.calls.document import document
from bot.calls.query import Query
from bot.calls.reader import read
from tests.calls.test_reader import OFFICE

LOCALES = Path(__file__).parents[2] / "bot" / "locales"
DAYS = {
    "позавчера": "03-16 03-17",
    "за последние 3 дня": "03-16 03-19",
    "на прошлой неделе": "03-09 03-16",
    "этот месяц": "03-01 04-01",
    "in March": "03-01 04-01",
    "с понедельника": "03-16 03-19",
    "c понедельника": "03-16 03-19",
    "с понедельника по среду": "03-16 03-19",
    "в пятницу": "03-13 03-14",
    "прошлый понедельник": "03-09 03-10",
    "в выходные": "03-14 03-16",
    "since Monday": "03-16 03-19",
    "last week": "03-09 03-16",
    "past 7 days": "03-12 03-19",
    "March 1-15": "03-01 03-16",
    "1st of March": "03-01 03-02",
    "March 15, 2026": "03-15 03-16",
    "2026-03-01..2026-03-15": "03-01 03-16",
    "15.03-01.03": "03-01 03-16",
    "с 1 по 15": "03-01 03-16",
    "15 числа": "03-15 03-16",
    "неделю назад": "03-11 03-12",
    "3 дня назад": "03-15 03-16",
    "с начала месяца": "03-01 03-19",
    "after March 10": "03-11 03-19",
    "01/03/26": "03-01 03-02",
    "Q1": "01-01 04-01",
    "янв-фев 2026": "01-01 03-01",
    "01,03": "03-01 03-02",
    "01.03.2026г": "03-01 03-02",
    "март месяц": "03-01 04-01",
    "вчра": "03-17 03-18",
    "dxthf": "03-17 03-18",
    "15 числа прошлого месяца": "02-15 02-16",
    "15 прошлого месяца": "02-15 02-16",
    "с 1 по 15 число прошлого месяца": "02-01 02-16",
    "10-15 числа прошлого месяца": "02-10 02-16",
    "1-15 числа": "03-01 03-16",
    "с 1-го по 15-е число": "03-01 03-16",
    "в марте этого года": "03-01 04-01",
    "понедельник прошлой недели": "03-09 03-10",
    "в среду на прошлой неделе": "03-11 03-12",
    "на прошлой неделе в среду": "03-11 03-12",
    "понедельник, вторник прошлой недели": "03-09 03-11",
    "с понедельника по пятницу прошлой недели": "03-09 03-14",
    "monday last week": "03-09 03-10",
    "15th of last month": "02-15 02-16",
    "первая половина марта": "03-01 03-16",
    "вторая половина февраля": "02-16 03-01",
    "начало марта": "03-01 03-11",
    "в середине февраля": "02-11 02-21",
    "в конце прошлого месяца": "02-21 03-01",
    "первая неделя марта": "03-01 03-08",
    "вторая неделя прошлого месяца": "02-08 02-15",
    "последняя неделя февраля": "02-22 03-01",
    "last week of february": "02-22 03-01",
    "последний день февраля": "02-28 03-01",
    "начало месяца": "03-01 03-11",
    "с начала февраля по середину марта": "02-01 03-21",
    "с 5 марта до конца месяца": "03-05 04-01",
    "11 неделя": "03-09 03-16",
    "неделя 10": "03-02 03-09",
    "за 10 неделю": "03-02 03-09",
    "10 недель": "01-08 03-19",
    "за 1 квартал": "01-01 04-01",
    "с 15 марта по 20": "03-15 03-21",
    "сегодня и вчера": "03-17 03-19",
    "за неделю до 8 марта": "03-01 03-08",
    "неделю по марта": "03-12 03-19",
    "недели две назад": "03-04 03-05",
    "полторы недели": "03-09 03-19",
    "полмесяца": "03-04 03-19",
    "15 03 26": "03-15 03-16",
    "понедельник 9 марта": "03-09 03-10",
    "вчера 01.03": "03-01 03-18",
    "февральские звонки": "02-01 03-01",
    "понедельник марта": "03-16 04-01",
}
HOURS = {
    "с 10 до 12": "18T10:00 18T12:00",
    "вчера с 9 до 18": "17T09:00 17T18:00",
    "вчера 9-18": "17T09:00 17T18:00",
    "10-12 вчера": "17T10:00 17T12:00",
    "yesterday morning": "17T06:00 17T12:00",
    "15 марта 10:00-12:00": "15T10:00 15T12:00",
    "с 15.03 10:00 по 16.03 12:00": "15T10:00 16T12:00",
    "с 9 утра до 6 вечера вчера": "17T09:00 17T18:00",
    "с 10.00 до 12.00 вчера": "17T10:00 17T12:00",
    "вчера в 10": "17T10:00 17T11:00",
    "полчаса": "18T11:30 18T12:00",
    "час назад": "18T11:00 18T12:00",
    "after 18:00": "17T18:00 18T00:00",
    "в 3 часа дня": "17T15:00 17T16:00",
    "вчера в 12 дня": "17T12:00 17T13:00",
    "вчера в час дня": "17T13:00 17T14:00",
    "в час ночи": "18T01:00 18T02:00",
    "вчера часов в 15": "17T15:00 17T16:00",
    "вчера с 9 утра до 3 дня": "17T09:00 17T15:00",
    "вчера во второй половине дня": "17T12:00 18T00:00",
    "yesterday at 3 in the afternoon": "17T15:00 17T16:00",
    "минут 20 назад": "18T11:40 18T12:00",
    "четверть часа": "18T11:45 18T12:00",
    "с начала часа": "18T11:00 18T12:00",
    "час-два": "18T10:00 18T12:00",
    "вчера в три часа дня": "17T15:00 17T16:00",
    "вчера часа в три дня": "17T15:00 17T16:00",
    "вчера с девяти до пяти": "17T09:00 17T17:00",
    "вчера до пяти вечера": "17T00:00 17T17:00",
    "вчера в 15 20": "17T15:20 17T16:20",
    "yesterday 9 to 12": "17T09:00 17T12:00",
    "вчера в 15.20": "17T15:20 17T16:20",
}
EACH_DAY = {
    "утром на прошлой неделе": "03-09 03-16 06:00 12:00",
    "пропущенные после 18 за март": "03-01 04-01 18:00 24:00",
    "201 за неделю с 22 до 6": "03-12 03-19 22:00 06:00",
    "this week from 9 to 11": "03-16 03-23 09:00 11:00",
    "по вечерам за март": "03-01 04-01 18:00 24:00",
    "ночные звонки за неделю": "03-12 03-19 00:00 06:00",
    "вчера и сегодня утром": "03-17 03-19 06:00 12:00",
}
YEARS = {
    "2025": ("2025-01-01", "2026-01-01"),
    "в прошлом году": ("2025-01-01", "2026-01-01"),
    "март 2025": ("2025-03-01", "2025-04-01"),
    "с 25 декабря по 5 января": ("2025-12-25", "2026-01-06"),
    "4 квартал": ("2025-10-01", "2026-01-01"),
    "20.03.2026": ("2025-03-20", "2025-03-21"),
    "01.01-31.12": ("2026-01-01", "2027-01-01"),
    "до 5 марта": (None, "2026-03-05"),
    "до конца марта": (None, "2026-04-01"),
    "15 марта прошлого года": ("2025-03-15", "2025-03-16"),
    "декабрь прошлого года": ("2025-12-01", "2026-01-01"),
    "январь-март прошлого года": ("2025-01-01", "2025-04-01"),
    "с января по март прошлого года": ("2025-01-01", "2025-04-01"),
    "1–15 марта прошлого года": ("2025-03-01", "2025-03-16"),
    "в прошлом году в марте": ("2025-03-01", "2025-04-01"),
    "march of last year": ("2025-03-01", "2025-04-01"),
    "4 квартал прошлого года": ("2025-10-01", "2026-01-01"),
    "за 3 квартал": ("2025-07-01", "2025-10-01"),
    "2 полугодие 2025": ("2025-07-01", "2026-01-01"),
    "первое полугодие 2025": ("2025-01-01", "2025-07-01"),
    "за 2 полугодие": ("2025-07-01", "2026-01-01"),
    "25 год": ("2025-01-01", "2026-01-01"),
    "за 25 год": ("2025-01-01", "2026-01-01"),
    "март 25 года": ("2025-03-01", "2025-04-01"),
    "15 марта 25 года": ("2025-03-15", "2025-03-16"),
    "10 неделя 2025": ("2025-03-03", "2025-03-10"),
    "летом": ("2025-06-01", "2025-09-01"),
    "весной 2025": ("2025-03-01", "2025-06-01"),
    "зимой": ("2025-12-01", "2026-03-01"),
    "зимой 2025": ("2024-12-01", "2025-03-01"),
    "летом прошлого года": ("2025-06-01", "2025-09-01"),
    "прошлогодние пропущенные": ("2025-01-01", "2026-01-01"),
    "на майских": ("2025-05-01", "2025-06-01"),
    "конец марта": ("2025-03-21", "2025-04-01"),
}
FILTERS: dict[str, dict[str, object]] = {
    "не отвеченные": {"outcome": "missed"},
    "потерянные": {"outcome": "missed"},
    "исходящие без ответа": {"outcome": "no answer", "direction": "outbound"},
    "кому не перезвонили": {"outcome": "missed", "returned": False},
    "not returned": {"outcome": "missed", "returned": False},
    "перезвонили": {"outcome": "missed", "returned": True},
    "отвеченные": {"outcome": "answered"},
    "голосовая почта": {"outcome": "voicemail"},
    "сбросили в меню": {"outcome": "menu"},
    "занято": {"outcome": "busy"},
    "failed calls": {"outcome": "failed"},
    "внутренние": {"direction": "internal"},
    "без записи": {"recorded": False},
    "> 5 мин": {"longer_than": 300},
    "5+ минут": {"longer_than": 300},
    "longer than 1 hour": {"longer_than": 3600},
    "короче 30 секунд": {"shorter_than": 30, "outcome": "answered"},
    "пропущеные": {"outcome": "missed"},
    "who wasn't called back": {"outcome": "missed", "returned": False},
    "who didn’t answer": {"outcome": "missed"},
}
NUMBERS = {
    "+375 (29) 123-45-67": ["375291234567 exact any"],
    "810 375 29 123 45 67": ["375291234567 exact any"],
    "7️⃣9️⃣2️⃣5️⃣5️⃣2️⃣8️⃣3️⃣7️⃣4️⃣4️⃣": ["79255283744 exact any"],
    "٧٩٢٥٥٢٨٣٧٤٤": ["79255283744 exact any"],
    "viber://chat?number=%2B79255283744": ["79255283744 exact any"],
    "+7 925 ***-37-44": ["3744 suffix any"],
    "...3744": ["3744 suffix any"],
    "номер оканчивается 3744": ["3744 suffix any"],
    "52-83-744": ["5283744 suffix any"],
    "22-33-44": ["223344 suffix any"],
    "8 925 528": ["7925528 contains any"],
    "от 201": ["201 exact caller"],
    "кто звонил на 201": ["201 exact called"],
    "from 201 to 202": ["201 exact caller", "202 exact called"],
    "Белкина звонила Шевченко": ["201 exact caller", "202 exact called"],
    "звонки между 201 и 202": ["201 exact any", "202 exact any"],
    "Пётр Иванов": ["203 exact any"],
    "звонки Белкиной": ["201 exact any"],
    "calls with Belkina": ["201 exact any"],
    "201+202": ["201 exact any", "202 exact any"],
    "внутренний 201": ["201 exact any"],
    "Белкина 79255283744": ["201 exact any", "79255283744 exact any"],
    "последние звонки 201": ["201 exact any"],
}
NOTES = {
    "31.02": ["impossible-date"],
    "вчера 32.13": ["impossible-date"],
    "25:00": ["impossible-time"],
    "завтра": ["future-date"],
    "20.03": ["future-date-last-year"],
    "вечером": ["future-time-day-before"],
    "15.03.2026 - 01.03.2026": ["range-reversed"],
    "8-925-528-37-4": ["missing-digit"],
    "925 528 37 4": ["missing-digit"],
    "799255283744": ["extra-digit"],
    "123456789012345": ["odd-number"],
    "8О255283744": ["letter-in-digits"],
    "7" * 20: ["number-too-long"],
    "201 202 203": ["too-many-numbers"],
    "Иванов": ["which-person"],
    "вчра": ["spelling-fixed"],
    "dxthf": ["layout-fixed"],
    "79255283744 жду звонка": ["words-ignored"],
    "79255283744 вчера": [],
    "сегодня и вчера": [],
    "25 числа": ["future-date-last-month"],
    "прошлым летом": [],
    "летом": ["future-date-last-year"],
    "конец этого месяца": ["future-date"],
    "25 числа этого месяца": ["future-date"],
    "после сегодня": ["future-date"],
    "после марта": ["future-date"],
    "по понедельникам вчера": ["words-ignored"],
    "все кроме внутренних": ["words-ignored"],
    "вчера не внутренние": ["words-ignored"],
    "пропущенные кроме 201": ["words-ignored"],
    "Белкиной перезвонить": [],
}
LEFT_OUT = ("кроме внутренних", "вчера без входящих", "все кроме 201", "yesterday except internal")
CHOICES = {
    "20260301": [["20260301"]],
    "12-03": [["1203"]],
    "2025": [["2025"]],
    "Иванов": [["203"], ["204"]],
    "201 202 203": [["201"], ["202"], ["203"]],
    "799255283744": [["79255283744"], ["79925528374"]],
    "201 31.02": [["201"]],
    "03/04/2025": [[]],
    "15 03 26": [["150326"]],
}


def asked(text: str) -> dict[str, object]:
    said: dict[str, object] = document(read(text, OFFICE))["reading"]
    return said


@pytest.mark.parametrize(("text", "days"), DAYS.items())
def test_days(text: str, days: str) -> None:
    start, end = days.split()
    said = asked(text)
    assert said["from"] == f"2026-{start}T00:00:00+03:00"
    assert said["to"] == f"2026-{end}T00:00:00+03:00"


@pytest.mark.parametrize(("text", "hours"), HOURS.items())
def test_hours(text: str, hours: str) -> None:
    start, end = hours.split()
    said = asked(text)
    assert said["from"] == f"2026-03-{start}:00+03:00"
    assert said["to"] == f"2026-03-{end}:00+03:00"


@pytest.mark.parametrize(("text", "times"), EACH_DAY.items())
def test_hours_of_several_days_are_those_of_each(text: str, times: str) -> None:
    start, end, *hours = times.split()
    said = asked(text)
    assert said["from"] == f"2026-{start}T00:00:00+03:00"
    assert said["to"] == f"2026-{end}T00:00:00+03:00"
    assert said["hours"] == hours


@pytest.mark.parametrize(("text", "span"), YEARS.items())
def test_years(text: str, span: tuple[str | None, str]) -> None:
    said = asked(text)
    start, end = span
    assert said["from"] == (start and f"{start}T00:00:00+03:00")
    assert said["to"] == f"{end}T00:00:00+03:00"


@pytest.mark.parametrize(("text", "fields"), FILTERS.items())
def test_filters_alone_are_about_today(text: str, fields: dict[str, object]) -> None:
    said = asked(text)
    silent = dict.fromkeys(said, None) | {"numbers": []}
    today = {"from": "2026-03-18T00:00:00+03:00", "to": "2026-03-19T00:00:00+03:00"}
    assert said == silent | today | fields
    assert read(text, OFFICE).kind == "filter"


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items())
def test_numbers(text: str, numbers: list[str]) -> None:
    query = read(text, OFFICE).query
    assert [f"{each.number} {each.match} {each.role}" for each in query.numbers] == numbers


@pytest.mark.parametrize(("text", "keys"), NOTES.items())
def test_notes(text: str, keys: list[str]) -> None:
    assert [each.key for each in read(text, OFFICE).notes] == keys


@pytest.mark.parametrize("name", ["Майская", "Вечерний", "Зима"])
def test_whoever_is_called_like_a_time_is_meant_by_it(name: str) -> None:
    office = replace(OFFICE, directory=Directory({"205": name}))
    query = read(f"{name.lower()} вчера", office).query
    assert [term.number for term in query.numbers] == ["205"]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_what_is_left_out_is_not_what_is_asked(text: str) -> None:
    query = read(text, OFFICE).query
    assert query.period is not None
    assert (query.numbers, query.direction) == ((), None)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_note_has_words(language: str) -> None:
    texts = (LOCALES / language / "reading.ftl").read_text(encoding="utf-8")
    notes = [note for text in NOTES for note in read(text, OFFICE).notes]
    for note in notes:
        words = re.search(rf"^note-{note.key} = (.*)", texts, re.MULTILINE)
        assert words, note.key
        assert set(re.findall(r"\$(\w+)", words[1])) <= set(note.values)


@pytest.mark.parametrize(("text", "numbers"), CHOICES.items())
def test_choices(text: str, numbers: list[list[str]]) -> None:
    choices = read(text, OFFICE).choices
    assert [[term.number for term in each.query.numbers] for each in choices] == numbers


def test_a_command_is_named_and_its_question_read() -> None:
    missed = read("/missed@CallBot 201", OFFICE)
    assert (missed.command, missed.kind) == ("missed", "filter+number")
    assert read("/start", OFFICE).kind == "command"
    assert read("/find Белкина", OFFICE).query.name == "Белкина"


@pytest.mark.parametrize(
    "text",
    [
        "201,1611234567.12",
        "in-74952293042-79255283744-20260301-120000-1611234567.12.wav",
        "MIKOPBX-1611234567.12 вчера 201",
        "transfer_201_202_mikopbx-1611234567.12.mp3",
    ],
)
def test_a_call_id_is_found_wherever_it_is(text: str) -> None:
    assert read(text, OFFICE).query == Query(linkedid="mikopbx-1611234567.12")


def test_all_time_has_no_period() -> None:
    reading = read("пропущенные за всё время", OFFICE)
    assert (reading.kind, reading.query.period) == ("filter", None)


@pytest.mark.parametrize(
    "text", ["", "привет", "добрый день", "?", "👍", "____", "<voice message>"]
)
def test_noise_asks_nothing(text: str) -> None:
    reading = read(text, OFFICE)
    assert (reading.kind, reading.query) == ("noise", Query())
