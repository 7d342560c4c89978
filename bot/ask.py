"""`python -m bot ask`: what the chat would answer, in a shell, as text or as JSON.

For an administrator who wants to see, and for checks that want to compare.
"""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from bot import app
from bot.access import Person, Role
from bot.calls import document
from bot.calls.model import Leg, Recording
from bot.calls.page import Opened, Page
from bot.calls.reader import read
from bot.calls.reading import Reading
from bot.company import Company
from bot.config import Settings
from bot.i18n import Texts
from db.calls import Calls
from handlers import answers
from handlers.views.query import describe
from handlers.views.view import View

LIMIT = 500
TAG = re.compile(r"<[^>]+>")
SHELL = Person(0, Role.ADMIN)


async def ask(settings: Settings, options: Namespace) -> None:
    """Answer each question of `options`, one document a line with `--json` or from `-`."""
    async with app.opened(settings) as parts:
        if parts.source and await parts.progress.cursor() is None:
            await app.first_import(parts, Texts(settings.language).of(None))
        company = at(parts.company, options.now)
        as_json = options.json or options.question == ["-"]
        for question in _questions(options.question):
            if as_json:
                shown = await answered(question, company, parts.calls, options.limit)
                line = json.dumps(shown, ensure_ascii=False)
            else:
                line = await text(question, company, parts.calls, settings.language)
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def at(company: Company, now: datetime | None) -> Company:
    """The company with its clock stopped at `now`; a bare time is the PBX's own."""
    if now is not None:
        moment = now if now.tzinfo else now.replace(tzinfo=company.zone)
        company.clock = lambda: moment
    return company


async def text(question: str, company: Company, calls: Calls, language: str) -> str:
    """The chat's answer without its markup, other readings below it."""
    office = company.office()
    v = View.of(Texts(language).of(None), office, company.zone)
    reading = read(question, office)
    answer = await answers.answer(reading, calls, v, SHELL)
    others = [f"? {describe(v, choice.query)}" for choice in reading.choices]
    return "\n".join([unescape(TAG.sub("", answer.text)), *others])


async def answered(question: str, company: Company, calls: Calls, limit: int) -> dict[str, Any]:
    """The answer as data: the reading, the totals, the calls."""
    reading = read(question, company.office())
    found = await _found(reading, calls, limit)
    opened = await calls.opened([entry.id for entry in found.entries])
    return {
        **document.document(reading),
        "total": found.total,
        "missed": found.missed,
        "calls": [_call(entry, company) for entry in opened],
    }


async def _found(reading: Reading, calls: Calls, limit: int) -> Page:
    if not reading.answerable:
        return Page(entries=(), number=1, pages=1, total=0, missed=0, answered=0)
    return await calls.find(reading.query, size=limit)


def _questions(words: list[str]) -> Iterator[str]:
    if words == ["-"]:
        yield from (_string(line) for line in sys.stdin if line.strip())
    else:
        yield " ".join(words)


def _string(line: str) -> str:
    """A JSON string, or the bare line of somebody who typed one."""
    try:
        question = json.loads(line)
    except ValueError:
        question = None
    return question if isinstance(question, str) else line.strip()


def _call(entry: Opened, company: Company) -> dict[str, Any]:
    call = entry.call
    return {
        "linkedid": call.linkedid,
        "direction": call.direction,
        "who": call.who,
        "called": call.called,
        "rung": list(call.rung),
        "answered_by": list(call.answered_by),
        "outcome": call.outcome,
        "started": _time(call.started, company),
        "wait": call.wait,
        "talk": call.talk,
        "legs": [_leg(leg, company) for leg in call.legs],
        "recordings": [_recording(recording, company) for recording in call.recordings],
    }


def _leg(leg: Leg, company: Company) -> dict[str, Any]:
    return {
        "who": leg.src,
        "whom": leg.dst or leg.place or leg.dialled,
        "app": leg.app or "dial",
        "started": _time(leg.started, company),
        "answered": _time(leg.answered, company) if leg.answered else None,
        "ended": _time(leg.ended, company),
        "disposition": leg.disposition,
        "recording": leg.recording or None,
    }


def _recording(recording: Recording, company: Company) -> dict[str, Any]:
    return {
        "file": recording.file,
        "who": recording.who,
        "whom": recording.whom,
        "started": _time(recording.started, company),
        "talk": recording.talk,
    }


def _time(moment: datetime, company: Company) -> str:
    return moment.astimezone(company.zone).isoformat()
