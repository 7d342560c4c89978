"""MikoPBX's settings file, `mikopbx.db`: the PBX's time zone and who has which number.

It may not be there, or not be ours to read: then nothing is known, and that is no fault.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import URL

from bot.pbx.still import LOOKS, Look, Moved

log = logging.getLogger(__name__)

_ON_THE_PBX = Path("/cf/conf/mikopbx.db")
# An employee's own name is in m_Users; queues, menus and conferences have only a caller id.
_NAMES = """
    SELECT m_Extensions.number, coalesce(nullif(m_Users.username, ''), m_Extensions.callerid)
    FROM m_Extensions LEFT JOIN m_Users ON m_Users.id = m_Extensions.userid
    WHERE m_Extensions.type NOT IN ('SYSTEM', 'MODULES')
"""
_ZONE = "SELECT key, value FROM m_PbxSettings WHERE key = 'PBXTimezone'"


def settings_of(url: URL) -> Path:
    """Where the settings of the PBX at `url` are.

    `?settings=/…/mikopbx.db` says it; else the file beside `cdr.db`, else MikoPBX's own place.
    """
    told = url.query.get("settings")
    if isinstance(told, str):
        return Path(told)
    beside = Path(url.database or "").with_name("mikopbx.db")
    return beside if beside.exists() else _ON_THE_PBX


def zone_of(settings: Path) -> ZoneInfo | None:
    """The PBX's time zone, None where the settings do not tell."""
    for _, zone in _ask(settings, _ZONE):
        try:
            return ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            log.warning("PBXTimezone is no time zone: %r", zone)
    return None


def names_of(settings: Path) -> list[tuple[str, str]]:
    """(number as written, name) of employees, their mobiles, queues, menus and conferences."""
    return _ask(settings, _NAMES)


def _ask(settings: Path, question: str) -> list[tuple[str, str]]:
    for _ in range(LOOKS):
        try:
            return _found(settings, question)
        except Moved:
            continue
        except (sqlite3.Error, OSError) as error:
            log.debug("MikoPBX's settings cannot be read: %s", error)
            break
    return []


def _found(settings: Path, question: str) -> list[tuple[str, str]]:
    with (
        Look(settings) as look,
        closing(sqlite3.connect(look.address, uri=True)) as database,
    ):
        return [(str(key), str(value)) for key, value in database.execute(question) if value]
