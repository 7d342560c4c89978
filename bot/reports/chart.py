"""The calls of a day by the hour, as a picture for a phone: answered below, lost on top.

Drawing takes a good part of a second, so it belongs in a thread. The figure is built without
pyplot, which keeps global state and is not made for threads. matplotlib itself is 40 MB, which a
bot that never draws does without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.calls.stats import HOURS, Load

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE, DPI = (7.2, 4.05), 150  # 1080 × 607 pixels: a phone's width, two of them on its height
FONT = "DejaVu Sans"  # comes with matplotlib and knows Cyrillic
OFFICE_DAY = (8, 19)  # these hours are drawn even without calls
GREEN, RED, INK, PALE = "#3a9b5c", "#d64541", "#2b2b2b", "#d8d8d8"


@dataclass(frozen=True, slots=True)
class Captions:
    """The words in the picture."""

    title: str
    answered: str
    missed: str


def by_hour(hours: Sequence[Load], words: Captions) -> bytes:
    """The 24 `hours` as a PNG."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - imported when first drawn

    shown = shown_hours(hours)
    figure = Figure(figsize=SIZE, dpi=DPI, layout="constrained", facecolor="white")
    axes = figure.subplots()
    _bars(axes, hours, shown, words)
    _dress(axes, shown, words)
    figure.legend(
        loc="outside lower center", frameon=False, ncols=2, prop={"family": FONT, "size": 13}
    )
    picture = BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def shown_hours(hours: Sequence[Load]) -> range:
    """From the first to the last hour with calls, the office's day at least."""
    busy = [hour for hour in range(HOURS) if hours[hour].calls]
    return range(min([OFFICE_DAY[0], *busy]), max([OFFICE_DAY[1], *busy]) + 1)


def _bars(axes: "Axes", hours: Sequence[Load], shown: range, words: Captions) -> None:
    answered = [hours[hour].answered for hour in shown]
    missed = [hours[hour].missed for hour in shown]
    axes.bar(shown, answered, color=GREEN, width=0.78, label=words.answered)
    axes.bar(shown, missed, bottom=answered, color=RED, width=0.78, label=words.missed)
    for hour in shown:
        lost = hours[hour].missed
        if lost:
            axes.annotate(
                str(lost),
                (hour, hours[hour].calls),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                family=FONT,
                size=12,
                weight="bold",
                color=RED,
            )


def _dress(axes: "Axes", shown: range, words: Captions) -> None:
    axes.set_title(words.title, family=FONT, size=15, color=INK, loc="left", pad=12)
    axes.set_xticks(list(shown), [str(hour) for hour in shown], family=FONT, size=12, color=INK)
    axes.locator_params(axis="y", nbins=5, integer=True, min_n_ticks=1)
    axes.tick_params(axis="both", length=0, labelsize=12, labelcolor=INK, labelfontfamily=FONT)
    axes.margins(x=0.01)
    axes.set_ylim(0, max(axes.get_ylim()[1], 1) * 1.06)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
