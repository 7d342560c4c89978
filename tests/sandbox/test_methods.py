"""Every method spoken here, once at least, its answer read by aiogram's own models.

`Api.ok` does the reading; the last test sees to it that none is forgotten.
"""

import pytest

from bot.sandbox.methods.table import METHODS
from bot.sandbox.server import Sandbox
from tests.sandbox.api import Api
from tests.sandbox.families import FAMILIES, Family
from tests.sandbox.scene import Scene

used: set[str] = set()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
async def test_the_methods_of(family: Family, scene: Scene) -> None:
    await family(scene)
    used.update(scene.api.used)


def test_no_method_is_forgotten(request: pytest.FixtureRequest) -> None:
    ran = [item for item in request.session.items if "test_the_methods_of" in item.nodeid]
    if len(ran) < len(FAMILIES):
        pytest.skip("only with all the families above")
    assert used == set(METHODS)


async def test_unknown_fields_are_refused_also_nested_ones(box: Sandbox, api: Api) -> None:
    person = box.person("Вера")
    await person.send("привет", wait=False)
    answer = await api.fails("sendMessage", chat_id=person.id, text="да", parsemode="HTML")
    assert answer == "400 Bad Request: unknown field of sendMessage: parsemode"
    button = {"text": "x", "callback_data": "x", "colour": "red"}
    keyboard = {"inline_keyboard": [[button]]}
    answer = await api.fails("sendMessage", chat_id=person.id, text="да", reply_markup=keyboard)
    assert answer == "400 Bad Request: unknown field of sendMessage: reply_markup.colour"
