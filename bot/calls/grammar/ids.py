"""A call's id, wherever it was copied from: a link, a file name, a forwarded notice, Excel."""

import re

from bot.calls.reading import Office

_FULL = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9.-]{0,99})-(1\d{9})[.,](\d{1,9})(?!\d)", re.ASCII
)
_MOMENT = re.compile(r".*\d{8}-\d{6}-?", re.ASCII)  # FreePBX's files: «in-…-20260317-141500-<id>»
_BARE = re.compile(r"(?<![\d.+])(1\d{9})[.,](\d{1,9})(?!\d)(?![.,]\d)", re.ASCII)
_LOG = re.compile(r"(?<![A-Za-z0-9])C-([0-9a-fA-F]{8})(?![A-Za-z0-9])", re.ASCII)


def linkedid(text: str, office: Office) -> str:
    """The linkedid named in cleaned `text`, with the prefix that copying lost, or nothing.

    An id is `<system name>-<epoch>.<sequence>`; ten digits that begin with 1, a dot and digits are
    no phone anywhere the office calls. `C-0000012b` is Asterisk's name of the call in its log.
    """
    if full := _FULL.search(text):
        said, epoch, sequence = full.groups()
        ours = office.linkedid_prefix.rstrip("-")
        name = _MOMENT.sub("", said)
        if not name or (ours and name.casefold().endswith(ours.casefold())):
            return f"{office.linkedid_prefix}{epoch}.{sequence}"
        return f"{name}-{epoch}.{sequence}"
    if bare := _BARE.search(text):
        return f"{office.linkedid_prefix}{bare[1]}.{bare[2]}"
    log = _LOG.search(text)
    return f"C-{log[1].lower()}" if log else ""
