"""The bench compares like with like: on its calls MikoPBX's own SQL finds what we find."""

from itertools import chain
from pathlib import Path

from tests.bench import asking, office, ours, report
from tests.bench.mikopbx import mikopbx

CALLS = 400
ALIKE = (
    *("a rare number", "the busiest number", "an extension", "a linkedid"),
    *("a day", "a year", "number + period"),
)


async def test_both_find_the_same_calls(tmp_path: Path) -> None:
    told = list(office.calls(CALLS))
    url = f"sqlite:///{tmp_path}/journal.db"
    await ours.fill(url, ours.Office(told, CALLS))
    asked = await asking.what_to_ask(url, CALLS)
    with mikopbx(tmp_path / "cdr.db") as peer:
        peer.write(chain(*told))
        async with ours.journal(url) as (journal, _):
            for question in asked:
                if question.name in ALIKE:
                    for query in question.queries:
                        assert (await journal.find(query)).total == peer.ask(query), question.name


def test_figures_become_a_table_a_file_and_a_picture(tmp_path: Path) -> None:
    first = {"first page": {"p50": 1.0, "p95": 2.0}}
    result = {
        "calls": 10,
        "legs": 17,
        "questions": {"a day": {"ours": first, "MikoPBX": {"p50": 300.0, "p95": 310.0}}},
        "memory": {"idle, MB": 120},
    }
    assert "300 (150×)" in report.table(result)
    report.save(result, tmp_path)
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")
