"""Opening somebody else's SQLite file so that they never notice."""

from pathlib import Path
from urllib.parse import quote

_HEADER = 20
_VERSION_AT = 18  # of the file header; see SQLite's file format
_WAL = 2


def read_only(path: Path) -> str:
    """The URI to open `path` with, to be used at once. Raises OSError where it cannot be read.

    A WAL database that nobody has open is read as a still one: otherwise SQLite would lay `-wal`
    and `-shm` beside it, or fail where it may not write.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
    in_wal = len(head) == _HEADER and head[_VERSION_AT] == _WAL
    still = in_wal and not Path(f"{path}-wal").exists()
    return f"file:{quote(str(path))}?mode=ro{'&immutable=1' if still else ''}"
