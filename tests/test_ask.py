"""`ask --json`: a document other programs rely on, key by key."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot import ask
from bot.__main__ import main
from bot.calls.directory import Directory
from bot.company import Company
from db.calls import Calls
from db.engine import make_engine, upgrade
from tests.chat.rings import at, inbound, missed
from tests.chat.talking import NAMES, NOW, ZONE

QUERY = {
    *("numbers", "from", "to", "linkedid", "direction", "outcome"),
    *("returned", "recorded", "longer_than", "name"),
}
CALL = {
    *("linkedid", "direction", "who", "called", "rung", "answered_by", "outcome"),
    *("started", "wait", "talk", "legs", "recordings"),
}


async def test_the_document_has_these_keys_and_no_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/journal.db"
    await upgrade(url)
    engine = make_engine(url)
    calls = Calls(engine)
    (leg,) = inbound(at("10:49"), recording="a.wav")
    await calls.save([leg, *missed(at("10:50")), *missed(at("09:00", 1))])
    company = Company(zone=ZONE, linkedid_prefix="mikopbx-", directory=Directory(NAMES))
    company = ask.at(company, NOW.replace(tzinfo=None))
    said = await ask.answered("89255283744 12-03", company, calls, 10)
    assert set(said) == {"kind", "reading", "choices", "total", "missed", "calls"}
    assert set(said["reading"]) == QUERY
    assert [set(each) for each in said["choices"]] == [QUERY]

    said = json.loads(json.dumps(await ask.answered("89255283744", company, calls, 1)))
    assert said["reading"]["numbers"] == [
        {"number": "79255283744", "match": "exact", "role": "any"}
    ]
    assert (said["total"], said["missed"], len(said["calls"])) == (3, 2, 1)

    said = await ask.answered(leg.linkedid, company, calls, 10)
    (call,) = said["calls"]
    assert set(call) == CALL
    assert (call["started"], call["wait"], call["talk"]) == ("2026-03-18T10:49:00+03:00", 5, 60)
    assert [each["file"] for each in call["recordings"]] == ["a.wav"]
    assert call["legs"][0]["whom"] == leg.dst
    await engine.dispose()


def test_a_newcomer_asks_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["bot", "ask", "--json", "за месяц"])
    first, again = (_said(capsys) for _ in range(2))
    assert first["total"] > 100
    assert again["total"] == first["total"]
    assert (tmp_path / "data/demo/journal.db").exists()


def _said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main() == 0
    return dict(json.loads(capsys.readouterr().out))
