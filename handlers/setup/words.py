"""What is settled for a group, in words: the text of its panel, page by page."""

from datetime import date, datetime, time
from typing import Literal

from babel.dates import format_skeleton, get_day_names

from bot.calls.calendar import DAY_MINUTES, Hours, Span
from bot.groups import Group
from bot.i18n import Html
from handlers.setup.callbacks import Page
from handlers.views.view import View

HOLIDAYS_SHOWN = 6


def text(v: View, group: Group, page: Page) -> Html:
    """The panel's text: all that is settled on the first page, a line of help on the others."""
    head = v.t("panel-title", title=group.title)
    if page is not Page.HOME:
        return Html(f"{head}\n\n{v.t(f'panel-help-{page.name.lower()}')}")
    return Html("\n".join([head, "", *_settled(v, group)]))


def lines(v: View, group: Group) -> str:
    """The group's lines by name, or that they are all."""
    return ", ".join(v.name(line) for line in group.lines) or v.t.label("panel-lines-all")


def hours(v: View, found: Hours) -> str:
    """«Пн–Пт 9:00–18:00, Сб 10:00–15:00»: neighbouring days with the same hours together."""
    if not found.ever:
        return v.t.label("panel-hours-never")
    runs: list[tuple[int, int, tuple[Span, ...]]] = []
    for day, spans in enumerate(found.week):
        if runs and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], day, spans)
        else:
            runs.append((day, day, spans))
    return ", ".join(_run(v, *run) for run in runs if run[2])


def day_name(v: View, day: int, width: Literal["abbreviated", "wide"] = "abbreviated") -> str:
    """The name of a weekday, Monday being 0, beginning with a capital."""
    name = str(get_day_names(width, "stand-alone", locale=v.t.language)[day])
    return name[:1].upper() + name[1:]


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def at(moment: time) -> str:
    return clock(moment.hour * 60 + moment.minute)


def holiday(v: View, day: date) -> str:
    return str(format_skeleton("MMMMd", datetime.combine(day, time()), locale=v.t.language))


def span(found: Span) -> str:
    return f"{clock(found.start)}–{clock(found.end)}"


def _run(v: View, first: int, last: int, spans: tuple[Span, ...]) -> str:
    days = day_name(v, first) if first == last else f"{day_name(v, first)}–{day_name(v, last)}"
    if spans == (Span(0, DAY_MINUTES),):
        return v.t.label("panel-hours-round", days=days)
    return f"{days} {', '.join(span(one) for one in spans)}"


def _settled(v: View, group: Group) -> list[Html]:
    coming = sorted(day for day in group.hours.holidays if day >= v.now.date())
    shown = ", ".join(holiday(v, day) for day in coming[:HOLIDAYS_SHOWN])
    more = "…" if len(coming) > HOLIDAYS_SHOWN else ""
    return [
        v.t("panel-state", state=_choice(group.listens)),
        v.t("panel-lines", lines=lines(v, group)),
        v.t("panel-menu", state=_choice(group.menu)),
        v.t("panel-hours", hours=hours(v, group.hours)),
        *([v.t("panel-holidays", days=shown + more)] if coming else []),
        _escalation(v, group),
        v.t("panel-claim", minutes=str(group.claim)),
        _digests(v, group),
        v.t("panel-silence", state=_choice(group.silence)),
        *([v.t("panel-topic")] if group.topic else []),
    ]


def _escalation(v: View, group: Group) -> Html:
    if group.escalation is None:
        return v.t("panel-escalation-off")
    who = group.duty.name if group.duty else v.t.label("panel-duty-admins")
    return v.t("panel-escalation", minutes=str(group.escalation), who=who)


def _digests(v: View, group: Group) -> Html:
    times = [at(moment) for moment in (group.morning, group.evening) if moment is not None]
    if not times:
        return v.t("panel-digests-off")
    return v.t("panel-digests", times=", ".join(times))


def _choice(flag: bool) -> str:
    return "on" if flag else "off"
