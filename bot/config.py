"""Settings, read once from the environment and `.env`, frozen. Only `__main__` and `app` read them.

`.env.example` explains each one. A wrong or missing value ends the start with a line that names it.
"""

import logging
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.i18n import LANGUAGES


def _list(value: object) -> object:
    """Split `1001, 1002` into a tuple, as people write lists in a file of settings."""
    if isinstance(value, str):
        return tuple(part for part in value.replace(",", " ").replace(";", " ").split() if part)
    return value


def _blank(value: object) -> object:
    """Read `PBX_URL=` as not set."""
    return None if isinstance(value, str) and not value.strip() else value


Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_list)]
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_list)]
Secret = Annotated[SecretStr | None, BeforeValidator(_blank)]
OptionalPath = Annotated[Path | None, BeforeValidator(_blank)]


class Settings(BaseSettings):
    """Everything that can be set; the names are those of the environment, in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    bot_token: Secret = None
    telegram_api_url: str = ""
    admin_ids: Ids = ()
    manager_ids: Ids = ()

    pbx_url: Secret = None
    cdr_table: str = "cdr"
    trunks: Names = ()
    phones: Names = ()
    directory_file: OptionalPath = None
    recordings_dir: OptionalPath = None
    timezone: str = ""
    default_region: str = "RU"
    poll_seconds: float = Field(default=1.0, ge=0.2, le=600)

    database_url: SecretStr = SecretStr("sqlite:///data/journal.db")
    data_dir: Path = Path("data")

    language: str = "ru"
    log_level: str = "INFO"
    sandbox_port: int = Field(default=8081, ge=0, le=65535)
    sandbox_key: str = ""

    @field_validator("telegram_api_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError(f"no such address: {value!r}; one looks like http://localhost:8081")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key if value else ""
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                f"no such time zone: {value!r}; one looks like Europe/Moscow"
            ) from None

    @field_validator("default_region")
    @classmethod
    def _known_region(cls, value: str) -> str:
        if value.upper() not in phonenumbers.SUPPORTED_REGIONS:
            raise ValueError(f"no such region: {value!r}; one looks like RU")
        return value.upper()

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in logging.getLevelNamesMapping():
            raise ValueError(f"no such level: {value!r}; there are DEBUG, INFO, WARNING, ERROR")
        return value.upper()

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"no such language: {value!r}; there are {', '.join(LANGUAGES)}")
        return value

    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        known = (self.bot_token, self.pbx_url, self.database_url)
        return tuple(each.get_secret_value() for each in known if each)

    @classmethod
    def load(cls, **over: Any) -> Self:
        """Read the settings; raises `SettingsError` with one readable line a mistake."""
        try:
            return cls(**over)
        except ValidationError as error:
            raise SettingsError(error) from None


class SettingsError(Exception):
    """Settings that cannot be used; the text names each one and says what is wrong with it."""

    def __init__(self, error: ValidationError) -> None:
        lines = [
            f"{'.'.join(str(part) for part in item['loc'][:1]).upper()}: "
            f"{item['msg'].removeprefix('Value error, ')}"
            for item in error.errors(include_input=False, include_url=False)
        ]
        super().__init__("; ".join(lines))
