"""The documents say what is so: files they name exist, settings and commands are the real ones."""

import re
from pathlib import Path

import pytest

from bot.calls.directory import Directory
from bot.calls.reader import read
from bot.calls.reading import Office
from bot.config import Settings
from handlers.commands import COMMANDS
from tests.handlers.office import NAMES, NOW

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
READMES = (ROOT / "README.md", ROOT / "README.ru.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    inside = [link for link in links if not link.startswith("http")]
    assert not [link for link in inside if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_settings_that_are_named_exist(document: Path) -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)[=`]", document.read_text(encoding="utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields} | {"CALLS"}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_what_one_can_type_is_understood(readme: Path) -> None:
    section = re.search(
        r"\| --- \| --- \|\n(.*?)\n\n", readme.read_text(encoding="utf-8"), re.DOTALL
    )
    assert section
    office = Office(now=NOW, directory=Directory(NAMES))
    for row in section[1].splitlines():
        for typed in re.findall(r"`([^`]+)`", row.split("|")[1]):
            kind = read(typed.replace("tel:…", "tel:+79255283744"), office).kind
            assert kind not in ("noise", "invalid", "ask"), typed


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_make_targets_exist(readme: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\$ make (\w+)", readme.read_text(encoding="utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_help_names_the_commands() -> None:
    for language in ("ru", "en"):
        folder = ROOT / "bot/locales" / language
        texts = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.ftl"))
        missing = [c for c in COMMANDS if c not in ("help", "language") and f"/{c}" not in texts]
        assert not missing
