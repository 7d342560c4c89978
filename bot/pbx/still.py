"""Opening somebody else's SQLite file so that they never notice."""

import sqlite3
from pathlib import Path
from typing import Self
from urllib.parse import quote

LOOKS = 5  # to take at a file that is written to each time before anything of it was read

_HEADER = 20
_VERSION_AT = 18  # of the file header; see SQLite's file format
_WAL = 2


class Moved(sqlite3.DatabaseError):
    """Somebody began to write to a file that was read as a still one; what was read may be torn."""


class Look:
    """One look into the file `path`, to be taken at once by `address`: `with Look(path) as look`.

    A WAL database that nobody has open is read as a still one: otherwise SQLite would lay `-wal`
    and `-shm` beside it, or fail where it may not write. SQLite takes no locks then, so what was
    read is believed after `check` only, which also ends the look: torn pages may as well look like
    a broken file. Raises OSError where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        state = _state(path)
        with path.open("rb") as file:
            head = file.read(_HEADER)
        in_wal = len(head) == _HEADER and head[_VERSION_AT] == _WAL
        self._still = state if in_wal else None
        still = "&immutable=1" if self._still else ""
        self.address = f"file:{quote(str(path))}?mode=ro{still}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None or issubclass(kind, sqlite3.Error):
            self.check()

    def check(self) -> None:
        """Raises `Moved` if the file is no longer as it was."""
        if self._still and self._still != _state(self._path):
            raise Moved(f"{self._path.name} was written to while it was read")


def _state(path: Path) -> tuple[int, int, int] | None:
    """Which file it is, how long and of when; None while somebody has it open to write."""
    if Path(f"{path}-wal").exists():
        return None
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
