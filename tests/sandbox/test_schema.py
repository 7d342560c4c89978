"""Which fields are unknown: asked of the models alone, wherever the field stands."""

import json
from typing import Any

import pytest

from bot.sandbox import schema
from bot.sandbox.params import Params

BUTTON = {"text": "x", "callback_data": "y"}
MEDIA = {"type": "audio", "media": "id", "duration": 7}


def inline(**button: Any) -> Any:
    return {"inline_keyboard": [[BUTTON], [BUTTON | button]]}


@pytest.mark.parametrize(
    ("method", "values", "unknown"),
    [
        ("sendMessage", {"reply_markup": inline(style="danger", copy_text={"text": "7"})}, []),
        ("sendMessage", {"reply_markup": inline(colour=1)}, ["reply_markup.colour"]),
        ("sendMessage", {"reply_markup": inline(request_poll={})}, ["reply_markup.request_poll"]),
        ("sendMessage", {"reply_markup": inline(copy_text={"words": "7"})}, []),
        (
            "sendMessage",
            {"reply_markup": inline(copy_text={"text": "7", "words": "7"})},
            ["reply_markup.words"],
        ),
        ("sendMessage", {"reply_markup": {"keyboard": [["да", BUTTON]]}}, []),
        (
            "sendMessage",
            {"reply_markup": {"keyboard": [[BUTTON]]}},
            ["reply_markup.callback_data"],
        ),
        (
            "sendMessage",
            {"reply_markup": {"force_reply": True, "keybord": []}},
            ["reply_markup.keybord"],
        ),
        ("sendMessage", {"reply_markup": {"inline_keyboard": [[]], "keyboard": 5}}, []),
        (
            "sendMessage",
            {"parsemode": "HTML", "link_preview_options": {"off": 1}},
            ["parsemode", "link_preview_options.off"],
        ),
        ("sendMessage", {"entities": [{"type": "bold", "offset": 0, "length": 2}]}, []),
        (
            "sendMessage",
            {
                "entities": [
                    {
                        "type": "bold",
                        "offset": 0,
                        "length": 2,
                        "user": {"id": 1, "is_bot": False, "first_name": "a", "age": 9},
                    }
                ]
            },
            ["entities.age"],
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b", "icon": "c"}]},
            ["commands.icon"],
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "chat", "chat_id": 1, "of": 2}},
            ["scope.of"],
        ),
        ("sendMediaGroup", {"media": [MEDIA, MEDIA | {"media": "attach://a"}]}, []),
        ("sendMediaGroup", {"media": [MEDIA | {"volume": 11}]}, ["media.volume"]),
        ("getUpdates", {"allowed_updates": ["message"]}, []),
    ],
)
@pytest.mark.parametrize("nested", ["as it is", "in a string"])
def test_what_the_models_do_not_know(
    method: str, values: dict[str, Any], unknown: list[str], nested: str
) -> None:
    if nested == "in a string":
        values = {n: v if isinstance(v, str) else json.dumps(v) for n, v in values.items()}
    assert schema.unknown(method.lower(), Params(values)) == unknown
