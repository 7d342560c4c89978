"""Telegram's HTML, read as TDLib reads it: the same tags, the same entities, the same errors.

It is no HTML parser's HTML: names of attributes may follow each other oddly, `</>` closes whatever
is open, errors count bytes. TDLib's own table of cases is the test.
"""

import re

from bot.sandbox.state import Json
from bot.sandbox.text.order import in_order
from bot.sandbox.text.reader import END, Reader, Tag, refuse
from bot.sandbox.text.spans import TAGS, close

NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))(;?)")
MARK = re.compile(rb"&|<(/?)([^> \t\r\n\x0b\x00]*)")
ATTRIBUTE = re.compile(rb"[^=>/\"' \t\r\n\x0b\x00]*")
TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
AFTER_TOKEN = b"> \t\r\n\x0b\x00"
INSIDE = {ord("'"): re.compile(rb"[^'&\x00]+"), ord('"'): re.compile(rb'[^"&\x00]+')}
LAST_CHARACTER = 0x10FFFF
LONGEST_REFERENCE = 10


def parse(source: str) -> tuple[str, list[Json]]:
    """The text and entities of `source`; what is no HTML of Telegram's is refused."""
    reader = Reader(source.encode() + b"\0")
    while mark := MARK.search(reader.source, reader.at):
        reader.read(mark.start())
        if mark[2] is None:
            reader.add(_reference(reader) or _ampersand(reader))
            continue
        reader.at = mark.end()
        read_tag = _end_tag if mark[1] else _start_tag
        read_tag(reader, mark[2].decode(), mark.start())
    reader.read(len(reader.source) - 1)
    if reader.opened:
        name = reader.opened[-1].name
        refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
    return _sound("".join(reader.text)), in_order(reader.entities)


def _sound(text: str) -> str:
    """References may name halves of surrogate pairs, and no text holds those."""
    try:
        text.encode()
    except UnicodeEncodeError:
        refuse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return text


def _ampersand(reader: Reader) -> str:
    reader.at += 1
    return "&"


def _reference(reader: Reader) -> str:
    """The character that `&…` stands for, or "" where it is only an ampersand."""
    match = REFERENCE.match(reader.source, reader.at)
    if not match:
        return ""
    hexadecimal, decimal, name, _ = match.groups()
    if name is not None:
        found = NAMED.get(name, "")
    else:
        code = int(hexadecimal or b"0", 16) if hexadecimal is not None else int(decimal or b"0")
        digits_end = match.start(4) - match.start()
        known = 0 < code < LAST_CHARACTER and digits_end < LONGEST_REFERENCE
        found = chr(code) if known else ""
    if found:
        reader.at = match.end()
    return found


def _start_tag(reader: Reader, name: str, begin: int) -> None:
    name = name.lower()
    if reader.source[reader.at] == END:
        refuse(f"Unclosed start tag at byte offset {begin}")
    if name not in TAGS:
        refuse(f'Unsupported start tag "{name}" at byte offset {begin}')
    attributes: dict[str, str] = {}
    while reader.skip_spaces() != ord(">"):
        _attribute(reader, name, begin, attributes)
    reader.at += 1
    if name == "span" and attributes.get("class") != "tg-spoiler":
        refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    reader.opened.append(Tag(name, attributes, reader.units, len(reader.text)))


def _attribute(reader: Reader, tag: str, begin: int, attributes: dict[str, str]) -> None:
    if reader.source[reader.at] == END:
        refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
    name = reader.take(ATTRIBUTE).decode().lower()
    if not name:
        refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    if reader.skip_spaces() != ord("="):
        attributes.setdefault(name, "")
        return
    reader.at += 1
    quote = reader.skip_spaces()
    if quote == END:
        refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
    attributes[name] = _quoted(reader, quote) if quote in INSIDE else _token(reader)
    if reader.source[reader.at] == END:
        refuse(f"Unclosed start tag at byte offset {begin}")


def _token(reader: Reader) -> str:
    begin = reader.at
    token = reader.take(TOKEN).decode()
    if reader.source[reader.at] not in AFTER_TOKEN:
        refuse(f"Unexpected end of name token at byte offset {begin}")
    return token.lower()


def _quoted(reader: Reader, quote: int) -> str:
    reader.at += 1
    value: list[str] = []
    while reader.source[reader.at] not in (quote, END):
        if reader.source[reader.at] == ord("&"):
            value.append(_reference(reader) or _ampersand(reader))
        else:
            value.append(reader.take(INSIDE[quote]).decode())
    reader.at += reader.source[reader.at] == quote
    return "".join(value)


def _end_tag(reader: Reader, name: str, begin: int) -> None:
    if not reader.opened:
        refuse(f"Unexpected end tag at byte offset {begin}")
    if reader.skip_spaces() != ord(">"):
        refuse(f"Unclosed end tag at byte offset {begin}")
    reader.at += 1
    tag = reader.opened.pop()
    if name not in ("", tag.name):
        expected = f'expected "</{tag.name}>", found "</{name}>"'
        refuse(f"Unmatched end tag at byte offset {begin}, {expected}")
    if length := reader.units - tag.offset:
        close(reader, tag, {"offset": tag.offset, "length": length})
