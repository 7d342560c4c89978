"""The board: one message a group, pinned once, edited in place whenever who waits has changed."""

from dataclasses import replace

from bot.desk import Look
from bot.groups import Group
from db.chats import Chats
from handlers.alerts import keyboards
from handlers.alerts.post import Away, Post, Unsure
from handlers.alerts.queue import Queue
from handlers.alerts.sheet import digest
from handlers.answers import Answer
from handlers.views import board
from handlers.views.view import View


async def show(look: Look, v: View, queue: Queue, post: Post, chats: Chats) -> bool:
    """Let the group's board say who waits; False where the budget ended first."""
    answer, group = content(look, v), look.at.group
    if queue.board != digest(answer):
        if not queue.budget.take(look.at.now):
            return False
        if group.board is None or not await post.edit(group, group.board, answer):
            await _begin(group, answer, queue, post, chats)
        queue.board = digest(answer)
    if queue.unpinned is not None:
        await post.pin(group, queue.unpinned)
        queue.unpinned = None
    return True


def content(look: Look, v: View) -> Answer:
    """The board's text and its buttons."""
    rows = [(known, known.waiting) for known in look.board]
    return Answer(board.text(v, look.at, look.board), keyboards.clients(rows))


async def _begin(group: Group, answer: Answer, queue: Queue, post: Post, chats: Chats) -> None:
    """Send a board to be pinned; one whose sending was never confirmed is looked for first."""
    message = None
    if queue.lost_board is not None:
        message = await post.find(group, queue.lost_board, answer)
    queue.lost_board = None
    try:
        message = message or await post.send(group, answer, silent=True)
    except Unsure:
        queue.lost_board = post.numbers.newest[group.id]
        raise Away from None
    queue.unpinned = message
    await chats.change(group.id, lambda known: replace(known, board=message))
