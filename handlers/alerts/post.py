"""One group's mailbox: what was surely done, surely not done, or nobody knows.

Telegram knows no idempotent sending. Where the answer to a send is lost, the message is looked for
among the numbers that follow the newest one known: only a message of ours can be edited.
"""

import logging
from collections import defaultdict
from collections.abc import Collection
from typing import Any, cast

import aiohttp
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    EditMessageText,
    GetChatAdministrators,
    PinChatMessage,
    Response,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, Message, ReplyParameters

from bot.delivery import once
from bot.groups import Group
from bot.i18n import Html
from handlers.answers import Answer
from handlers.edits import LOST, SAME

log = logging.getLogger(__name__)

FAULTS = (TelegramServerError, TelegramNetworkError, ClientDecodeError, TimeoutError)
NO_PICTURES = "not enough rights to send photos"
SENDING = (SendMessage, SendPhoto)
WINDOW = 12  # messages that may have come between, and are looked through for a lost one
REMEMBERED = 200  # of our latest messages in a chat
PAUSE = 5.0  # seconds after a fault that does not say how long to wait


class Away(Exception):  # noqa: N818 - it names a state, and reads so at `except`
    """Nothing was done; to be tried again after `seconds`."""

    def __init__(self, seconds: float = PAUSE) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Unsure(Exception):  # noqa: N818
    """It was asked for, and nobody knows whether it was done."""


class Gone(Exception):  # noqa: N818
    """The bot is not in the group any more."""


class Moved(Exception):  # noqa: N818
    """The group became the supergroup `id`."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(chat_id)
        self.id = chat_id


class NoTopic(Exception):  # noqa: N818
    """The forum's topic is gone."""


class NoPictures(Exception):  # noqa: N818
    """The group lets the bot write, but send no pictures."""


class Numbers(BaseRequestMiddleware):
    """Which messages of each chat are known to be ours, and which number is the newest seen."""

    def __init__(self) -> None:
        self.ours: defaultdict[int, set[int]] = defaultdict(set)
        self.newest: defaultdict[int, int] = defaultdict(int)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        # By now the session has opened Telegram's envelope, whatever the type says.
        answer: Any = await make_request(bot, method)
        if isinstance(answer, Message):
            self.know(answer.chat.id, {answer.message_id})
        return cast("Response[TelegramType]", answer)

    def know(self, chat_id: int, ours: Collection[int]) -> None:
        """These messages of the chat are ours; those too old to be mistaken are let go."""
        self.saw(chat_id, max(ours, default=0))
        recent = self.newest[chat_id] - REMEMBERED
        self.ours[chat_id] = {n for n in {*self.ours[chat_id], *ours} if n > recent}

    def saw(self, chat_id: int, message: int) -> None:
        """A message with this number is in the chat."""
        self.newest[chat_id] = max(self.newest[chat_id], message)


class Post:
    """Sending to groups and editing there, each request once."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.numbers = Numbers()
        bot.session.middleware(self.numbers)

    async def send(
        self, group: Group, answer: Answer, *, reply_to: int | None = None, silent: bool = False
    ) -> int:
        """Send to the group or its topic; the message's number. Raises all of the above."""
        reply = None
        if reply_to is not None:
            reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True)
        sent = await self._do(
            SendMessage(
                chat_id=group.id,
                message_thread_id=group.topic,
                text=answer.text,
                reply_markup=answer.keyboard,
                reply_parameters=reply,
                disable_notification=silent or None,
            )
        )
        return int(sent.message_id)

    async def picture(self, group: Group, png: bytes, caption: Html) -> int:
        """Send a picture with words under it; the message's number. Raises all of the above."""
        sent = await self._do(
            SendPhoto(
                chat_id=group.id,
                message_thread_id=group.topic,
                photo=BufferedInputFile(png, "calls.png"),
                caption=caption,
            )
        )
        return int(sent.message_id)

    async def edit(self, group: Group, message: int, answer: Answer) -> bool:
        """Let a message of ours say this; False where there is no such message."""
        try:
            await self._do(
                EditMessageText(
                    chat_id=group.id,
                    message_id=message,
                    text=answer.text,
                    reply_markup=answer.keyboard,
                )
            )
        except TelegramBadRequest as error:
            if any(lost in error.message for lost in LOST):
                return False
            if SAME not in error.message:
                raise
        return True

    async def find(self, group: Group, after: int, answer: Answer) -> int | None:
        """The message a lost answer was about, sent after number `after`; it says `answer` now."""
        newest = max(self.numbers.newest[group.id], after)
        for number in range(after + 1, newest + WINDOW + 1):
            known = number in self.numbers.ours[group.id]
            if not known and await self.edit(group, number, answer):
                return number
        return None

    async def pin(self, group: Group, message: int) -> None:
        """Pin without a sound; a bot that may not pin leaves it as it is."""
        pin = PinChatMessage(chat_id=group.id, message_id=message, disable_notification=True)
        try:
            await self._do(pin)
        except TelegramBadRequest as error:
            log.warning("the board of %s is not pinned: %s", group.id, error.message)

    async def administrators(self, group: Group) -> list[tuple[int, str]]:
        """The people who run the group, with their names; none where they are hidden."""
        try:
            found = await self._do(GetChatAdministrators(chat_id=group.id))
        except TelegramBadRequest as error:
            log.warning("the administrators of %s are not known: %s", group.id, error.message)
            return []
        people = [member.user for member in found if not member.user.is_bot]
        return [(person.id, person.full_name) for person in people]

    async def _do(self, method: TelegramMethod[Any]) -> Any:
        """The request's result, or one of the errors above in place of Telegram's."""
        try:
            with once():
                return await self.bot(method)
        except TelegramRetryAfter as error:
            raise Away(error.retry_after) from None
        except TelegramMigrateToChat as error:
            raise Moved(error.migrate_to_chat_id) from None
        except TelegramForbiddenError as error:
            raise Gone from error
        except TelegramBadRequest as error:
            raise _refusal(error) from error
        except FAULTS as error:
            log.info("%s: %s", method.__api_method__, error)
            unsent = isinstance(error.__cause__, aiohttp.ClientConnectorError)
            again = unsent or not isinstance(method, SENDING)  # all others may be repeated
            raise Away if again else Unsure from error


def _refusal(error: TelegramBadRequest) -> Exception:
    if "chat not found" in error.message:
        return Gone()
    if "message thread not found" in error.message:
        return NoTopic()
    if NO_PICTURES in error.message:
        return NoPictures()
    if "not enough rights to send" in error.message:
        log.warning("the bot may not write in a group: %s", error.message)
        return Away(60)
    return error
