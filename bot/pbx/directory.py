"""Names for numbers: from the PBX where it lets us read them, and from a file of the office's own.

What the file says wins. Only the file names the company's lines: a line's number may also stand
in the PBX as somebody's mobile, and a call must not seem to have come in on an employee.
"""

import asyncio
import csv
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import URL, text

from bot.calls.directory import Directory
from bot.calls.phone import normalise
from bot.errors import BotError
from bot.pbx.asterisk import engine_of, reading
from bot.pbx.mikopbx_settings import names_of, settings_of
from bot.pbx.open import pbx_address
from bot.pbx.source import SourceAway

log = logging.getLogger(__name__)

Entry = tuple[str, str]

# Where FreePBX keeps names, in a database of its own on the same server.
_FREEPBX = (
    "SELECT extension, name FROM asterisk.users",
    "SELECT extension, descr FROM asterisk.queues_config",
    "SELECT grpnum, description FROM asterisk.ringgroups",
)


async def read_directory(url: str | None, region: str, file: Path | None = None) -> Directory:
    """The names known to the PBX at `url`, if there is one, and in `file`, by normalised number.

    A PBX that does not let us read names has none; a `file` that cannot be read raises
    BotError("directory-file-unreadable").
    """
    entries = await _names_at(pbx_address(url)) if url else []
    own = _book(await asyncio.to_thread(read_csv, file) if file else [], region)
    return Directory(names=_book(entries, region) | own, lines=own)


async def _names_at(address: URL) -> list[Entry]:
    if address.get_backend_name() == "sqlite":
        return await asyncio.to_thread(names_of, settings_of(address))
    return await _freepbx(address)


def read_csv(file: Path) -> list[Entry]:
    """(number, name) of a CSV with commas or semicolons, as spreadsheets write it.

    A heading or any other row without a number is passed over; more columns do no harm.
    """
    try:
        written = _decode(file.read_bytes())
    except OSError as error:
        raise BotError("directory-file-unreadable", file=str(file)) from error
    return list(_entries(written.splitlines()))


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    for line in lines:
        comma, semicolon = line.find(","), line.find(";")
        mark = ";" if semicolon >= 0 and (comma < 0 or semicolon < comma) else ","
        number, name, *_ = [*next(csv.reader([line], delimiter=mark), []), "", ""]
        if any(char.isdecimal() for char in number) and name.strip():
            yield number.strip(), name.strip()


def _decode(raw: bytes) -> str:
    """Excel writes UTF-8 with a mark at best, the Russian code page of Windows otherwise."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="replace")


def _book(entries: Iterable[Entry], region: str) -> dict[str, str]:
    numbered = ((normalise(number, region), name) for number, name in entries)
    return {number: name for number, name in numbered if number and name}


async def _freepbx(address: URL) -> list[Entry]:
    engine = engine_of(address)
    entries: list[Entry] = []
    try:
        for question in _FREEPBX:
            try:
                async with reading(engine) as connection:
                    found = await connection.execute(text(question))
                    entries += [(str(number), str(name or "")) for number, name in found]
            except SourceAway as error:
                log.debug("No names from FreePBX: %s", error)
    finally:
        await engine.dispose()
    return entries
