"""How requests reach Telegram and how updates are seen through: aiogram has neither of the two.

`Retry` waits out floods and faults without ever sending twice what may have been delivered;
`InFlight` lets a stopping bot finish what it has begun.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from typing import Any

import aiohttp
from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import TelegramObject

# Repeating these changes nothing: https://core.telegram.org/bots/api has no idempotency keys.
REPEATABLE = ("get", "edit", "delete", "answer", "set", "sendChatAction")
SOON = 0.02  # seconds; most answers take less
FAULTS = (TelegramServerError, TelegramNetworkError, ClientDecodeError)

log = logging.getLogger(__name__)


_ONCE: ContextVar[bool] = ContextVar("once", default=False)


@contextlib.contextmanager
def once() -> Iterator[None]:
    """Within it requests are tried once: whoever asks has a queue and decides what comes next."""
    token = _ONCE.set(True)
    try:
        yield
    finally:
        _ONCE.reset(token)


class Retry(BaseRequestMiddleware):
    """Tries again after 429, 5xx and broken connections, for at most `budget` seconds."""

    def __init__(self, budget: float = 60, tries: int = 6) -> None:
        self.budget = budget
        self.tries = tries

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if _name(method) == GetUpdates.__api_method__:
            return await make_request(bot, method)  # the dispatcher tries again itself
        if _ONCE.get():
            return await make_request(bot, method)
        left = self.budget
        for attempt in range(1, self.tries):
            try:
                return await make_request(bot, method)
            except (TelegramRetryAfter, *FAULTS) as error:
                delay = _delay(error, method, attempt)
                if delay is None or delay > left:
                    raise
                left -= delay
                log.info("%s failed (%s), again in %.1f s", _name(method), error, delay)
                await asyncio.sleep(delay)
        return await make_request(bot, method)


class Memory(BaseRequestMiddleware):
    """Keeps the classes of answers: aiogram drops each, and making one anew costs 10 ms a call."""

    def __init__(self) -> None:
        self._kept: dict[type, object] = {}

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if type(method) not in self._kept:
            self._kept[type(method)] = Response.__class_getitem__(method.__returning__)
        return await make_request(bot, method)


class Revoked(BaseRequestMiddleware):
    """Notices that Telegram knows the token no more; aiogram would only log it, for ever."""

    def __init__(self) -> None:
        self.noticed = asyncio.Event()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramUnauthorizedError:
            self.noticed.set()
            raise


def _delay(error: Exception, method: TelegramMethod[Any], attempt: int) -> float | None:
    """Seconds to wait before the next try, None where trying again is wrong."""
    jitter: float = random.random()  # noqa: S311 - spreads retries, keeps no secret
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after) + jitter
    if isinstance(error, TelegramEntityTooLarge):
        return None
    # A request that never left is safe to repeat; a lost answer to a send may have been delivered.
    unsent = isinstance(error.__cause__, aiohttp.ClientConnectorError)
    if unsent or _name(method).startswith(REPEATABLE):
        return min(0.5 * 2.0**attempt, 8.0) + jitter
    return None


def _name(method: TelegramMethod[Any]) -> str:
    return method.__api_method__


class InFlight(BaseMiddleware):
    """Counts updates being handled, so that `drain` can wait for them at shutdown."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        self._count += 1
        self._idle.clear()
        try:
            return await handler(event, data)
        finally:
            self._count -= 1
            if not self._count:
                self._idle.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is being handled."""
        return not self._count

    async def drain(self, timeout: float = 25) -> None:  # noqa: ASYNC109 - a bound, not a deadline of the caller
        """Wait until nothing is being handled, `timeout` seconds at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while self._count:
                    await self._idle.wait()


class InTurn(BaseRequestMiddleware):
    """Lets what came be answered before more is asked for; who takes long is not waited for.

    aiogram asks at once, and an answer then shares the interpreter with that request: 2 ms of 8.
    """

    def __init__(self, in_flight: InFlight) -> None:
        self._in_flight = in_flight

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if _name(method) == GetUpdates.__api_method__:
            await asyncio.sleep(0)  # what came is in flight only when it has begun
            await self._in_flight.drain(SOON)
        return await make_request(bot, method)
