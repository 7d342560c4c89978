"""Which message answers which question: an edited question gets its answer edited."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import dialect
from db.engine import writing
from db.models import AnswerRow

KEPT = 200  # messages of a chat: nobody edits a question further up


class Answers:
    """The latest questions of each chat and the messages that answer them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing = writing(engine)

    async def to(self, chat: int, question: int) -> int | None:
        """The id of the message that answers `question`, None where it is not remembered."""
        async with self._engine.connect() as connection:
            asked = select(AnswerRow.answer_id).where(
                AnswerRow.chat_id == chat, AnswerRow.question_id == question
            )
            return await connection.scalar(asked)

    async def remember(self, chat: int, question: int, answer: int) -> None:
        """`answer` is the message that answers `question`; long past ones are dropped."""
        row = {"chat_id": chat, "question_id": question, "answer_id": answer}
        old = delete(AnswerRow).where(
            AnswerRow.chat_id == chat, AnswerRow.question_id < question - KEPT
        )
        async with self._writing.begin() as connection:
            await connection.execute(dialect.upsert(connection, AnswerRow, "answer_id"), row)
            await connection.execute(old)
