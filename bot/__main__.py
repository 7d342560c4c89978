"""`python -m bot`: read settings, set up logging, run one of the commands.

Without a `.env` and without a token it is the demo: a small office and a local Telegram.
"""

import argparse
import asyncio
import gc
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.lightly import import_aiogram

gc.disable()  # what is imported stays: looking for garbage in it is a tenth of the start
import_aiogram()

from bot import app, ask, loop
from bot.config import Settings, SettingsError
from bot.discreet import Discreet
from bot.errors import BotError
from bot.i18n import Texts

gc.freeze()  # nor is it looked through later, a tenth of a second each time
gc.enable()

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
COMMANDS = ("run", "demo", "sync", "ask")


def main() -> int:
    """Run the command of the shell's arguments; returns the exit status."""
    options = _parser().parse_args()
    try:
        settings = Settings.load()
    except SettingsError as error:
        return _refuse(str(error))
    _log(settings)
    try:
        with asyncio.Runner(loop_factory=loop.factory()) as runner:
            runner.run(_chosen(options, settings))
    except BotError as error:
        return _refuse(_said(error, settings))
    except ExceptionGroup as group:  # a refusal out of the midst of what runs side by side
        refused, other = group.split(BotError)
        if refused is None or other is not None:
            raise
        return _refuse("; ".join(_said(each, settings) for each in _leaves(refused)))
    except KeyboardInterrupt:
        return 130
    return 0


async def _chosen(options: argparse.Namespace, settings: Settings) -> None:
    if options.command == "sync":
        await app.sync(settings)
    elif options.command == "demo" or _nothing_set(settings):
        await _demo(options, settings)
    elif options.command == "ask":
        await ask.ask(settings, options)
    else:
        await app.run(settings)


async def _demo(options: argparse.Namespace, settings: Settings) -> None:
    from bot import showcase  # noqa: PLC0415 - the sandbox, which only the demo needs

    if options.command == "ask":
        await ask.ask(await showcase.asked(settings), options)
    else:
        await showcase.demo(settings)


def _nothing_set(settings: Settings) -> bool:
    return not (settings.bot_token or settings.pbx_url or Path(".env").exists())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("run", help="run the bot (the default)")
    commands.add_parser("demo", help="a small office and a local Telegram, no token needed")
    commands.add_parser("sync", help="bring the journal up to date and exit")
    asking = commands.add_parser("ask", help="print what the chat would answer")
    asking.add_argument("question", nargs="+", help="a question, or - for JSON strings on stdin")
    asking.add_argument("--json", action="store_true", help="print the answer as JSON")
    asking.add_argument("--now", type=datetime.fromisoformat, help="the clock, 2026-03-18T12:00")
    asking.add_argument("--limit", type=int, default=ask.LIMIT, help="calls in a JSON answer")
    return parser


def _log(settings: Settings) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(LINE, secrets=settings.secrets()))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    for chatty in ("alembic", "aiogram.event"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.root.level))


def _said(error: BotError, settings: Settings) -> str:
    return Texts(settings.language).of(None).label(error.key, **error.values)


def _leaves(group: ExceptionGroup[BotError]) -> Iterator[BotError]:
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def _refuse(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
