"""Which reader a `PBX_URL` asks for."""

from datetime import tzinfo
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import BotError
from bot.pbx.asterisk import AsteriskCdr
from bot.pbx.asterisk_rows import Office
from bot.pbx.mikopbx_db import MikopbxDb
from bot.pbx.mikopbx_settings import settings_of, zone_of
from bot.pbx.source import Source

_ASTERISK = frozenset({"mysql", "mariadb"})


def open_source(
    url: str, office: Office, *, zone: tzinfo | None = None, table: str = "cdr"
) -> Source:
    """The reader for `url`; nothing is opened yet.

    `sqlite:///…/cdr.db` is a MikoPBX, `mysql://…` or `mariadb://…` an Asterisk, whose `table` may
    be called otherwise. `zone` is the PBX's time zone; without it MikoPBX's own setting holds, else
    what the call ids tell. Raises BotError("pbx-url-invalid") for any other address.
    """
    address = pbx_address(url)
    if address.get_backend_name() in _ASTERISK:
        return AsteriskCdr(address, office, table=table, zone=zone)
    path = Path(address.database or "")
    return MikopbxDb(path, office.region, zone or zone_of(settings_of(address)))


def source_name(url: str) -> str:
    """What the place in this PBX's records is remembered under: who else is read starts anew."""
    address = pbx_address(url)
    return "/".join(filter(None, (address.host, address.database)))


def pbx_address(url: str) -> URL:
    """`url` taken apart; its text must not be shown, it may hold a password."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # a port may be no number
        raise BotError("pbx-url-invalid", setting="PBX_URL") from None
    known = address.get_backend_name() in _ASTERISK or (
        address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    )
    if not known:
        raise BotError("pbx-url-invalid", setting="PBX_URL")
    return address
