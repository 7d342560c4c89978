"""The sandbox could leave for a repository of its own: it needs aiohttp, and one file aiogram."""

import ast
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "bot/sandbox"
FILES = sorted(FOLDER.rglob("*.py"))
OUTSIDE = {"schema.py": {"aiogram", "pydantic"}}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_file_imports_nothing_of_the_product(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"aiohttp"} | OUTSIDE.get(path.name, set())
    strangers = {
        name
        for name in imported(path)
        if name.partition(".")[0] not in allowed and not name.startswith("bot.sandbox")
    }
    assert not strangers


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 40
