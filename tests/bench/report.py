"""What came out: a table on the screen, `build/bench.json`, and a picture of it."""

import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

Result = dict[str, Any]
HEADS = ("first", "page 2", "deepest", "disk")
PAGES = ("first page", "page 2", "deepest page", "from the disk")
OTHERS = ("ours on MariaDB", "MikoPBX", "FreePBX")
EXACT = 10  # of more, tenths are of no interest
COLOURS = {
    "ours": "#2a9d8f",
    "ours on MariaDB": "#8ab17d",
    "MikoPBX": "#e9c46a",
    "FreePBX": "#e76f51",
}


def table(result: Result) -> str:
    """Milliseconds of every question; how many times slower each peer was."""
    lines = [
        f"{result['calls']:,} calls, {result['legs']:,} legs",
        f"{'question, ms (p95)':24}"
        + "".join(f"{head:>9}" for head in HEADS)
        + "".join(f"{name:>18}" for name in OTHERS),
    ]
    for name, asked in result["questions"].items():
        first = asked["ours"]["first page"]["p95"]
        pages = [_ms(asked["ours"].get(page)) for page in PAGES]
        maria = asked.get("ours on MariaDB", {}).get("first page", {}).get("p95")
        peers = [asked.get(peer, {}).get("p50") for peer in OTHERS[1:]]
        lines.append(
            f"{name:24}"
            + "".join(f"{cell:>9}" for cell in pages)
            + "".join(f"{_times(its, first):>18}" for its in (maria, *peers))
        )
    return "\n".join([*lines, *_rest(result)])


def save(result: Result, folder: Path) -> None:
    """`bench.json` and `bench.png` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(text + "\n", encoding="utf-8")
    picture(result).savefig(folder / "bench.png", dpi=120)


def picture(result: Result) -> Figure:
    """A bar for each question and database, on a logarithmic scale."""
    figure = Figure(figsize=(10, 6), layout="constrained")
    axes = figure.add_subplot()
    names = list(result["questions"])
    for place, (database, colour) in enumerate(COLOURS.items()):
        bars = [_bar(result["questions"][name].get(database)) for name in names]
        heights = [number - 0.3 + 0.2 * place for number in range(len(names))]
        axes.barh(heights, bars, height=0.18, color=colour, label=database)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel("milliseconds to the first page with its totals")
    axes.set_title(f"{result['calls']:,} calls")
    axes.legend()
    return figure


def _bar(asked: Any) -> float:
    if not asked:
        return 0
    return float(asked["first page"]["p95"] if "first page" in asked else asked["p50"])


def _ms(figures: dict[str, float] | None) -> str:
    return f"{figures['p95']:.1f}" if figures else "–"


def _times(its: float | None, ours: float) -> str:
    """Another one's milliseconds, and how many times ours they are."""
    return "–" if its is None else f"{_short(its)} ({_short(its / ours)}×)"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= EXACT else f"{figure:.1f}"


def _rest(result: Result) -> list[str]:
    """What was measured beside the questions, a line a figure."""
    return [
        f"{f'{name}: {figure}':48}{_said(value)}"
        for name in ("import", "chat", "audio", "memory", "start")
        for figure, value in result.get(name, {}).items()
    ]


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {figure:,}" for name, figure in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value))
    return f"{value:,}"
