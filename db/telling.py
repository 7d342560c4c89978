"""Rows of a PBX told as calls, ready to be stored: the slow part of saving, and a pure one."""

import logging
from collections.abc import Iterable, Sequence

from bot.calls.grouping import group, tell
from bot.calls.model import Leg
from db.rows import CallRows, keys_of, rows_of

log = logging.getLogger(__name__)


def told(legs: Iterable[Leg]) -> tuple[list[CallRows], frozenset[str]]:
    """The calls that `legs` make, and the keys of those that cannot be told."""
    calls: list[CallRows] = []
    failed: set[str] = set()
    for of_call in group(legs):
        try:
            calls.append(rows_of(tell(of_call)))
        except Exception:  # whatever it is, the next call must not suffer for it
            log.exception("Call %s cannot be told and is left out", of_call[0].linkedid)
            failed |= keys_of(of_call)
    return calls, frozenset(failed)


def told_briefly(legs: Sequence[Leg]) -> list[CallRows]:
    """What has to be stored of the calls that `legs` make, and nothing to show."""
    calls, _ = told(legs)
    for rows in calls:
        rows.call = None
    return calls
