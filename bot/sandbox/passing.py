"""What happens by itself as time passes: taps grow too old, "typing…" ends, a poller stays away."""

import asyncio

from bot.sandbox.methods.callbacks import ANSWER_SECONDS
from bot.sandbox.world import World

TICK_SECONDS = 0.25
KEPT_SECONDS = 3600


async def pass_time(world: World) -> None:
    while True:
        tick(world)
        await asyncio.sleep(TICK_SECONDS)


def tick(world: World) -> None:
    """Tell those who look on of everything that has run out."""
    now = world.clock.now()
    for tap in list(world.taps.values()):
        if not tap.answered and not tap.expired and now - tap.at > ANSWER_SECONDS:
            tap.expired = True
            world.events.add("expired", [tap.person], tap.chat_id, tap.key, query_id=tap.id)
        if now - tap.at > KEPT_SECONDS:
            del world.taps[tap.id]
    for place, action in list(world.actions.items()):
        if action["until"] <= now:
            del world.actions[place]
            world.events.add(
                "action", world.people_of(world.chats[place[0]]), place[0], action=None
            )
    online = world.online()
    if online != world.was_online:
        world.was_online = online
        world.events.add("online", online=online)
