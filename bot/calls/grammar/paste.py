"""What is pasted rather than typed: links, contact cards, mentions; only the number is wanted."""

import re
from urllib.parse import unquote

from bot.calls.grammar.ordinals import dictated
from bot.calls.grammar.text import clean, fold

_OPENING = r"(?:\b[\w+-]{2,12}://|\b(?:wa|t)\.me/)"
_LINKS = (
    re.compile(rf"{_OPENING}\S{{0,200}}?(\+?\d{{10,15}})(?!\d)\S{{0,1000}}"),
    re.compile(rf"{_OPENING}\S{{0,200}}?(\+?\d{{5,9}})(?!\d)\S{{0,1000}}"),
    re.compile(rf"{_OPENING}\S{{1,1000}}()"),
)
_ADDRESS = re.compile(r"\bsips?:([^@\s]{1,40})@[^\s>]{1,100}")
_CHANNEL = re.compile(  # Asterisk's: "pjsip/201-0000001a", "local/201@from-internal-0000001b;1"
    r"\b(?:pjsip|sip|iax2|local)/([\w+]{1,40})(?:@[\w-]{1,60}?)?-[0-9a-f]{8}(?:;[12])?(?!\w)"
)
_TRUNK_ZERO = re.compile(r"(\+\d{1,3})\s*\(0\)")  # "+44 (0)20 …" is dialled without it
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
        return " or ".join(_CARD_PHONE.findall(text))
    if "%2" in text:
        text = fold(clean(unquote(text)))
    text = _TRUNK_ZERO.sub(r"\1 ", text)
    for each in (_ADDRESS, _CHANNEL, *_LINKS):
        text = each.sub(r" \1 ", text)
    return _MENTION.sub(" ", dictated(text))
