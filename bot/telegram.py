"""The Telegram side of the composition: a bot, a dispatcher with its middlewares, long polling."""

import asyncio
import contextlib
import logging
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import LinkPreviewOptions
from aiogram.utils.token import TokenValidationError
from pydantic_core import from_json

from bot.access import Policy
from bot.company import Company
from bot.delivery import InFlight, InTurn, Memory, Retry, Revoked
from bot.errors import BotError
from bot.i18n import Texts
from bot.session import JsonSession
from db.people import People
from handlers import build_router
from handlers.commands import in_group, in_private, introduce
from handlers.groups import Follow
from handlers.middleware import Eyes, Gate, StopSpinner

log = logging.getLogger(__name__)

AT_ONCE = 50  # updates handled side by side; a manager waiting for ffmpeg holds nobody up


def make_bot(token: str, api_url: str = "") -> Bot:
    """A bot that speaks HTML and waits out floods; raises `token-refused` for no token at all."""
    server = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    session = JsonSession(api=server, json_loads=from_json)
    session.middleware(Memory())
    session.middleware(Retry())
    preview = LinkPreviewOptions(is_disabled=True)
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=preview)
    try:
        return Bot(token, session=session, default=defaults)
    except TokenValidationError:
        raise BotError("token-refused") from None


def make_dispatcher(
    *,
    policy: Policy,
    company: Company,
    texts: Texts,
    people: People,
    in_flight: InFlight,
    **parts: Any,
) -> Dispatcher:
    """All handlers behind their guards; everything named here reaches them by its name."""
    dispatcher = Dispatcher(
        policy=policy,
        company=company,
        texts=texts,
        people=people,
        in_flight=in_flight,
        disable_fsm=True,
        **parts,
    )
    dispatcher.update.outer_middleware(in_flight)
    dispatcher.error.outer_middleware(in_flight)  # what is said of a failure is said after it
    dispatcher.shutdown.register(in_flight.drain)
    dispatcher.message.outer_middleware(Follow())
    eyes = Eyes(policy, company, texts, people)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.outer_middleware(eyes)
        observer.outer_middleware(Gate())
    dispatcher.callback_query.outer_middleware(StopSpinner())
    dispatcher.include_router(build_router())
    return dispatcher


async def poll(dispatcher: Dispatcher, bot: Bot, texts: Texts, *, signals: bool = True) -> None:
    """Answer until the process is told to stop, by `signals` or cancelling.

    The bot's session stays open: others may still have something to say.
    Raises `token-refused` where Telegram does not know the token. Everything else that can be
    wrong with the network is waited out.
    """
    revoked = Revoked()
    bot.session.middleware(revoked)
    bot.session.middleware(InTurn(dispatcher["in_flight"]))
    async with asyncio.TaskGroup() as tasks:
        menus = tasks.create_task(_show_menus(dispatcher, bot, texts))
        polling = tasks.create_task(
            dispatcher.start_polling(
                bot,
                tasks_concurrency_limit=AT_ONCE,
                handle_signals=signals,
                close_bot_session=False,
            )
        )
        watching = tasks.create_task(revoked.noticed.wait())
        try:
            await asyncio.wait({polling, watching}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            watching.cancel()
            menus.cancel()
            # Cancelling `start_polling` itself would leave its inner tasks running.
            with contextlib.suppress(RuntimeError):  # it has not begun, or has ended
                await dispatcher.stop_polling()
    if revoked.noticed.is_set():
        raise BotError("token-refused")


async def _show_menus(dispatcher: Dispatcher, bot: Bot, texts: Texts) -> None:
    """Introduce the bot, and show administrators their commands everywhere; nobody waits for it."""
    try:
        await introduce(bot, texts)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("Telegram does not take the command menu now: %s", error)
    admins = dispatcher["policy"].admins
    for group in await dispatcher["chats"].all():
        if group.active:
            await in_group(bot, texts, group.id, admins)
    for admin in admins:
        await in_private(bot, texts, admin)
