"""Reading a source to its end, as the bot does."""

from bot.calls.grouping import group, tell
from bot.calls.model import Call, Leg
from bot.pbx.source import Source


async def read(source: Source, cursor: str | None = None) -> tuple[list[Leg], str | None]:
    """All legs since `cursor`, and the cursor to go on from."""
    legs: list[Leg] = []
    async for batch in source.batches(cursor):
        legs += batch.legs
        cursor = batch.cursor
    return legs, cursor


def calls_of(legs: list[Leg]) -> dict[str, Call]:
    return {call.linkedid: call for call in map(tell, group(legs))}
