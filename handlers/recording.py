"""▶ and ⬇: a recording of a call as an audio message or as a file.

Telegram keeps what was sent once: its `file_id` is remembered, and the second press converts
nothing.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendAudio, SendDocument
from aiogram.types import CallbackQuery, FSInputFile, Message
from aiogram.utils.chat_action import ChatActionSender

from bot.access import Person
from bot.calls.model import Call, Recording
from bot.calls.page import Opened
from bot.errors import BotError
from bot.pbx.audio import Audio, Mp3
from bot.pbx.recordings import Recordings
from db.calls import Calls
from db.files import Files
from handlers import answers, whisper
from handlers.callbacks import WHOLE, Listen, call_id
from handlers.edits import pressed
from handlers.middleware import Spinner
from handlers.views import audio as words
from handlers.views.view import View
from handlers.whisper import Sending

STALE = ("wrong file identifier", "wrong remote file identifier")


@dataclass(frozen=True, slots=True)
class Player:
    """Where recordings come from and what of them Telegram has already.

    `wishes` are being fulfilled: in which chat, of what, as what.
    """

    recordings: Recordings
    audio: Audio
    files: Files
    wishes: set[tuple[int, str, str]] = field(default_factory=set)

    async def found(self, asked: "Asked") -> list[Path]:
        """The files of what is asked, all of them, or the error that says which is not there."""
        return [await self.recordings.locate(part, asked.call) for part in asked.parts]

    async def mp3(self, found: list[Path]) -> Mp3:
        """One recording as MP3, or several joined."""
        return await (self.audio.to_mp3(found[0]) if len(found) == 1 else self.audio.join(found))


async def listen(
    press: CallbackQuery,
    callback_data: Listen,
    calls: Calls,
    v: View,
    person: Person,
    player: Player,
    spinner: Spinner,
) -> None:
    """Send a recording, by `file_id` where Telegram has it."""
    entry = await answers.seen(calls, call_id(callback_data), person)
    asked = Asked(v, entry.call, parts(entry, callback_data.part), callback_data.file)
    wish = (pressed(press).chat.id, asked.key, asked.kind)
    if wish in player.wishes:  # a second tap while the first one is being fulfilled
        await spinner.stop(v.t.label("audio-working"))
        return
    player.wishes.add(wish)
    try:
        if not await _again(press, asked, player.files):
            await _first(press, asked, player, spinner)
    finally:
        player.wishes.discard(wish)


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish to hear: these recordings of this call, as a file or to be played."""

    v: View
    call: Call
    parts: tuple[Recording, ...]
    file: bool

    @property
    def key(self) -> str:
        """The same recordings have the same key, whoever asks."""
        names = "\n".join([self.call.linkedid, *(part.file for part in self.parts)])
        return hashlib.sha256(names.encode()).hexdigest()

    @property
    def kind(self) -> str:
        return "document" if self.file else "audio"

    def message(self, chat: Message, media: FSInputFile | str, duration: float = 0) -> Sending:
        """The request that sends it, as a reply to the list or card in `chat`."""
        where: dict[str, Any] = {"chat_id": chat.chat.id}
        if not chat.ephemeral_message_id:
            where["reply_parameters"] = chat.as_reply_parameters(allow_sending_without_reply=True)
        if chat.is_topic_message:
            where["message_thread_id"] = chat.message_thread_id
        if self.file:
            return SendDocument(document=media, disable_content_type_detection=True, **where)
        title = words.title(self.v, self.call, self.parts)
        performer = words.performer(self.v, self.parts)
        seconds = round(duration) or None
        return SendAudio(audio=media, title=title, performer=performer, duration=seconds, **where)


def parts(entry: Opened, part: str) -> tuple[Recording, ...]:
    """The recordings that a button names; raises `recording-none`."""
    recordings = entry.call.recordings
    if part == WHOLE and recordings:
        return recordings
    if part.isdigit() and int(part) < len(recordings):
        return (recordings[int(part)],)
    raise BotError("recording-none")


async def _again(press: CallbackQuery, asked: Asked, files: Files) -> bool:
    """Send what Telegram keeps; False where it keeps nothing, or no longer."""
    known = await files.find(asked.key, asked.kind)
    if not known:
        return False
    try:
        await whisper.send(press, asked.message(pressed(press), known))
    except TelegramBadRequest as error:
        if not any(stale in error.message for stale in STALE):
            raise
        await files.forget(asked.key, asked.kind)
        return False
    return True


async def _first(press: CallbackQuery, asked: Asked, player: Player, spinner: Spinner) -> None:
    chat = pressed(press)
    bot = chat.bot
    if bot is None:
        raise BotError("list-outdated")
    busy = player.audio.busy
    action = "upload_document" if asked.file else "upload_voice"
    async with ChatActionSender(bot=bot, chat_id=chat.chat.id, action=action, initial_sleep=0.3):
        found = await player.found(asked)
        await spinner.stop(asked.v.t.label("audio-waits" if busy else "audio-working"))
        with await player.mp3(found) as mp3:
            name = words.file_name(asked.v, asked.call, asked.parts)
            media = FSInputFile(mp3.path, name)
            sent = await whisper.send(press, asked.message(chat, media, mp3.duration))
    kept = sent.document if asked.file else sent.audio
    if kept:
        await player.files.remember(asked.key, asked.kind, kept.file_id)
