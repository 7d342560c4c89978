"""A bot as a process of its own: started as a person starts it, and what it weighs."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def bot(*module: str, folder: Path, settings: Mapping[str, str]) -> AsyncIterator[int]:
    """Run `python -m module…` in `folder`, where no `.env` is; its process id."""
    with (folder / f"{module[0]}.log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *module),
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            stderr=log,
        )
    try:
        yield running.pid
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


def megabytes(pid: int) -> float:
    """What the process and its children have in memory now."""
    return _kilobytes(pid) / 1024 + sum(megabytes(child) for child in _children(pid))


def _children(pid: int) -> list[int]:
    """Whichever of its threads started them."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            found += map(int, (thread / "children").read_text().split())
    return found


def _kilobytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)
