"""The small things remembered: how far, in which language, which file."""

from sqlalchemy.ext.asyncio import AsyncEngine

from db.files import Files
from db.people import People
from db.progress import Progress
from db.transactions import write


async def test_each_source_has_its_own_cursor(engine: AsyncEngine) -> None:
    old, new = Progress(engine, "old"), Progress(engine, "new")
    assert await old.cursor() is None
    for cursor in ("5", "7"):
        await write(engine, old.moved(cursor))
    assert (await old.cursor(), await new.cursor()) == ("7", None)


async def test_a_file_is_known_to_one_bot_in_one_kind(engine: AsyncEngine) -> None:
    files = Files(engine, bot_id=1)
    await files.remember("2026/03/18/Звонок 1.wav", "audio", "FIRST")
    await files.remember("2026/03/18/Звонок 1.wav", "audio", "SECOND")
    assert await files.find("2026/03/18/Звонок 1.wav", "audio") == "SECOND"
    assert await files.find("2026/03/18/звонок 1.wav", "audio") is None
    assert await files.find("2026/03/18/Звонок 1.wav", "document") is None
    assert await Files(engine, bot_id=2).find("2026/03/18/Звонок 1.wav", "audio") is None
    await files.forget("2026/03/18/Звонок 1.wav", "audio")
    assert await files.find("2026/03/18/Звонок 1.wav", "audio") is None


async def test_a_chosen_language_stays(engine: AsyncEngine) -> None:
    people = People(engine)
    assert await people.language(5) is None
    await people.choose_language(5, "en")
    await people.choose_language(5, "ru")
    assert await people.language(5) == "ru"
