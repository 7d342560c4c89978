"""The bot's menu and its texts about itself, each by language; commands also by scope."""

import json
import re
from typing import Any

from bot.sandbox.doors import Call
from bot.sandbox.errors import bad
from bot.sandbox.state import ADMINS, Chat, Json
from bot.sandbox.world import World

MOST_COMMANDS = 100
MOST_DESCRIPTION = 256
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}
TOO_LONG = {
    "name": "bot name is too long",
    "description": "bot description is too long",
    "short_description": "bot short description is too long",
}


def set_my_commands(call: Call) -> bool:
    given = call.params.json("commands", "can't parse commands JSON object") or []
    if not isinstance(given, list):
        raise bad("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    call.world.commands[_place(call)] = [_command(item) for item in given]
    call.world.events.add("commands")
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_place(call), [])


def delete_my_commands(call: Call) -> bool:
    call.world.commands.pop(_place(call), None)
    call.world.events.add("commands")
    return True


def _command(item: Any) -> Json:
    name = str(item.get("command", "")).removeprefix("/") if isinstance(item, dict) else ""
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(str(item.get("description", "")).strip()) <= MOST_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    shown: Json = {"command": name, "description": item["description"]}
    return shown | ({"is_ephemeral": True} if item.get("is_ephemeral") else {})


def _place(call: Call) -> tuple[str, str]:
    scope = call.params.json("scope", "can't parse BotCommandScope JSON object")
    scope = scope or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if "chat_id" in scope:
        scope = scope | {"chat_id": int(scope["chat_id"])}
        if scope["chat_id"] not in call.world.chats:
            raise bad("chat not found")
    language = call.params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return scope_key(**scope), language


def scope_key(**scope: object) -> str:
    return json.dumps(scope, sort_keys=True)


def menu(world: World, chat: Chat, person: int) -> list[Json]:
    """The commands that this person's menu shows in this chat: the most specific scope wins."""
    language = world.users[person].language_code.partition("-")[0]
    for scope in _scopes(chat, person):
        for spoken in (language, ""):
            if found := world.commands.get((scope, spoken)):
                return found
    return []


def _scopes(chat: Chat, person: int) -> list[str]:
    if chat.type == "private":
        scopes = [scope_key(type="chat", chat_id=chat.id), scope_key(type="all_private_chats")]
        return [*scopes, scope_key(type="default")]
    admin = chat.status(person) in ADMINS
    scopes = [scope_key(type="chat_member", chat_id=chat.id, user_id=person)]
    scopes += [scope_key(type="chat_administrators", chat_id=chat.id)] if admin else []
    scopes += [scope_key(type="chat", chat_id=chat.id)]
    scopes += [scope_key(type="all_chat_administrators")] if admin else []
    return [*scopes, scope_key(type="all_group_chats"), scope_key(type="default")]


def set_text(call: Call, which: str) -> bool:
    value = call.params.text(which)
    if len(value) > TEXT_LIMITS[which]:
        raise bad(TOO_LONG[which])
    language = call.params.text("language_code")
    call.world.texts[which, language] = value
    if which == "name" and value and not language:
        call.world.bot.first_name = value
    call.world.events.add("commands")
    return True


def get_text(call: Call, which: str) -> Json:
    default = call.world.bot.first_name if which == "name" else ""
    own = call.world.texts.get((which, call.params.text("language_code")))
    return {which: own or call.world.texts.get((which, ""), default) or default}
