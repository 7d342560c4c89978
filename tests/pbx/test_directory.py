"""Names of numbers: from MikoPBX, from FreePBX, from a file that anybody may have saved."""

import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from bot.demo import cdr
from bot.errors import BotError
from bot.pbx import mikopbx_settings
from bot.pbx.directory import read_csv, read_directory
from bot.pbx.still import Look
from tests.mariadb import MariaDB

BELKINA = ("302", "Белкина Анна")


@pytest.mark.parametrize(
    "written",
    [
        "number,name\n302,Белкина Анна\n".encode(),
        "302;Белкина Анна\r\n".encode(),
        "\ufeffНомер;Имя;Отдел\r\n302;Белкина Анна;Продажи\r\n;;\r\n".encode(),
        '"302","Белкина Анна"\n\n,безымянный\n303,\n'.encode(),
        "Номер;Имя\r\n302;Белкина Анна\r\n".encode("cp1251"),
    ],
)
def test_a_file_may_be_saved_by_any_spreadsheet(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(written)
    assert read_csv(file) == [BELKINA]


def test_a_name_may_have_commas(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text('302,"Белкина, Анна"\n303;Кравец, Игорь\n', encoding="utf-8")
    assert read_csv(file) == [("302", "Белкина, Анна"), ("303", "Кравец, Игорь")]


async def test_mikopbx_names_its_people_and_queues(tmp_path: Path) -> None:
    cdr.write_names(tmp_path / "mikopbx.db", "Europe/Moscow")
    directory = await read_directory(f"sqlite:///{tmp_path}/cdr.db", "RU")
    assert directory.name("302") == "Белкина Анна"
    assert directory.name("79031110303") == "Кравец Игорь"
    assert directory.name("2200100") == "Отдел продаж"
    assert directory.name("999") == ""


async def test_settings_saved_while_they_are_read_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mikopbx.db"
    cdr.write_names(file, "Europe/Moscow")
    names = iter(["Иванова Анна", "Петрова Анна"])

    class Disturbed(Look):
        def check(self) -> None:
            for name in islice(names, 1):
                with closing(sqlite3.connect(file)) as database, database:
                    database.execute("UPDATE m_Users SET username = ?", (name,))
            super().check()

    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = wal")
    monkeypatch.setattr(mikopbx_settings, "Look", Disturbed)
    directory = await read_directory(f"sqlite:///{tmp_path}/cdr.db", "RU")
    assert directory.name("302") == "Петрова Анна"


async def test_the_settings_may_be_elsewhere(tmp_path: Path) -> None:
    cdr.write_names(tmp_path / "other.db", "Europe/Moscow")
    url = f"sqlite:////nowhere/cdr.db?settings={tmp_path}/other.db"
    assert (await read_directory(url, "RU")).name("302") == "Белкина Анна"


async def test_the_file_wins_and_alone_names_the_lines(tmp_path: Path) -> None:
    cdr.write_names(tmp_path / "mikopbx.db", "Europe/Moscow")
    file = tmp_path / "names.csv"
    file.write_text("302,Аня\n+7 (495) 229-30-42,Главный\n", encoding="utf-8")
    directory = await read_directory(f"sqlite:///{tmp_path}/cdr.db", "RU", file)
    assert directory.name("302") == "Аня"
    assert directory.line("74952293042") == "Главный"
    assert directory.line("79031110303") == ""  # an employee's mobile is no company line


async def test_without_settings_there_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "mikopbx.db").write_bytes(b"")
    assert (await read_directory(f"sqlite:///{tmp_path}/cdr.db", "RU")).names == {}


async def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="directory-file-unreadable"):
        await read_directory(f"sqlite:///{tmp_path}/cdr.db", "RU", tmp_path / "no.csv")


async def test_freepbx_names_what_it_lets_us_read(mariadb: MariaDB) -> None:
    mariadb.run(
        "CREATE DATABASE IF NOT EXISTS asterisk CHARACTER SET utf8mb4",
        "CREATE TABLE asterisk.users (extension varchar(20), name varchar(50))",
        "INSERT INTO asterisk.users VALUES ('302', 'Белкина'), ('303', '')",
        "CREATE TABLE asterisk.ringgroups (grpnum varchar(20), description varchar(35))",
        "INSERT INTO asterisk.ringgroups VALUES ('2003', 'Сервис')",
        "COMMIT",
    )
    try:
        directory = await read_directory(mariadb.database(), "RU")
    finally:
        mariadb.run("DROP DATABASE asterisk")
    assert directory.names == {"302": "Белкина", "2003": "Сервис"}


async def test_an_asterisk_without_freepbx_has_no_names(mariadb: MariaDB) -> None:
    assert (await read_directory(mariadb.database(), "RU")).names == {}
