"""A reply to an alert: «перезвонил» closes it, an employee gets it, anything else is a note."""

import re
from typing import Any

from aiogram.types import Message, ReactionTypeEmoji

from bot.alerts.model import Alert
from bot.calls.case import Deed, DeedKind
from bot.calls.reader import read
from bot.calls.reading import Office
from db.alerts import Alerts
from handlers.alerts.announcer import Announcer
from handlers.views.view import View

DONE = re.compile(
    r"(уже\s+)?((пере|до)зв[оа]нил\w*|готово|сделано|закры\w*|done|closed|called(\s+back)?)\b",
    re.IGNORECASE,
)
ROW = re.compile(r"(\d{1,2})[.):,\s]+(\S.*)")  # the row of a list, and what is said of it
EXTENSION = 5  # digits at most
UNDERSTOOD = "👍"


async def about_alert(message: Message, alerts: Alerts) -> bool | dict[str, Any]:
    """Give the `alert` that a message replies to and what is `said`, if it replies to one.

    Of a list the row must be named first: «2 перезвонил»; without that the alert is None.
    """
    replied = message.reply_to_message
    if replied is None or not message.text or message.text.startswith("/"):
        return False
    found = await alerts.shown_in(message.chat.id, replied.message_id)
    text = " ".join(message.text.split())
    if len(found) > 1:
        row = ROW.fullmatch(text)
        known = row and 1 <= int(row[1]) <= len(found)
        return {
            "alert": found[int(row[1]) - 1] if row and known else None,
            "said": row[2] if row else "",
        }
    return {"alert": found[0], "said": text} if found else False


async def reply(
    message: Message,
    alert: Alert | None,
    said: str,
    announcer: Announcer,
    office: Office,
    v: View,
) -> None:
    """Understand it, and show that it was understood."""
    if alert is None:
        await message.reply(v.t("alert-which"))
        return
    for kind, kept in meanings(said, office):
        await announcer.desk.deeds.add(_deed(message, alert, office, kind, kept))
    announcer.touch([alert.client])
    await message.react([ReactionTypeEmoji(emoji=UNDERSTOOD)])


def meanings(text: str, office: Office) -> list[tuple[DeedKind, str]]:
    """What a reply means, with what is to be kept of it."""
    done = DONE.match(text)
    if done:
        rest = text[done.end() :].strip(" .,!?;:—-")
        return [(DeedKind.DONE, ""), *([(DeedKind.NOTE, text)] if rest else [])]
    employee = _employee(text, office)
    return [(DeedKind.ASSIGN, employee)] if employee else [(DeedKind.NOTE, text)]


def _employee(text: str, office: Office) -> str:
    """The extension of the one employee a text names and nothing else, or ''."""
    reading = read(text, office)
    if reading.kind not in ("name", "number") or reading.notes or reading.choices:
        return ""
    numbers = [term.number for term in reading.query.numbers]
    return numbers[0] if len(numbers) == 1 and len(numbers[0]) <= EXTENSION else ""


def _deed(message: Message, alert: Alert, office: Office, kind: DeedKind, text: str) -> Deed:
    who = message.from_user
    return Deed(
        client=alert.client,
        kind=kind,
        at=office.now,
        about=max(alert.told),
        by=who.id if who else 0,
        name=who.full_name if who else "",
        text=text,
    )
