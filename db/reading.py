"""Stored calls as people open them, told whole, with what became of a wait."""

from collections.abc import Collection, Iterable

from sqlalchemy import BindParameter, Connection, bindparam, select

from bot.calls.codec import legs_from_json
from bot.calls.grouping import tell
from bot.calls.model import Call
from bot.calls.page import Opened
from db import aftermath
from db.fetching import Rows, fetch
from db.models import CallRow, Moved
from db.search import with_key

_CALLS: BindParameter[int] = bindparam("calls", expanding=True)
_LEGS = select(CallRow.id, CallRow.legs).where(CallRow.id.in_(_CALLS)).order_by(CallRow.id.desc())
_OPENED = aftermath.beside(_LEGS)
_FOLLOWED = aftermath.beside(select(CallRow.id).where(CallRow.id.in_(_CALLS)))
_BY_KEY = aftermath.beside(select(CallRow.id, CallRow.legs).where(CallRow.id == with_key()))


def opened(connection: Connection, wanted: Collection[int]) -> tuple[Opened, ...]:
    """The calls with these ids, newest first."""
    return _whole(connection, fetch(connection, _OPENED, {"calls": list(wanted)}))


def by_key(connection: Connection, keys: Collection[str]) -> tuple[Opened, ...]:
    """The call with one of these linkedids or uniqueids, if there is one."""
    return _whole(connection, fetch(connection, _BY_KEY, {"keys": list(keys)}))


def _whole(connection: Connection, rows: Rows) -> tuple[Opened, ...]:
    calls = [(call_id, tell(legs_from_json(legs))) for call_id, legs, *_ in rows]
    return aftermath.entries(connection, calls, rows)


def followed(connection: Connection, calls: Iterable[tuple[int, Call]]) -> tuple[Opened, ...]:
    """Stored calls with their ids that are told already."""
    calls = list(calls)
    wanted = [call_id for call_id, _ in calls]
    rows = fetch(connection, _FOLLOWED, {"calls": wanted}) if wanted else []
    return aftermath.entries(connection, calls, rows)


def told(connection: Connection, wanted: Collection[int]) -> list[tuple[int, Call]]:
    """The calls with these ids and nothing else, newest first."""
    found = fetch(connection, _LEGS, {"calls": list(wanted)})
    return [(call_id, tell(legs_from_json(legs))) for call_id, legs in found]


def moved(connection: Connection, call_id: int) -> str | None:
    """A key of the call that once had this id."""
    return connection.scalar(select(Moved.key).where(Moved.id == call_id))
