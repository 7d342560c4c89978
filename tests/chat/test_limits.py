"""Calls that no message could hold in full: what does not fit is left out, and said to be."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.calls.directory import Directory
from bot.calls.model import App, Leg
from tests.chat.rings import at, inbound, missed
from tests.chat.talking import NAMES, Talking, talking

LONG = "Константинопольская-Преображенская Александра Владиславовна, отдел сопровождения " * 4
PHONES = [str(number) for number in range(400, 460)]


def with_long_names(office: Talking) -> None:
    office.company.directory = Directory(NAMES | {phone: f"{phone} {LONG}" for phone in PHONES})


def long_queue() -> tuple[Leg, ...]:
    """A client waits while sixty phones ring, one after another."""
    first = inbound(at("10:00"), talk=0)[0]
    return tuple(
        replace(
            first,
            key=f"{first.linkedid}_{number}",
            dst=phone,
            app=App.QUEUE,
            place="2001",
            started=first.started + timedelta(seconds=20 * number),
            ended=first.started + timedelta(seconds=20 * number + 19),
        )
        for number, phone in enumerate(PHONES)
    )


async def test_a_card_of_sixty_legs_is_shown(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        with_long_names(office)
        await office.learn(long_queue())
        await office.manager.send("сегодня")
        await office.manager.tap("1")
        assert "…\n" in office.manager.last.text
        assert "поступил" in office.manager.last.text
        assert "mikopbx-" in office.manager.last.text


async def test_a_list_of_long_names_is_shown(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        with_long_names(office)
        clients = [f"7926000{phone}0" for phone in PHONES]
        office.company.directory = Directory(
            {**office.company.directory.names, **dict.fromkeys(clients, LONG)}
        )
        rings = zip(range(8), clients, PHONES, strict=False)
        await office.learn(
            *(missed(at(f"10:0{n}"), client=client, phone=phone) for n, client, phone in rings)
        )
        await office.manager.send("сегодня")
        assert "8 звонков" in office.manager.last.text
        assert "Константинопольская" in office.manager.last.text


async def test_a_hidden_number_is_said_to_be_hidden(tmp_path: Path) -> None:
    async with talking(tmp_path) as office:
        await office.learn(missed(at("10:00"), client=""))
        await office.manager.send("сегодня")
        assert "номер скрыт" in office.manager.last.text
        await office.manager.tap("1")
        assert "номер скрыт" in office.manager.last.text
