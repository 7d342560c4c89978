"""The tables of what goes on in Telegram: people, groups, alerts, what was said and sent.

Times are as in `db.models`.
"""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import CLUSTERED, RowId, Words, code, exact
from db.models import Base


class FileRow(Base):
    """Telegram's name for a recording this bot has sent before."""

    __tablename__ = "files"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    recording: Mapped[str] = mapped_column(exact(255), primary_key=True)
    kind: Mapped[str] = mapped_column(code(20), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(255))


class PersonRow(Base):
    """What a person chose for himself; who may do what is the settings' business."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(code(10))


class ChatRow(Base):
    """A group the bot is in, or was: `settings` are those of `bot.groups`, NULL for none made."""

    __tablename__ = "chats"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    settings: Mapped[str | None] = mapped_column(Words)


class Mark(Base):
    """The last thing of a kind that was said in a group, so that it is said once."""

    __tablename__ = "marks"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(code(20), primary_key=True)
    value: Mapped[str] = mapped_column(code(40))


class AlertRow(Base):
    """What a group was told, or is to be told, about a client: see `bot.alerts.model`."""

    __tablename__ = "alerts"
    __table_args__ = CLUSTERED

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    client: Mapped[str] = mapped_column(code(40), primary_key=True)
    first: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    told: Mapped[str] = mapped_column(Words)
    born: Mapped[int] = mapped_column(BigInteger)
    message: Mapped[int | None] = mapped_column(BigInteger)
    asked: Mapped[int | None] = mapped_column(BigInteger)
    after: Mapped[int] = mapped_column(BigInteger)
    rang: Mapped[int | None] = mapped_column(BigInteger)
    heard: Mapped[int] = mapped_column(Integer)
    escalated: Mapped[bool]
    open: Mapped[bool]
    shown: Mapped[str] = mapped_column(code(40))


class DeedRow(Base):
    """What somebody did about a client: see `bot.calls.case`."""

    __tablename__ = "deeds"
    __table_args__ = CLUSTERED

    client: Mapped[str] = mapped_column(code(40), primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(code(10), primary_key=True)
    about: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(255))
    text: Mapped[str] = mapped_column(Words)


class LatestNote(Base):
    """The last of the notes in `deeds` on each client, which stands beside his calls."""

    __tablename__ = "latest_notes"
    __table_args__ = CLUSTERED

    client: Mapped[str] = mapped_column(code(40), primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(255))
    text: Mapped[str] = mapped_column(Words)


class AnswerRow(Base):
    """Which message of ours answers which question, by their ids within a chat."""

    __tablename__ = "answers"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer_id: Mapped[int] = mapped_column(BigInteger)
