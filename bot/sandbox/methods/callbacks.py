"""Answering a tap: once, in time."""

from bot.sandbox.doors import Call
from bot.sandbox.errors import bad

ANSWER_SECONDS = 10
LONGEST_ANSWER = 200


def answer_callback_query(call: Call) -> bool:
    tap = call.world.taps.get(call.params.text("callback_query_id"))
    late = tap and call.world.clock.now() - tap.at > ANSWER_SECONDS
    if tap is None or tap.answered or late:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.params.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    tap.answered = True
    call.world.events.add(
        "answer",
        [tap.person],
        tap.chat_id,
        tap.key,
        query_id=tap.id,
        text=text,
        show_alert=call.params.flag("show_alert"),
        url=call.params.text("url"),
    )
    return True
