"""Pushing updates to a webhook, in order, again and again until it says 2xx.

An answer may itself call a method (`{"method": "sendMessage", …}`), as Telegram allows.
"""

import asyncio
import json
import logging

import aiohttp

from bot.sandbox.doors import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.methods.table import BY_NAME
from bot.sandbox.params import Params
from bot.sandbox.reading import add_parts, from_json
from bot.sandbox.updates import Update
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

log = logging.getLogger(__name__)
SIGNED = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = aiohttp.ClientTimeout(total=60)
RETRY_SECONDS = (0.1, 0.5, 1.0, 3.0)


async def deliver(world: World) -> None:
    """Push whatever waits, for as long as the sandbox lives."""
    failures = 0
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        while True:
            if not world.webhook.url or not world.updates.pending:
                await world.updates.arrived.wait(1.0)
                continue
            update, hook = world.updates.pending[0], world.webhook
            failure = await _push(world, session, hook, update)
            failures = failures + 1 if failure else 0
            if failure:
                hook.failed_at, hook.failure = world.clock.today(), failure
                await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS)) - 1])
            else:
                world.updates.confirm(update.id + 1)


async def _push(world: World, session: aiohttp.ClientSession, hook: Webhook, update: Update) -> str:
    """Why it failed, or an empty string."""
    headers = {SIGNED: hook.secret} if hook.secret else {}
    body = json.dumps(update.shown(), ensure_ascii=False).encode()
    headers["Content-Type"] = "application/json"
    try:
        async with session.post(hook.url, data=body, headers=headers) as response:
            if not response.ok:
                return f"Wrong response from the webhook: {response.status} {response.reason}"
            await _call_back(world, response)
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {error}"
    return ""


async def _call_back(world: World, response: aiohttp.ClientResponse) -> None:
    """Do what the answer asks for; nobody hears how it went."""
    params = Params({})
    try:
        if response.content_type == "application/json":
            params.values |= from_json(await response.text())
        elif response.content_type.startswith("multipart/"):
            await add_parts(params, aiohttp.MultipartReader.from_response(response).stream)
        method = str(params.values.pop("method", "")).lower()
        if method in BY_NAME:
            BY_NAME[method](Call(world, method, params))
    except ApiError as error:
        log.warning("what the webhook's answer asked for failed: %s", error)
