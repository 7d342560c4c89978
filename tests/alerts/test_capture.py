"""The missed calls of a real Asterisk, from its MariaDB as it writes them to what a group reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from bot import ingest
from bot.pbx.asterisk_rows import Office
from bot.pbx.open import open_source
from db.progress import Progress
from tests.alerts.group import Group, group_of
from tests.chat.talking import talking
from tests.mariadb import MariaDB
from tests.pbx.capture import load, truths

CALLED_BACK, TRIED, IN_MENU, MESSAGE = "134", "135", "109", "101"
GAVE_UP_AT_ONCE = "105"


async def test_the_missed_calls_of_a_real_pbx(mariadb: MariaDB, tmp_path: Path) -> None:
    address = load(mariadb)
    name = make_url(address).database
    mariadb.run(f"USE {name}", "RENAME TABLE cdr TO written", "CREATE TABLE cdr LIKE written")
    source = open_source(address, Office("RU"))
    async with talking(tmp_path) as office:
        linkedids = sorted((truth.linkedid for truth in truths()), key=float)
        office.now = began(linkedids[0]) - timedelta(minutes=1)
        group = await group_of(office, escalation=None)
        for linkedid in linkedids:
            row = f"INSERT INTO cdr SELECT * FROM written WHERE linkedid = '{linkedid}'"
            mariadb.run(f"USE {name}", row, "COMMIT")
            office.now = began(linkedid) + timedelta(seconds=40)
            await ingest.catch_up(
                source, office.calls, Progress(office.engine), on_saved=office.announcer.on_saved
            )
            await group.wait(2)
        await group.wait(60)
        await source.close()
        _check(group)


def _check(group: Group) -> None:
    back, tried = alert(group, CALLED_BACK), alert(group, TRIED)
    assert back.startswith("🟢")
    assert "перезвонила Белкина" in back
    assert tried.startswith("🟡")
    assert "пробовали" in tried
    assert "Положил трубку в меню" in alert(group, IN_MENU)
    assert "Оставил сообщение" in alert(group, MESSAGE)
    said = "\n".join(message.text for message in group.alerts)
    assert f"926 555-0{GAVE_UP_AT_ONCE[0]}-{GAVE_UP_AT_ONCE[1:]}" not in said
    missed = {
        truth.who for truth in truths() if {"missed", "menu", "voicemail"} & {*truth.outcomes}
    }
    assert len(group.alerts) == len(missed) - 1


def alert(group: Group, last: str) -> str:
    """What the group reads about the client 7926555.… with these last digits."""
    number = f"+7 926 555-0{last[0]}-{last[1:]}"
    (found,) = [message.text for message in group.alerts if number in message.text.splitlines()[0]]
    return found


def began(linkedid: str) -> datetime:
    return datetime.fromtimestamp(int(linkedid.split(".", maxsplit=1)[0]), UTC)
