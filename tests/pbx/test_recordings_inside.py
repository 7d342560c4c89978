"""Whatever a PBX has written as a recording's name, nothing outside its folder is ever found."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BotError
from tests.pbx.monitor import locate, put

HOSTILE = [
    "../secret.wav",
    "../../secret.wav",
    "/../secret.wav",
    "2026/../../secret.wav",
    "/storage/../../../secret.wav",
    "..",
    "/",
    "",
    "-",
    ".",
    "secret.wav\0.mp3",
    "\0",
    "way-out/secret.wav",
    "way-out.wav",
    "a" * 5000,
    "a/" * 3000,
    "\udcff.wav",
    "2026",
]


def prison(folder: Path) -> Path:
    """A root with a secret beside it, and links in it that lead there."""
    put(folder / "secret.wav")
    root = folder / "monitor"
    (root / "2026").mkdir(parents=True)
    (root / "way-out").symlink_to(folder)
    (root / "way-out.wav").symlink_to(folder / "secret.wav")
    put(root / "fine.wav")
    return root


@pytest.mark.parametrize("file", HOSTILE)
async def test_no_name_leads_outside(file: str, tmp_path: Path) -> None:
    root = prison(tmp_path)
    for name in (file, str(tmp_path / "secret.wav") if not file else f"{file}/secret.wav"):
        with pytest.raises(BotError, match="recording-missing"):
            await locate(root, name)


PIECES = st.sampled_from(
    ["..", ".", "/", "//", "~", "secret.wav", "secret", "way-out", "fine.wav", "\0"]
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=7), glue=st.sampled_from(["/", ""]))
def test_whatever_the_pbx_wrote_stays_inside(
    pieces: list[str], glue: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "property" / "monitor"
    if not root.exists():
        prison(root.parent)
    try:
        found = asyncio.run(locate(root, glue.join(pieces)))
    except BotError:
        return
    assert found == (root / "fine.wav").resolve()
