"""What is pasted rather than typed: links, contact cards, mentions; only the number is wanted."""

import re
from urllib.parse import unquote

from bot.calls.grammar.text import clean, fold

_LINK = re.compile(r"(?:\b[\w+-]{2,12}://|\b(?:wa|t)\.me/)\S{0,200}?(\+?\d{5,15})(?!\d)\S{0,1000}")
_MENTION = re.compile(r"(?<!\w)@\w{3,32}")
_CARD = "begin:vcard"
_CARD_PHONE = re.compile(r"^(?:item\d+\.)?tel[^:\n]{0,200}:(?:tel:)?([^\n]{0,60})", re.MULTILINE)
_COMMAND = re.compile(r"/([A-Za-z]\w{0,31})(?:@\w{1,32})?(?!\S)\s*")


def command(text: str) -> tuple[str, str]:
    """The command `text` opens with, or nothing, and the rest: «/missed@bot вчера»."""
    match = _COMMAND.match(text.lstrip())
    return (match[1].lower(), text.lstrip()[match.end() :]) if match else ("", text)


def unwrapped(text: str) -> str:
    """Folded text with links and cards brought down to their numbers."""
    if _CARD in text:
        return "\n".join(_CARD_PHONE.findall(text))
    if "%2" in text:
        text = fold(clean(unquote(text)))
    return _MENTION.sub(" ", _LINK.sub(r" \1 ", text))
