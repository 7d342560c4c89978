"""Which message answers which question: an edited question gets its answer edited."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.chat_models import AnswerRow
from db.transactions import read, write

KEPT = 200  # messages of a chat: nobody edits a question further up
TIDIED = 32  # every so many messages


class Answers:
    """The latest questions of each chat and the messages that answer them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def to(self, chat: int, question: int) -> int | None:
        """The id of the message that answers `question`, None where it is not remembered."""
        asked = select(AnswerRow.answer_id).where(
            AnswerRow.chat_id == chat, AnswerRow.question_id == question
        )
        return await read(self._engine, lambda connection: connection.scalar(asked))

    async def remember(self, chat: int, question: int, answer: int) -> None:
        """`answer` is the message that answers `question`; long past ones are dropped."""
        await write(self._engine, _remember, chat, question, answer)


def _remember(connection: Connection, chat: int, question: int, answer: int) -> None:
    row = {"chat_id": chat, "question_id": question, "answer_id": answer}
    dialect.merge(connection, AnswerRow, row, "answer_id")
    if question % TIDIED in (0, 1):  # all of a private chat may be odd, or even
        old = (AnswerRow.chat_id == chat, AnswerRow.question_id < question - KEPT)
        connection.execute(delete(AnswerRow).where(*old))
