"""What every view needs besides its data: words, zone, names and the clock of one answer."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.calls.directory import Directory
from bot.calls.phone import pretty
from bot.calls.reading import Office
from bot.i18n import Words

NAME = 40  # characters; a card or a page of long names must fit into one message


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The eyes of one person at one moment; views are functions of it and of what is shown."""

    t: Words
    zone: tzinfo
    now: datetime
    directory: Directory
    region: str

    @classmethod
    def of(cls, t: Words, office: Office, zone: tzinfo) -> "View":
        now = office.now.astimezone(zone)
        return cls(t=t, zone=zone, now=now, directory=office.directory, region=office.region)

    def local(self, moment: datetime) -> datetime:
        """`moment` on the PBX's clock."""
        return moment.astimezone(self.zone)

    def phone(self, number: str) -> str:
        """A number as people write it; a hidden one is said to be hidden."""
        return pretty(number, self.region) if number else self.t.label("number-hidden")

    def name(self, number: str, own: str = "") -> str:
        """Who that is: the directory's name, else the number with the name that came with the call.

        `own` is written by whoever calls, so it is cut short here and escaped where it is shown.
        """
        known = self.directory.name(number)
        if known:
            return shorten(known, NAME)
        # Phones without a name send their number as the name.
        named = own.strip() and own.strip(" +") != number
        return f"{self.phone(number)} ({shorten(own)})" if named else self.phone(number)

    def line(self, number: str) -> str:
        """A line of the company: the name it was given, never that of an employee's mobile."""
        named = self.directory.line(number)
        return shorten(named, NAME) or self.phone(number)


def shorten(text: str, limit: int = 24) -> str:
    """`text` on one line, cut with an ellipsis past `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
