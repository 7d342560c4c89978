"""«Кто не перезвонил», `/board`, `/missed`: one question, one list, in a group and in private."""

from bot.calls.model import Outcome
from bot.calls.reading import Reading
from bot.desk import Desk
from bot.groups import Group
from db.chats import Chats
from handlers.alerts import keyboards
from handlers.answers import Answer
from handlers.views import board
from handlers.views.view import View


def asks(reading: Reading) -> bool:
    """Whether it asks who waits now; with a date or a number it is a question like others."""
    if reading.command == "board":
        return True
    plain = reading.kind == "filter" and reading.query.outcome is Outcome.MISSED
    return plain and (reading.query.returned is False or reading.command == "missed")


async def answer(chat_id: int, desk: Desk, chats: Chats, v: View) -> Answer:
    """Who waits, as this chat sees it: a group its own lines, a person all of them."""
    group = await chats.get(chat_id) or Group(id=chat_id)
    waiting = await desk.waiting(group)
    rows = [(known, known.waiting) for known in waiting]
    return Answer(board.text(v, desk.moment(group), waiting), keyboards.clients(rows))
