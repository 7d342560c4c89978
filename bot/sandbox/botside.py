"""The bot's side over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
import inspect
import logging
import re
from collections.abc import Callable

from aiohttp import hdrs, web

from bot.sandbox import files, schema
from bot.sandbox.doors import Call
from bot.sandbox.errors import ApiError, bad, flooded, forbidden
from bot.sandbox.faults import Fault
from bot.sandbox.methods.table import BY_NAME
from bot.sandbox.quiet import Quiet
from bot.sandbox.reading import read
from bot.sandbox.serving import send_bytes
from bot.sandbox.updates import CONFLICT
from bot.sandbox.world import World

log = logging.getLogger(__name__)
NO_METHOD = "Not Found: method not found"
SILENT = ("getupdates",)
BROKEN: dict[str, Callable[[Fault], ApiError]] = {
    "429": lambda fault: flooded(int(fault.seconds)),
    "500": lambda fault: ApiError(500, fault.description or "Internal Server Error"),
    "409": lambda fault: ApiError(409, fault.description or CONFLICT),
    "404": lambda _: ApiError(404, NO_METHOD),
    "400": lambda fault: bad(fault.description or "the request was refused"),
    "403": lambda fault: forbidden(fault.description or "bot was blocked by the user"),
}
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class BotSide:
    """Reads a request, lets a planned fault strike, calls the method, writes the answer."""

    def __init__(self, world: World, quiet: Quiet) -> None:
        self.world = world
        self.quiet = quiet

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.*}", self.file),
        ]

    async def nowhere(self, _: web.Request) -> web.Response:
        """What Telegram says of any other address."""
        return _failure(ApiError(404, "Not Found"))

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        try:
            self._check_token(request.match_info["token"])
            if method in SILENT:
                return await self._answer(request, method)
            self.quiet.begin()
            try:
                return await self._answer(request, method)
            finally:
                self.quiet.end()
        except ApiError as error:
            return _failure(error)
        except (AttributeError, KeyError, TypeError, ValueError):
            log.exception("a request of the bot makes no sense: %s", method)
            return _failure(bad("can't parse the request"))

    async def file(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
        except ApiError as error:
            return _failure(error)
        sent = files.find_path(self.world, request.match_info["path"])
        if sent is None:
            return _failure(ApiError(404, "Not Found"))
        return send_bytes(request, sent)

    def _check_token(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if token != self.world.token or self.world.logged_out:
            raise ApiError(401, "Unauthorized")

    async def _answer(self, request: web.Request, method: str) -> web.StreamResponse:
        if method not in BY_NAME or request.method not in (hdrs.METH_GET, hdrs.METH_POST):
            log.warning("the bot asked for %s, which the sandbox does not speak", method)
            raise ApiError(404, NO_METHOD)
        params = await read(request)
        fault = self.world.faults.take(method, params.integer("chat_id") or None)
        if fault and (broken := await _strike(request, fault)):
            return broken
        if unknown := schema.unknown(method, params):
            raise bad(f"unknown field of {request.match_info['method']}: {', '.join(unknown)}")
        result = BY_NAME[method](Call(self.world, method, params))
        if inspect.isawaitable(result):
            result = await result
        if fault and fault.kind == "lost":
            return _reset(request)
        return web.json_response({"ok": True, "result": result})


async def _strike(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    """What the fault does before the method runs; None lets it run."""
    if fault.kind in BROKEN:
        raise BROKEN[fault.kind](fault)
    if fault.kind == "502":
        return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
    if fault.kind == "reset":
        return _reset(request)
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    return None


def _reset(request: web.Request) -> web.Response:
    """Break the connection without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _failure(error: ApiError) -> web.Response:
    retry = error.parameters.get("retry_after")
    headers = {"Retry-After": str(retry)} if retry else {}
    return web.json_response(error.body(), status=error.code, headers=headers)
