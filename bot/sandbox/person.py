"""A human for tests and demos: writes, taps, waits, and reads what is on the screen.

It speaks HTTP only, so it drives a sandbox of the same process as well as one of a running demo.
`send`, `tap` and their kin return when the bot has become quiet: it confirmed the update, answered
the tap, has no request on its way, and is idle or silent for a moment (bot/sandbox/quiet.py).
"""

import asyncio
from collections.abc import Callable
from typing import Any, Self

import aiohttp

from bot.sandbox.seen import Button, Seen, screen
from bot.sandbox.state import Json

Wanted = str | Callable[["Person"], object]
KEY = "X-Sandbox-Key"


class Person:
    """One person and the chat they look at: at first the private chat with the bot."""

    def __init__(self, url: str, key: str, *, id: int) -> None:
        self.id = id
        self.chat_id = id
        self.messages: list[Seen] = []
        self.toast: str | None = None
        self.alert: bool = False
        self.link: str | None = None
        self.patience = 10.0  # seconds that `send` and `tap` wait for the bot
        self.url = url
        self.key = key
        self._seq: int | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self.look()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    @property
    def last(self) -> Seen:
        """The newest message of the chat."""
        if not self.messages:
            raise AssertionError("nothing has been said in this chat")
        return self.messages[-1]

    @property
    def screen(self) -> str:
        return screen(self.messages)

    async def look(self, chat_id: int | None = None) -> "Person":
        """Read the chat anew; with `chat_id` turn to that chat first."""
        self.chat_id = chat_id or self.chat_id
        found = await self.ask("GET", f"{self._me}/chats/{self.chat_id}/messages")
        self.messages = [Seen(message) for message in found]
        return self

    async def send(
        self,
        text: str,
        *,
        reply_to: Seen | None = None,
        thread_id: int | None = None,
        wait: bool = True,
    ) -> None:
        facts = {"text": text, "reply_to": reply_to.key if reply_to else None}
        await self._act("send", facts | {"thread_id": thread_id}, wait=wait)

    async def edit(self, text: str, message: Seen | None = None, *, wait: bool = True) -> None:
        """Change an own message, the newest unless another is named."""
        own = message or next(m for m in reversed(self.messages) if m.own)
        await self._act("edit", {"message_id": own.id, "text": text}, wait=wait)

    async def start(self, payload: str = "", *, wait: bool = True) -> None:
        """Come by a deep link."""
        await self._act("start", {"payload": payload}, wait=wait)

    async def contact(self, phone_number: str, first_name: str, *, wait: bool = True) -> None:
        facts = {"phone_number": phone_number, "first_name": first_name}
        await self._act("contact", facts, wait=wait)

    async def file(
        self, kind: str, data: bytes, name: str = "file", *, caption: str = "", wait: bool = True
    ) -> None:
        """Send a voice, audio, photo or document."""
        form = aiohttp.FormData({"chat_id": str(self.chat_id), "kind": kind, "caption": caption})
        form.add_field("file", data, filename=name)
        said = await self.ask("POST", f"{self._me}/file", data=form)
        await self._settle(said, wait=wait)

    async def tap(self, label: str, message: Seen | None = None, *, wait: bool = True) -> None:
        """Tap a button, by its label, a part of it or its data, in the newest message with it."""
        where, button = self._find(label, message)
        if button.data is None:
            raise AssertionError(f"[{button.text}] does not call the bot: {button.raw}")
        await self.tap_data(button.data, where, wait=wait)

    async def tap_data(self, data: str, message: Seen | None = None, *, wait: bool = True) -> None:
        """Send the data of a button, whether or not there is one."""
        self.toast, self.link, self.alert = None, None, False
        facts = {"key": (message or self.last).key, "data": data}
        await self._act("tap", facts, wait=wait)

    async def delete(self, message: Seen) -> None:
        await self._act("delete", {"message_id": message.id}, wait=False)

    async def in_group(self, act: str, **facts: Any) -> None:
        """Rule the group one looks at: `await boss.in_group("promote", user=box.bot_id)`."""
        path = f"/sandbox/groups/{self.chat_id}/{act}"
        said = await self.ask("POST", path, json={"by": self.id, **facts})
        await self._settle(said if isinstance(said, dict) else {}, wait=False)

    async def block(self) -> None:
        await self._act("block", {}, wait=False)

    async def unblock(self) -> None:
        await self._act("unblock", {}, wait=False)

    async def download(self, message: Seen) -> bytes:
        """The bytes of the message's file."""
        media = message.media
        if media is None:
            raise AssertionError(f"no file in the message: {message}")
        async with self._client().get(media.url) as response:
            response.raise_for_status()
            return await response.read()

    async def wait(self, wanted: Wanted, timeout: float = 5.0) -> None:  # noqa: ASYNC109  # the word tests know
        """Until a text is on the screen, or until `wanted(person)` is true."""
        end = asyncio.get_running_loop().time() + timeout
        if not self.messages or self._holds(wanted):  # unless something has happened since
            await self._catch_up()
        while not self._holds(wanted):
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                raise AssertionError(f"{wanted} did not come; the screen:\n{self.screen}")
            await self._catch_up(left)

    async def ask(self, verb: str, path: str, **more: Any) -> Any:
        """Any route of the people's side; its result."""
        async with self._client().request(verb, path, **more) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise AssertionError(f"{verb} {path}: {answer['description']}")
        return answer["result"]

    @property
    def _me(self) -> str:
        return f"/sandbox/people/{self.id}"

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(self.url, headers={KEY: self.key})
        return self._session

    async def _act(self, act: str, facts: Json, *, wait: bool) -> None:
        """Do it, wait until the bot is done with it, and look at what is there now."""
        said = await self.ask("POST", f"{self._me}/{act}", json={"chat_id": self.chat_id, **facts})
        await self._settle(said if isinstance(said, dict) else {}, wait=wait)

    async def _settle(self, said: Json, *, wait: bool) -> None:
        if wait:
            about = {"update": said.get("update_id"), "query": said.get("query_id")}
            params = {name: str(value) for name, value in about.items() if value}
            params["timeout"] = str(self.patience)
            if not await self.ask("GET", "/sandbox/quiet", params=params):
                await self.look()
                raise AssertionError(f"the bot is still busy; the screen:\n{self.screen}")
        await self._catch_up()

    async def _catch_up(self, seconds: float = 0) -> None:
        """Hear what happened since last time, waiting up to `seconds` for it, and look."""
        params = {"person": str(self.id), "timeout": str(seconds)}
        after = {"after": str(self._seq)} if self._seq is not None else {"after": "0"}
        heard = await self.ask("GET", "/sandbox/events", params=params | after)
        self._seq = heard["seq"]
        for event in heard["events"]:
            if event["type"] == "answer":
                self.toast, self.link = event["text"] or None, event["url"] or None
                self.alert = event["show_alert"]
        if heard["events"] and all(self._is_new(event) for event in heard["events"]):
            self._add([Seen(event["message"]) for event in heard["events"]])
        elif heard["events"] or not self.messages:  # whatever changes in a chat is an event
            await self.look()

    def _is_new(self, event: Json) -> bool:
        """A message at the end of this chat: it changes nothing that was there."""
        if event["type"] != "message" or event["chat_id"] != self.chat_id:
            return False
        return not self.messages or event["message"]["order"] > self.last.raw["order"]

    def _add(self, said: list[Seen]) -> None:
        """Who writes has read what was there before."""
        if any(message.own for message in said):
            self.messages = [_read(message) for message in self.messages]
        self.messages += said

    def _holds(self, wanted: Wanted) -> bool:
        return wanted in self.screen if isinstance(wanted, str) else bool(wanted(self))

    def _find(self, label: str, message: Seen | None) -> tuple[Seen, Button]:
        places = [message] if message else self.messages[::-1]
        tests: tuple[Callable[[Button], bool], ...] = (
            lambda b: b.text == label,
            lambda b: label in b.text,
            lambda b: b.data == label,
        )
        for test in tests:
            for place in places:
                for button in place.buttons:
                    if test(button):
                        return place, button
        shown = ", ".join(f"[{b.text}]" for place in places for b in place.buttons) or "none"
        raise AssertionError(f"no button {label!r}; the buttons on the screen: {shown}")


def _read(message: Seen) -> Seen:
    return Seen(message.raw | {"unread": False}) if message.raw["unread"] else message
