"""Privacy mode: what of a group's talk reaches the bot."""

from bot.sandbox.state import ADMINS, Chat, Message
from bot.sandbox.world import World

HEARD = ("bot_command", "mention", "text_mention")


def hears(world: World, chat: Chat, said: Message) -> bool:
    """An administrator bot hears all; others only what is meant for them."""
    bot = world.bot.id
    if chat.type == "private" or said.ephemeral or not world.privacy or chat.status(bot) in ADMINS:
        return True
    answered = chat.message(said.reply_to) if said.reply_to else None
    return bool(answered and answered.sender == bot) or _addressed(world, said)


def _addressed(world: World, said: Message) -> bool:
    """A command without a name or with the bot's, or a mention of the bot."""
    words = said.content.get("text") or said.content.get("caption") or ""
    entities = said.content.get("entities") or said.content.get("caption_entities") or []
    name = world.bot.username.lower()
    for entity in entities:
        if entity["type"] not in HEARD:
            continue
        piece = _cut(words, entity["offset"], entity["length"]).lower()
        addressee = piece.partition("@")[2]
        meant = entity.get("user", {}).get("id") == world.bot.id
        if meant or addressee == name or (entity["type"] == "bot_command" and not addressee):
            return True
    return False


def _cut(text: str, offset: int, length: int) -> str:
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", errors="replace")
