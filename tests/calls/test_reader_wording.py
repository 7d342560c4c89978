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
