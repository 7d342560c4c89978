"""Messages that were once read wrong, though each has one clear meaning."""

from dataclasses import replace

import pytest

from bot.calls.document import document
from bot.calls.reader import read
from tests.calls.test_reader import OFFICE

SPANS = {
    "вчера в 15 часов": "17T15:00 17T16:00",
    "вчера 15ч": "17T15:00 17T16:00",
    "в 9 часов": "18T09:00 18T10:00",
    "15-16 часов вчера": "17T15:00 17T16:00",
    "вчера с 15 до 16 часов": "17T15:00 17T16:00",
    "вчера после 15 часов": "17T15:00 18T00:00",
    "9-5 yesterday": "17T09:00 17T17:00",
    "вчера в обед": "17T12:00 17T14:00",
    "с 22 до 6": "17T22:00 18T06:00",
    "this morning": "18T06:00 18T12:00",
    "calls from yesterday": "17T00:00 18T00:00",
    "calls from last week": "09T00:00 16T00:00",
    "10,11,12 марта": "10T00:00 13T00:00",
    "17 03 2026": "17T00:00 18T00:00",
    "за трое суток": "15T12:00 18T12:00",
    "17-го": "17T00:00 18T00:00",
    "за 3-х дней": "16T00:00 19T00:00",
    "первого марта": "01T00:00 02T00:00",
    "с 17 на 18 марта": "17T00:00 19T00:00",
    "с 16 по сегодня": "16T00:00 19T00:00",
    "за 17-е": "17T00:00 18T00:00",
    "20260301-20260315": "01T00:00 16T00:00",
    "в эти выходные": "14T00:00 16T00:00",
    "17.03 в районе 10": "17T10:00 17T11:00",
    "вчера в полдень": "17T12:00 17T13:00",
    "с +7 495 229-30-42 вчера после 15:00": "17T15:00 18T00:00",
}
NUMBERS = {
    "sip:201@10.0.0.5": ["201"],
    "<sip:79255283744@sip.provider.ru>": ["79255283744"],
    "SIP/201-000001a2": ["201"],
    "PJSIP/201-00000012": ["201"],
    "Local/201@from-internal-00000012;1": ["201"],
    "https://crm.local/lead/12345?phone=%2B79255283744": ["79255283744"],
    "*8": ["*8"],
    "2-29-30-42": ["2293042"],
    "925*3744": ["3744"],
    "Иванов С.": ["204"],
    "П. Иванов вчера": ["203"],
    "Иванов с понедельника 204": ["204"],
    "звонки на линию 74952293042": ["74952293042"],
    "белкинна": ["201"],
    "+44 (0)20 7946 0958": ["442079460958"],
    "itdxtyrj": ["202"],
    ",tkrbyf dxthf": ["201"],
}
FIELDS: dict[str, dict[str, object]] = {
    "кто мне звонил": {"direction": "inbound"},
    "кому я звонил вчера": {"direction": "outbound"},
    "кто не дозвонился вчера": {"outcome": "missed", "direction": None},
    "кому мы не дозвонились": {"outcome": "no answer", "direction": "outbound"},
    "менеджер не смог дозвониться": {"outcome": "no answer", "direction": "outbound"},
    "кто звонил 79255283744": {"direction": None},
    "кто звонил на 74952293042": {"direction": "inbound"},
    "необработанные": {"outcome": "missed", "returned": False},
    "упущенные": {"outcome": "missed"},
    "потеряшки": {"outcome": "missed"},
    "не берут трубку": {"outcome": "missed"},
    "перезвоны за неделю": {"outcome": "missed", "returned": True},
    "более 3х минут": {"longer_than": 180},
    "с +7 495 229-30-42": {"longer_than": None},
    "Белкина не брала трубку": {"outcome": "missed"},
    "принял Иванов Пётр": {"outcome": "answered"},
    "did Shevchenko answer": {"outcome": "answered"},
    "5 мин+": {"longer_than": 300},
    "дольше получаса": {"longer_than": 1800},
    "от 5 до 10 минут": {"longer_than": 300, "shorter_than": 600, "outcome": "answered"},
    "короче 5 минут вчера": {"shorter_than": 300, "longer_than": None, "outcome": "answered"},
    "меньше минуты": {"shorter_than": 60},
    "вчера до 5 минут": {"shorter_than": 300},
    "не дольше получаса": {"shorter_than": 1800, "longer_than": None},
    "короче 1:30": {"shorter_than": 90},
    "< 30 сек": {"shorter_than": 30},
    "30 секунд и меньше": {"shorter_than": 30},
    "less than a minute yesterday": {"shorter_than": 60},
    "yesterday shorter than 30 seconds": {"shorter_than": 30},
    "не более 2 минут исходящие": {"shorter_than": 120, "direction": "outbound"},
}
NOTHING_LEFT_OUT = [
    "от 5 до 10 минут вчера",
    "less than a minute yesterday",
    "покажи крайние звонки 201",
    "вся история 201",
    "Belkina's calls",
    "any missed calls by Belkina?",
    "с кем говорила Белкина",
    "послушать 201 вчера",
    "пропущенные, на которые не перезвонили",
]
IDS = {
    "pbx.office.local-1773729010.3": "pbx.office.local-1773729010.3",
    "asterisk-01-1773729010.3": "asterisk-01-1773729010.3",
    "rg-600-79255283744-20260317-101010-1773729010.3.wav": "mikopbx-1773729010.3",
    "запись-mikopbx-1773729010.3.mp3": "mikopbx-1773729010.3",
    "http://pbx.local/index/?search=mikopbx-1773729010.3": "mikopbx-1773729010.3",
}


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_times(text: str, span: str) -> None:
    said = document(read(text, OFFICE))["reading"]
    assert [said["from"], said["to"]] == [f"2026-03-{each}:00+03:00" for each in span.split()]
    assert "words-ignored" not in [note.key for note in read(text, OFFICE).notes]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items())
def test_numbers(text: str, numbers: list[str]) -> None:
    reading = read(text, OFFICE)
    assert [each.number for each in reading.query.numbers] == numbers
    assert "words-ignored" not in [note.key for note in reading.notes]


@pytest.mark.parametrize(("text", "fields"), FIELDS.items())
def test_filters(text: str, fields: dict[str, object]) -> None:
    said = document(read(text, OFFICE))["reading"]
    assert said | fields == said


@pytest.mark.parametrize("text", NOTHING_LEFT_OUT)
def test_what_is_understood_is_not_left_out(text: str) -> None:
    assert read(text, OFFICE).notes == ()


@pytest.mark.parametrize(("text", "linkedid"), IDS.items())
def test_a_system_name_belongs_to_the_id(text: str, linkedid: str) -> None:
    assert read(text, OFFICE).query.linkedid == linkedid


@pytest.mark.parametrize(
    "text",
    [
        "89255283744 или 89261112233",
        "79255283744 or 79261112233",
        "BEGIN:VCARD\nTEL;TYPE=WORK:+79255283744\nTEL;TYPE=CELL:+79261112233\nEND:VCARD",
    ],
)
def test_one_number_or_the_other_is_asked_back(text: str) -> None:
    reading = read(text, OFFICE)
    assert (reading.kind, reading.query.numbers) == ("ask", ())
    assert [note.key for note in reading.notes] == ["which-number"]
    numbers = [[each.number for each in choice.query.numbers] for choice in reading.choices]
    assert numbers == [["79255283744"], ["79261112233"]]


def test_a_slip_in_a_name_is_told_by_the_name() -> None:
    (note,) = read("белкинна", OFFICE).notes
    assert (note.key, note.values["read"]) == ("spelling-fixed", "Белкина")


def test_a_plain_asterisk_has_ids_with_and_without_a_system_name() -> None:
    office = replace(OFFICE, linkedid_prefix="")
    assert read("1773729010.3", office).query.linkedid == "1773729010.3"
    assert read("pbx-1-1773729010.3", office).query.linkedid == "pbx-1-1773729010.3"
    file = "in-74952293042-79255283744-20260317-141500-1773745200.55.wav"
    assert read(file, office).query.linkedid == "1773745200.55"


def test_who_did_not_answer_did_not_call() -> None:
    assert [each.role for each in read("not answered by Shevchenko", OFFICE).query.numbers] == [
        "any"
    ]


@pytest.mark.parametrize("text", ["за всё время", "все звонки за всё время", "вся история"])
def test_all_history_is_a_question(text: str) -> None:
    reading = read(text, OFFICE)
    assert (reading.kind, reading.query.period, reading.answerable) == ("period", None, True)


def test_a_link_without_a_number_is_noise() -> None:
    assert read("http://10.0.0.5/admin", OFFICE).kind == "noise"
