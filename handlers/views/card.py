"""One call told whole: head, story in order, the PBX's own legs folded away, linkedid."""

from bot.calls.model import Call, End, Leg, Outcome, Step, StepKind
from bot.calls.page import Opened
from bot.i18n import Html
from handlers.views import dates, page
from handlers.views.gender import gender
from handlers.views.view import View

MESSAGE = 4096  # characters that a message holds; a queue that rings all day has more to tell
STORY = 2400  # of them for the story, so that the legs have room as well
LASTING = {StepKind.ANSWERED, StepKind.CONSULTED, StepKind.CONTINUED, StepKind.PARKED}


def text(v: View, entry: Opened) -> Html:
    """The whole card, HTML."""
    call = entry.call
    about = [*_parties(v, entry), *page.remarks(v, entry)]
    story = _fitting([_step(v, step) for step in call.steps], STORY)
    lines = [_head(v, call), *about, "", *story, ""]
    last = f"🔗 <code>{v.t('line', text=call.linkedid)}</code>"
    return Html("\n".join([*lines, *_legs(v, call, MESSAGE - _length([*lines, last])), last]))


def _fitting(lines: list[str], room: int) -> list[str]:
    """As many lines as fit into `room` characters; what is left out shows as «…»."""
    fitting = len(lines)
    while fitting and _length(lines[:fitting]) > room:
        fitting -= 1
    return lines if fitting == len(lines) else [*lines[:fitting], "…"]


def _length(lines: list[str]) -> int:
    """What Telegram counts, line breaks too, or more: it does not count the tags."""
    return sum(len(line.encode("utf-16-le")) // 2 + 1 for line in lines)


def _head(v: View, call: Call) -> str:
    key = "card-missed" if call.outcome is Outcome.MISSED else f"card-{call.direction}"
    return f"{v.t(key)} · {v.t('line', text=dates.stamp(v, call.started, seconds=True))}"


def _parties(v: View, entry: Opened) -> list[str]:
    call = entry.call
    who, whom = page.parties(v, call)
    facts = " · ".join([*_spans(v, call), *page.results(v, entry)[_first_result(call) :]])
    lines: list[str] = [v.t("card-parties", who=who, whom=whom)]
    return [*lines, v.t("line", text=facts)] if facts else lines


def _first_result(call: Call) -> int:
    """Skip the talk time of an answered call: `_spans` has said it beside the waiting."""
    return 1 if call.outcome is Outcome.ANSWERED else 0


def _spans(v: View, call: Call) -> list[str]:
    if call.outcome is not Outcome.ANSWERED:
        return []
    return [
        v.t.label("card-wait", span=dates.span(call.wait)),
        v.t.label("card-talk", span=dates.span(call.talk)),
    ]


def _step(v: View, step: Step) -> str:
    words = v.t.label(
        _step_key(step), who=v.name(step.who), whom=_whom(v, step), gender=_whose(v, step)
    )
    if step.kind in LASTING and step.seconds >= 1:
        words = v.t.label("step-lasted", text=words, span=dates.span(step.seconds))
    return v.t("step", time=dates.clock(v, step.at, seconds=True), text=words)


def _step_key(step: Step) -> str:
    if step.kind is StepKind.RANG:
        result = step.result or Outcome.NO_ANSWER
        return f"step-rang-{result.replace(' ', '-')}"
    return f"step-{step.kind}"


def _whom(v: View, step: Step) -> str:
    return v.line(step.whom) if step.kind is StepKind.ARRIVED else v.name(step.whom)


def _whose(v: View, step: Step) -> str:
    """The gender of who acted: the one who transfers, or the one who answers."""
    actor = step.who if step.kind is StepKind.TRANSFERRED else step.whom
    return gender(v.directory.name(actor))


def _legs(v: View, call: Call, room: int) -> list[str]:
    opening, closing = "<blockquote expandable>", "</blockquote>"
    title = v.t("legs-title")
    around = _length([opening, title, closing, "…"])
    lines = _fitting([_leg(v, leg) for leg in _told(call)], room - around)
    quote = "\n".join([title, *lines])
    return [f"{opening}{quote}{closing}"] if lines else []


def _told(call: Call) -> tuple[Leg, ...]:
    """The legs between people; Asterisk's Local halves only tell them twice."""
    people = [
        leg
        for leg in call.legs
        if leg.dst_end is not End.LOCAL and leg.src != (leg.dst or leg.dialled)
    ]
    return tuple(people) or call.legs


def _leg(v: View, leg: Leg) -> str:
    talked = (leg.ended - leg.answered).total_seconds() if leg.answered else 0
    return v.t(
        "leg",
        start=dates.clock(v, leg.started, seconds=True),
        end=dates.clock(v, leg.ended, seconds=True),
        who=v.name(leg.src),
        whom=_far_end(v, leg),
        talk=v.t.label("leg-talk", span=dates.span(talked)) if talked >= 1 else "",
    )


def _far_end(v: View, leg: Leg) -> str:
    """Whom a leg led to: a phone, a queue or group, or what the PBX itself did."""
    number = leg.dst or leg.place or leg.dialled
    place = v.t.label(f"app-{leg.app}") if leg.app else ""
    if leg.dst or not place:
        return v.name(number)
    return f"{place} {v.name(number)}" if number else place
