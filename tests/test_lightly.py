"""aiogram imported lightly is the same aiogram: every class of it can be built and used."""

import subprocess
import sys

PROGRAM = """
import inspect
from bot.lightly import import_aiogram
import_aiogram()
from aiogram import methods, types
from aiogram.methods.base import Response
from pydantic import BaseModel

assert not types.Message.__pydantic_complete__, "built at import after all"
message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "302"}
assert types.Update.model_validate({"update_id": 1, "message": message}).message.text == "302"
assert Response[types.Message].model_validate({"ok": True, "result": message}).result.chat.id == 1
assert methods.SendMessage(chat_id=1, text="302").model_dump(exclude_none=True)["text"] == "302"
for module in (types, methods):
    for name in module.__all__:
        model = getattr(module, name)
        if inspect.isclass(model) and issubclass(model, BaseModel):
            model.model_rebuild()
            assert model.__pydantic_complete__, name
print("all of it")
"""


def test_every_class_can_be_built_when_it_is_needed() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True
    )
    assert run.stdout.strip() == "all of it", run.stderr
