"""A real Asterisk's rows, and what was done to get them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from tests.mariadb import MariaDB

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Truth:
    linkedid: str
    direction: str
    who: str
    called: str
    answered_by: tuple[str, ...]
    outcomes: tuple[str, ...]


def truths() -> list[Truth]:
    with (FOLDER / "truth.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Truth(
                row["linkedid"],
                row["direction"],
                row["who"],
                row["called"],
                tuple(row["answered_by"].split()),
                tuple(row["outcome"].split("|")),
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def statements() -> list[str]:
    text = (FOLDER / "cdr.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]


def load(mariadb: MariaDB) -> str:
    """The address of a database that holds the captured table."""
    address = mariadb.database()
    mariadb.run(f"USE {make_url(address).database}", *statements(), "COMMIT")
    return address
