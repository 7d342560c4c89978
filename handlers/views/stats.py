"""The figures of a period as a caption for their picture: at most what a caption can hold."""

import re
from collections.abc import Iterator
from html import unescape

from bot.calls.model import Outcome
from bot.calls.stats import Load, Stats, Work
from bot.i18n import Html
from bot.reports.chart import Captions
from handlers.views import dates
from handlers.views.page import count
from handlers.views.view import View, shorten

TITLE = "stats-title"
MOST = 6  # lines and employees named: the busiest
CAPTION = 1024  # characters Telegram takes under a picture
NAME = 22
TAG = re.compile(r"<[^>]+>")
HOUR = 3600
_KINDS = (Outcome.MISSED, Outcome.MENU, Outcome.VOICEMAIL)


def text(v: View, stats: Stats, title: str = TITLE) -> Html:
    """The whole caption; `title` is the key of its first line."""
    head = v.t(title, period=dates.period(v, stats.period))
    if not stats.calls:
        return Html(f"{head}\n\n{v.t('stats-none')}")
    found = head
    for most in range(MOST, -1, -1):
        found = _whole(v, stats, head, most)
        if len(unescape(TAG.sub("", found))) <= CAPTION:
            break
    return found


def _whole(v: View, stats: Stats, head: Html, most: int) -> Html:
    """All blocks, at most so many lines and employees named."""
    named = [_lines(v, stats, most), _employees(v, stats, most)]
    blocks = [[head], _calls(v, stats), _waits(v, stats), *named]
    return Html("\n\n".join("\n".join(block) for block in blocks if block))


def captions(v: View, stats: Stats) -> Captions:
    """The words in the picture."""
    return Captions(
        title=v.t.label("stats-chart-title", period=dates.period(v, stats.period)),
        answered=v.t.label("stats-chart-answered"),
        missed=v.t.label("stats-chart-missed"),
    )


def share(load: Load) -> str:
    """The answered part in whole percents; 100 only where nothing was lost."""
    percent = round(load.share * 100)
    return str(min(percent, 99) if load.missed else percent)


def _calls(v: View, stats: Stats) -> list[Html]:
    load, out = stats.load, stats.outbound
    found = []
    if load.calls:
        answered = count(load.answered)
        found.append(
            v.t("stats-inbound", calls=count(load.calls), answered=answered, share=share(load))
        )
    if load.missed:
        kinds = ", ".join(_kinds(v, stats))
        found.append(v.t("stats-lost", calls=count(load.missed), kinds=kinds))
    if out.calls:
        found.append(v.t("stats-outbound", calls=count(out.calls), reached=count(out.answered)))
    if stats.internal:
        found.append(v.t("stats-internal", calls=count(stats.internal)))
    return found


def _kinds(v: View, stats: Stats) -> Iterator[str]:
    other = stats.load.missed
    for kind in _KINDS:
        n = stats.inbound.get(kind, 0)
        other -= n
        if n:
            yield v.t.label(f"stats-lost-{kind}", count=n, shown=count(n))
    if other:
        yield v.t.label("stats-lost-other", count=other, shown=count(other))


def _waits(v: View, stats: Stats) -> list[Html]:
    waits = stats.waits
    found = []
    if waits.by_us or waits.by_client:
        numbers = {"by_us": count(waits.by_us), "by_client": count(waits.by_client)}
        found.append(v.t("stats-returned", **numbers))
    if waits.median is not None:
        found.append(_median(v, waits.median))
    if waits.still:
        found.append(v.t("stats-open", clients=waits.clients, shown=count(waits.clients)))
    elif stats.load.calls:
        found.append(v.t("stats-all-returned"))
    worst = [_hour(v, hour, stats.hours[hour]) for hour in stats.worst_hours()]
    return [*found, *([v.t("stats-worst", hours=", ".join(worst))] if worst else [])]


def _median(v: View, seconds: float) -> Html:
    if seconds >= 2 * HOUR:
        hours = round(seconds / HOUR)
        return v.t("stats-median-hours", hours=hours, shown=count(hours))
    minutes = round(seconds / 60)
    return v.t("stats-median", minutes=minutes, shown=count(minutes))


def _hour(v: View, hour: int, load: Load) -> str:
    numbers = {"missed": count(load.missed), "calls": count(load.calls)}
    return v.t.label("stats-hour", start=str(hour), end=str(hour + 1), **numbers)


def _lines(v: View, stats: Stats, most: int) -> list[Html]:
    """Each line's share; a single line's is the total's."""
    if len(stats.lines) == 1:
        return []
    rows = [
        v.t("stats-line", name=_name(v, line), calls=count(load.calls), share=share(load))
        for line, load in stats.lines[:most]
    ]
    return [v.t("stats-lines"), *rows] if rows else []


def _employees(v: View, stats: Stats, most: int) -> list[Html]:
    rows = [_employee(v, work) for work in stats.employees[:most]]
    return [v.t("stats-employees"), *rows] if rows else []


def _employee(v: View, work: Work) -> Html:
    counts = {"answered": work.answered, "made": work.made, "returned": work.returned}
    parts = [v.t.label(f"stats-employee-{part}", count=count(n)) for part, n in counts.items() if n]
    return v.t("stats-employee", name=_name(v, work.number), parts=", ".join(parts))


def _name(v: View, number: str) -> str:
    return shorten(v.name(number), NAME)
