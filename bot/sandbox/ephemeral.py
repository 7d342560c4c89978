"""Messages for one pair of eyes: in a group, in answer to a tap or a whisper of the last 15 s."""

from bot.sandbox.doors import Call
from bot.sandbox.errors import bad
from bot.sandbox.params import Params
from bot.sandbox.posting import Draft
from bot.sandbox.state import Chat, Json, Tap

ANSWER_SECONDS = 15


def address(call: Call, chat: Chat, said: Draft) -> None:
    """Make the draft ephemeral where the request asks for it."""
    given = call.params.json(
        "ephemeral_message_parameters", "can't parse ephemeral message parameters JSON object"
    )
    given = given or _old_way(call)
    answered = replied_to(call.params)
    if not given and answered:
        raise bad("an ephemeral message can be replied only with an ephemeral message")
    if not given:
        return
    if not isinstance(given, dict) or not given.get("receiver_user_id"):
        raise bad("can't parse ephemeral message parameters: Can't find field \"receiver_user_id\"")
    if chat.type == "private":
        raise bad("ephemeral messages can be sent only to groups and supergroups")
    receiver = int(given["receiver_user_id"])
    if not chat.inside(receiver):
        raise bad("user not found")
    said.ephemeral_to = receiver
    tap = _tap(call, given, receiver)
    if tap and given.get("replace_callback_query_message"):
        said.replaces = _replaced(chat, tap)
    if not tap and not _asked(call, chat, receiver, answered):
        raise bad("ephemeral messages can be sent only in response to a user action")


def _old_way(call: Call) -> Json | None:
    if not call.params.has("receiver_user_id"):
        return None
    return {
        "receiver_user_id": call.params.integer("receiver_user_id"),
        "callback_query_id": call.params.text("callback_query_id"),
    }


def _tap(call: Call, given: Json, receiver: int) -> Tap | None:
    query = given.get("callback_query_id")
    if not query:
        return None
    tap = call.world.taps.get(str(query))
    fresh = tap and call.world.clock.now() - tap.at <= ANSWER_SECONDS
    if tap is None or not fresh or tap.person != receiver:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    return tap


def _replaced(chat: Chat, tap: Tap) -> int | None:
    said = chat.messages.get(tap.key)
    if said is None:
        return None
    if said.ephemeral:
        raise bad("ephemeral messages must be edited, not replaced")
    return said.id


def _asked(call: Call, chat: Chat, receiver: int, answered: int | None) -> bool:
    """It answers what the receiver whispered within 15 s: an ephemeral command, say."""
    said = chat.messages.get(f"e{answered}")
    if said is None or said.sender != receiver:
        return False
    return call.world.clock.now() - said.date <= ANSWER_SECONDS


def replied_to(params: Params) -> int | None:
    """The ephemeral message that a request replies to."""
    given = params.json("reply_parameters", "can't parse reply parameters JSON object")
    return given.get("ephemeral_message_id") if isinstance(given, dict) else None
