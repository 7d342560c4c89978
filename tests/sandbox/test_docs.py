"""docs/sandbox.md: its examples run, and it names every route, act and fault."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from bot.sandbox.faults import KINDS
from bot.sandbox.people.acts import IN_GROUP
from bot.sandbox.people.routes import ACTS, LOOKS
from bot.sandbox.server import sandbox
from tests.sandbox.tiny import running

IN = "/sandbox/groups/{chat}/{act}"
DOC = Path(__file__).parents[2].joinpath("docs/sandbox.md").read_text("utf-8")


async def test_the_examples_run_as_they_stand() -> None:
    examples = re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)
    assert len(examples) == 5
    async with sandbox() as box, running(box):
        names = {"box": box, "manager": box.person("Мария", id=201)}
        for example in examples:
            code = compile(example, "docs/sandbox.md", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            ran = eval(code, names)  # our own page
            if inspect.isawaitable(ran):
                await ran


@pytest.mark.parametrize("route", sorted(LOOKS.keys() | ACTS.keys() - {IN}))
def test_every_route_is_named(route: str) -> None:
    short = route.removeprefix("/sandbox/people/{me}/")
    assert re.search(rf"[` ]({re.escape(route)}|{re.escape(short)})[`?]", DOC)


@pytest.mark.parametrize("act", IN_GROUP)
def test_every_act_in_a_group_is_named(act: str) -> None:
    assert f"{{chat}}/{act}`" in DOC or f"`{act}` | `by" in DOC


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_is_named(kind: str) -> None:
    assert f"| `{kind}` |" in DOC
