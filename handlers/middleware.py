"""What every update gets before its handler: who asks, in which language, with which clock.

They give and guard, and never decide what is said: strangers are turned away here, once for all
messages and all buttons, at the moment these come.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, TelegramObject, User

from bot.access import Policy
from bot.company import Company
from bot.i18n import Texts
from db.chats import Chats
from db.people import People
from handlers.views.view import View

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Eyes(BaseMiddleware):
    """Gives `person`, `office` and `v`, the view in the person's language."""

    def __init__(self, policy: Policy, company: Company, texts: Texts, people: People) -> None:
        self.policy = policy
        self.company = company
        self.texts = texts
        self.people = people

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        office = self.company.office()
        words = self.texts.of(await self._language(event, user, data["chats"]))
        data["person"] = self.policy.person(user.id)
        data["office"] = office
        data["v"] = View.of(words, office, self.company.zone)
        return await handler(event, data)

    async def _language(self, event: TelegramObject, user: User, chats: Chats) -> str | None:
        """The person's own language; in a group everybody reads, so the group's there."""
        message = event.message if isinstance(event, CallbackQuery) else event
        if not isinstance(message, Message | InaccessibleMessage):
            return None
        if message.chat.type == ChatType.PRIVATE:
            return await self.people.language(user.id) or user.language_code
        group = await chats.get(message.chat.id)
        return group.language if group else None


class Gate(BaseMiddleware):
    """Lets only permitted people through; strangers learn their Telegram id and nothing else."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if data["person"].permitted:
            return await handler(event, data)
        v: View = data["v"]
        if isinstance(event, CallbackQuery):
            await event.answer(v.t.label("access-denied-button"), show_alert=True)
        elif isinstance(event, Message) and event.chat.type == ChatType.PRIVATE:
            await event.answer(v.t("access-denied", id=str(data["person"].id)))
        return None


class StopSpinner(BaseMiddleware):
    """Stops the spinner of every pressed button whose handler has not done so itself."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        spinner = data["spinner"] = Spinner(event) if isinstance(event, CallbackQuery) else None
        result = await handler(event, data)
        if spinner:
            await spinner.stop()
        return result


class Spinner:
    """The spinner on a pressed button; it can be stopped only once."""

    def __init__(self, query: CallbackQuery) -> None:
        self._query = query
        self._answered = False

    async def stop(self, text: str | None = None, *, alert: bool = False) -> None:
        """Stop it, with a toast or an alert where there is something to say."""
        if not self._answered:
            self._answered = True
            await self._query.answer(text, show_alert=alert)
