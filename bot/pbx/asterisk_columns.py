"""The columns of Asterisk's `cdr` that we read, in the order in which we ask for them.

Any of them may be missing: a vanilla table has `start`, `answer`, `end` instead of `calldate`, an
old one has neither `linkedid` nor `sequence` nor FreePBX's own columns.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Self

Columns = Sequence[object]  # a row as the database gives it: `STARTS`, then the fields of `Row`

STARTS = ("calldate", "start")  # FreePBX's name and Asterisk's own: a table has one of them


class Row(NamedTuple):
    """The columns we read beside the start, as trimmed texts: empty where NULL, or missing."""

    src: str
    dst: str
    dcontext: str
    clid: str
    channel: str
    dstchannel: str
    lastapp: str
    lastdata: str
    duration: str
    billsec: str
    disposition: str
    uniqueid: str
    linkedid: str
    sequence: str
    did: str
    recordingfile: str
    cnum: str
    cnam: str

    @classmethod
    def of(cls, columns: Columns) -> Self:
        said = columns[len(STARTS) :]
        return cls._make(["" if value is None else str(value).strip() for value in said])


COLUMNS = (*STARTS, *Row._fields)
UNIQUEID = COLUMNS.index("uniqueid")


def local_start(columns: Columns) -> datetime:
    """When the row began, on the PBX's own clock; the query leaves out rows without a start."""
    start = columns[0] or columns[1]
    assert isinstance(start, datetime)  # noqa: S101 - the column is a datetime
    return start
