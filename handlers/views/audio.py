"""What a recording is called: in the player, and on the disk of who saves it."""

import re

from bot.calls.model import Call, Recording
from handlers.views import dates, page
from handlers.views.view import View, shorten

FILE_NAME = 120  # letters; two bytes each are still a name on every disk
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def title(v: View, call: Call, parts: tuple[Recording, ...]) -> str:
    """Who talks with whom, as the player's first line."""
    who, whom = parties(v, call, parts)
    return shorten(v.t.label("audio-title", who=who, whom=whom), 64)


def performer(v: View, parts: tuple[Recording, ...]) -> str:
    """When, as the player's second line."""
    return dates.stamp(v, parts[0].started)


def file_name(v: View, call: Call, parts: tuple[Recording, ...]) -> str:
    """A name that sorts by time and reads in any file manager."""
    started = f"{v.local(parts[0].started):%Y-%m-%d %H-%M-%S}"
    who, whom = parties(v, call, parts)
    name = shorten(f"{started} {who} - {whom}", FILE_NAME)
    return NOT_IN_NAMES.sub("_", f"{name}.mp3")


def parties(v: View, call: Call, parts: tuple[Recording, ...]) -> tuple[str, str]:
    if len(parts) == 1:
        return v.name(parts[0].who), listener(v, parts[0])
    return page.parties(v, call)


def listener(v: View, recording: Recording) -> str:
    """Who heard the caller: a person, or the voicemail where it was nobody."""
    return v.name(recording.whom) if recording.whom else v.t.label("app-voicemail")
