"""What Telegram finds in a text by itself: links, mentions, hashtags, commands, numbers, addresses.

Only what is certain is found here: the phone numbers are international ones, the links have a
scheme or a well-known ending. A pattern begins with its sign, `+` or `/`, where it has one, and
asks behind it what stood before: so the engine leaps from sign to sign.
"""

import re

from bot.sandbox.state import Json
from bot.sandbox.text.reader import utf16

EDGE = r"(?<![\w/@#.-])"
ENDINGS = "com|net|org|ru|io|me|info|dev|app|рф|su|by|kz|ua|uk|de|eu|biz|online|pro|site|store|xyz"
FINDERS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"{EDGE}(?:(?:https?|tg)://[^\s<>\"«»]+"
            rf"|(?:[a-zа-я0-9-]+\.)+(?:{ENDINGS})\b(?:[/?#][^\s<>\"«»]*)?)",
            re.IGNORECASE,
        ),
    ),
    (
        "bot_command",
        re.compile(r"/(?<![\w/<>]/)[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    ),
    ("mention", re.compile(r"@(?<![\w/@]@)[A-Za-z0-9_]{2,32}(?![\w@])")),
    ("hashtag", re.compile(r"#(?<![\w/#]#)(?=\w*[^\W\d_])\w{1,256}(?!#)")),
    ("cashtag", re.compile(r"\$(?<![\w$]\$)[A-Z]{1,8}(?![\w$])")),
    ("phone_number", re.compile(r"\+(?<![\w+./-]\+)\d(?:[ ()-]{0,2}\d){9,13}(?![\w/-]|\.\d)")),
)
NEEDED = {"email": re.compile("@"), "url": re.compile(r"\.\w|://")}
TRAILING = ".,:;!?'…)]}"


def found(text: str) -> list[Json]:
    """What is found, in order and without overlaps; offsets in UTF-16 units."""
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in FINDERS:
        if kind in NEEDED and not NEEDED[kind].search(text):
            continue
        for match in pattern.finditer(text):
            begin, end = match.start(), _end(kind, match)
            if all(end <= b or e <= begin for b, e, _ in taken):
                taken.append((begin, end, kind))
    return [
        {"type": kind, "offset": utf16(text[:begin]), "length": utf16(text[begin:end])}
        for begin, end, kind in sorted(taken)
    ]


def _end(kind: str, match: re.Match[str]) -> int:
    if kind != "url":
        return match.end()
    kept = match[0]
    while kept[-1] in TRAILING and not (kept[-1] == ")" and kept.count("(") >= kept.count(")")):
        kept = kept[:-1]
    return match.start() + len(kept)
