"""A hundred messages as managers write them, and the meaning of each."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.calls.directory import Directory
from bot.calls.document import document
from bot.calls.reader import read
from bot.calls.reading import Office

PEOPLE = {
    "201": "Белкина",
    "202": "Шевченко",
    "203": "Иванов Пётр",
    "204": "Иванов Сергей",
    "2001": "Отдел продаж",
    "112": "Экстренная служба",
    "0": "Секретарь",
    "3": "Справочная",
    "000063": "Эхо-тест",
    "*97": "Голосовая почта",
}
MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = Office(now=datetime(2026, 3, 18, 12, tzinfo=MOSCOW), directory=Directory(PEOPLE))
TABLE = Path(__file__).with_name("what_managers_type.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines()[1:]]


def unescaped(text: str) -> str:
    return re.sub(r"\\n|\\u(....)", lambda m: chr(int(m[1], 16)) if m[1] else "\n", text)


def meaning(row: list[str]) -> dict[str, object]:
    """The third column of the table as the fields of a document."""
    text = row[2]
    expected: dict[str, object] = {}
    numbers = re.findall(
        r"\b(num|ext|queue|service|did|tail|substring|fragment|a|b|src|dst|key)=(?:ext:)?([*\d]+)",
        text,
    )
    terms = [(number, _match(name)) for name, number in numbers if name != "key" or "ask" in row[1]]
    expected["numbers"] = terms
    if period := re.search(r"\[(\S+) (\S+), (\S+) (\S+)\)", text):
        start, at, end, until = period.groups()
        expected["from"], expected["to"] = f"{start}T{at}:00+03:00", f"{end}T{until}:00+03:00"
    if linkedid := re.search(r"(?:linkedid|call_id)=(\S+)", text):
        expected["linkedid"] = linkedid[1]
    if status := re.search(r"status=([\w ]+\w)", text):
        expected["outcome"] = status[1]
    if "answered only" in text:
        expected["outcome"] = "answered"
    if "not returned" in text:
        expected["returned"] = False
    if direction := re.search(r"direction=(in|out)", text):
        expected["direction"] = f"{direction[1]}bound"
    if longer := re.search(r"billsec>=(\d+)", text):
        expected["longer_than"] = int(longer[1])
    return expected


def _match(name: str) -> str:
    if name in {"tail", "key"}:
        return "suffix"
    return "contains" if name in {"substring", "fragment"} else "exact"


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_the_table(row: list[str]) -> None:
    reading = document(read(unescaped(row[0]), OFFICE))
    assert reading["kind"] == row[1]
    said = dict(reading["reading"])
    said["numbers"] = [(each["number"], each["match"]) for each in said["numbers"]]
    silent = dict.fromkeys(said, None) | {"numbers": [], "name": said["name"]}
    if row[1].startswith("linkedid") or row[1] not in {"invalid", "noise"}:
        assert said == silent | meaning(row)
