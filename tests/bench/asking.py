"""The same questions to all: our journal on both databases, and the peers' own SQL."""

import os
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pymysql

from bot.calls.query import Query
from tests.bench import office, ours
from tests.bench.filling import Peer
from tests.bench.questions import VARIANTS, Question, days, questions
from tests.bench.timing import Figures, Stopwatch

TRIES = 3
OURS, DISK = "ours", "from the disk"
LONG = 10  # seconds; a peer that needs longer is asked a question once
Asked = dict[str, dict[str, Any]]


async def what_to_ask(url: str, calls: int) -> list[Question]:
    """The questions; the linkedids among them are of calls from the journal's whole time."""
    found = []
    async with ours.journal(url) as (journal, _):
        for place in range(VARIANTS):
            page = await journal.find(Query(period=days(place * office.DAYS // VARIANTS)), size=1)
            found += [entry.call.linkedid for entry in page.entries]
    return questions(calls, tuple(found))


async def our_answers(
    urls: Mapping[str, str], asked: list[Question], file: Path
) -> dict[str, Asked]:
    """Each question's times on each of our journals; on that in `file` from the disk too."""
    answers: dict[str, Asked] = {name: {} for name in urls}
    disk: dict[str, Figures] = {}
    async with AsyncExitStack() as stack:
        opened = {name: await stack.enter_async_context(ours.journal(urls[name])) for name in urls}
        journals = {name: calls for name, (calls, _) in opened.items()}
        for question in asked:
            if hasattr(os, "posix_fadvise"):  # which macOS has not
                disk = {DISK: await ours.ask_the_disk(urls[OURS], question, file)}
            for name, found in (await ours.ask(journals, question)).items():
                answers[name][question.name] = {**found}
            answers[OURS][question.name] |= disk
    return answers


def peer_answers(peer: Peer, asked: list[Question]) -> Asked:
    """Each question's times at a peer; of one that gave up, how long it was waited for."""
    return {question.name: _answer(peer, question) for question in asked}


def _answer(peer: Peer, question: Question) -> dict[str, Any]:
    watch = Stopwatch()
    for query in question.queries[:TRIES]:
        try:
            with watch.running():
                peer.ask(query)
        except pymysql.err.OperationalError as error:
            return {**watch.figures(), "gave up": str(error)}
        if watch.tries[-1] > LONG:
            break
    return watch.figures()
