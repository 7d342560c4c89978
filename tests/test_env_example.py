"""`.env.example` explains every setting and no other; a wrong value is refused in one line."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def _example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def test_it_names_every_setting() -> None:
    named = re.findall(r"^(?:# )?([A-Z_]+)=", _example(), re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_it_shows_the_defaults() -> None:
    shown = re.findall(r"^# ([A-Z_]+)=(.+)$", _example(), re.MULTILINE)
    defaults = Settings.load(_env_file=None)
    for name, value in shown:
        actual = getattr(defaults, name.lower())
        secret = getattr(actual, "get_secret_value", None)
        assert str(secret() if secret else actual).removesuffix(".0") == value, name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Europe/Moskow"),
        ("DEFAULT_REGION", "Russia"),
        ("LANGUAGE", "fr"),
        ("LOG_LEVEL", "LOUD"),
        ("ADMIN_IDS", "101, boss"),
        ("POLL_SECONDS", "often"),
        ("SANDBOX_PORT", "99999"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.load(_env_file=None)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_lists_of_ids_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANAGER_IDS", "101, 102;103  104")
    assert Settings.load(_env_file=None).manager_ids == (101, 102, 103, 104)


def test_an_empty_value_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("RECORDINGS_DIR", " ")
    settings = Settings.load(_env_file=None)
    assert settings.bot_token is None
    assert settings.recordings_dir is None


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "42:secret")
    monkeypatch.setenv("PBX_URL", "mysql://reader:secret@192.0.2.10/asteriskcdrdb")
    assert "secret" not in repr(Settings.load(_env_file=None))
