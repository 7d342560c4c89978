"""Updates: confirmed by a higher offset, kept until then, for one poller or one webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox, sandbox
from tests.sandbox.api import Api


async def texts(api: Api, **params: Any) -> list[str]:
    found = await api.ok("getUpdates", **params)
    return [update["message"]["text"] for update in found]


async def test_what_is_not_confirmed_comes_again(api: Api, anna: Person) -> None:
    await anna.send("второе", wait=False)
    first = await api.ok("getUpdates", limit=1)
    assert first[0]["message"]["text"] == "привет"
    assert await texts(api, limit=1, offset=first[0]["update_id"]) == ["привет"]
    assert await texts(api, offset=first[0]["update_id"] + 1) == ["второе"]
    assert await texts(api, offset=-1) == ["второе"], "a negative offset counts from the end"


async def test_a_long_poll_waits_for_somebody_to_speak(api: Api, anna: Person) -> None:
    first = await api.ok("getUpdates")
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(texts(api, offset=first[0]["update_id"] + 1, timeout=5))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await anna.send("вот", wait=False)
    assert waiting.result() == ["вот"]


async def test_the_older_of_two_pollers_is_told(api: Api, anna: Person) -> None:
    offset = (await api.ok("getUpdates"))[0]["update_id"] + 1
    async with asyncio.TaskGroup() as group:
        older = group.create_task(api.fails("getUpdates", offset=offset, timeout=5))
        await asyncio.sleep(0.05)
        newer = group.create_task(texts(api, offset=offset, timeout=5))
        conflict = await older
        await anna.send("вот", wait=False)
    assert newer.result() == ["вот"]
    assert conflict == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


async def test_a_webhook_ends_the_poll(api: Api) -> None:
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(api.fails("getUpdates", timeout=5))
        await asyncio.sleep(0.05)
        await api.ok("setWebhook", url="https://example.com/bot")
    assert polling.result() == "409 Conflict: terminated by setWebhook request"


async def test_only_allowed_kinds_come_and_the_choice_lasts(api: Api, anna: Person) -> None:
    offset = (await api.ok("getUpdates", allowed_updates=["callback_query"]))[0]["update_id"]
    await anna.send("не слышно", wait=False)
    await anna.ask("POST", "/sandbox/people/101/tap", json={"key": "1", "data": "x"})
    found = await api.ok("getUpdates", offset=offset + 1)
    assert [set(update) - {"update_id"} for update in found] == [{"callback_query"}]
    await api.ok("getUpdates", offset=found[0]["update_id"], allowed_updates=[])
    await anna.send("снова слышно", wait=False)
    assert await texts(api, offset=found[0]["update_id"] + 1) == ["снова слышно"]


async def test_updates_are_forgotten_after_a_day(box: Sandbox, api: Api, anna: Person) -> None:
    box.clock.advance(24 * 3600 + 1)
    await anna.send("сегодня", wait=False)
    assert await texts(api) == ["сегодня"]


@asynccontextmanager
async def webhook(answers: list[web.Response]) -> AsyncIterator[tuple[str, list[Any]]]:
    """A bot's own server; its answers in order, then 200 for ever."""
    heard: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        heard.append((secret, (await request.json())["message"]["text"]))
        return answers.pop(0) if answers else web.Response()

    app = web.Application()
    app.add_routes([web.post("/hook", take)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", heard
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_each_update_until_it_takes_it(api: Api, anna: Person) -> None:
    call = {"method": "sendMessage", "chat_id": anna.id, "text": "ответ"}
    async with webhook([web.Response(status=500), web.json_response(call)]) as (url, heard):
        await api.ok("setWebhook", url=url, secret_token="тайна".encode().hex())
        await anna.send("второе")
        assert [text for _, text in heard] == ["привет", "привет", "второе"]
        assert {secret for secret, _ in heard} == {"тайна".encode().hex()}
        assert "ответ" in anna.screen, "a webhook's answer may call a method"
        info = await api.ok("getWebhookInfo")
        assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
        await api.ok("deleteWebhook")


async def test_an_error_of_the_one_who_uses_it_comes_out_as_it_is() -> None:
    with pytest.raises(LookupError, match="of the test"):
        async with sandbox():
            raise LookupError("of the test")
