"""Asking for updates: long polling, or a webhook instead."""

import re

from bot.sandbox import present
from bot.sandbox.doors import Call
from bot.sandbox.errors import ApiError, bad
from bot.sandbox.state import Json
from bot.sandbox.webhook import Webhook

PORTS = (80, 88, 443, 8443)
LONGEST_POLL = 50
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def get_me(call: Call) -> Json:
    return present.user(call.world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(call: Call) -> list[Json]:
    if call.world.webhook.url:
        raise ApiError(409, WEBHOOK_IS_SET)
    limit = call.params.within("limit", 100, 1, 100)
    seconds = call.params.within("timeout", 0, 0, LONGEST_POLL)
    _allow(call)
    return await call.world.updates.poll(call.params.integer("offset"), limit, seconds)


def _allow(call: Call) -> None:
    kinds = call.params.json("allowed_updates", "can't parse allowed updates JSON object")
    if kinds is None and call.params.text("allowed_updates") == "[]":
        kinds = []
    if kinds is not None and not isinstance(kinds, list):
        raise bad("can't parse allowed updates JSON object")
    call.world.updates.allow(kinds)


def set_webhook(call: Call) -> bool:
    url, secret = call.params.text("url"), call.params.text("secret_token")
    if not url:
        return delete_webhook(call)
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad("secret token contains unallowed characters")
    match = re.fullmatch(r"(https?)://([^/:?#]+)(?::(\d+))?(?:[/?#].*)?", url)
    if not match or not _may_be_called(match[1], match[2]):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if match[1] == "https" and int(match[3] or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if call.params.flag("drop_pending_updates"):
        call.world.updates.confirm(call.world.updates.next_id)
    _allow(call)
    connections = call.params.within("max_connections", 40, 1, 100)
    call.world.webhook = Webhook(url=url, secret=secret, max_connections=connections)
    call.world.updates.end_poll("Conflict: terminated by setWebhook request")
    call.world.updates.arrived.ring()
    return True


def _may_be_called(scheme: str, host: str) -> bool:
    """Only HTTPS, but for a bot on this very machine, which has no certificate."""
    return scheme == "https" or host in ("127.0.0.1", "localhost")


def delete_webhook(call: Call) -> bool:
    call.world.webhook = Webhook()
    if call.params.flag("drop_pending_updates"):
        call.world.updates.confirm(call.world.updates.next_id)
    return True


def get_webhook_info(call: Call) -> Json:
    updates = call.world.updates
    return call.world.webhook.shown(len(updates.pending), sorted(updates.allowed))


def log_out(call: Call) -> bool:
    call.world.logged_out = True
    return True


def close(_: Call) -> bool:
    """Only a bot that moves between servers needs it; here there is one."""
    return True
