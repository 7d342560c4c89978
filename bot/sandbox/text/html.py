"""Telegram's HTML, read as TDLib reads it: the same tags, the same entities, the same errors.

It is no HTML parser's HTML: names of attributes may follow each other oddly, `</>` closes whatever
is open, errors count bytes. TDLib's own table of cases is the test.
"""

import re

from bot.sandbox.state import Json
from bot.sandbox.text.order import in_order
from bot.sandbox.text.reader import END, SPACE, Reader, Tag, refuse
from bot.sandbox.text.spans import TAGS, close

NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))(;?)")
MARK = re.compile(b"[<&]")
LAST_CHARACTER = 0x10FFFF
LONGEST_REFERENCE = 10
SURROGATE = re.compile("[\ud800-\udfff]")


def parse(source: str) -> tuple[str, list[Json]]:
    """The text and entities of `source`; what is no HTML of Telegram's is refused."""
    reader = Reader(source.encode() + b"\0")
    while reader.at < len(reader.source) - 1:
        byte = reader.source[reader.at]
        if byte == ord("<"):
            _tag(reader)
        elif byte == ord("&"):
            reader.add(_reference(reader) or _ampersand(reader))
        else:
            reader.add(_plain(reader))
    if reader.opened:
        name = reader.opened[-1].name
        refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
    text = "".join(reader.text)
    if SURROGATE.search(text):
        refuse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return text, in_order(reader.entities)


def _plain(reader: Reader) -> str:
    begin = reader.at
    match = MARK.search(reader.source, begin)
    reader.at = match.start() if match else len(reader.source) - 1
    return reader.source[begin : reader.at].decode()


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


def _tag(reader: Reader) -> None:
    begin = reader.at
    reader.at += 1
    if reader.source[reader.at] == ord("/"):
        _end_tag(reader, begin)
    else:
        _start_tag(reader, begin)


def _start_tag(reader: Reader, begin: int) -> None:
    name = reader.skip(frozenset(b">"), spaces=True).decode(errors="replace").lower()
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
    name = reader.skip(frozenset(b"=>/\"'"), spaces=True).decode(errors="replace").lower()
    if not name:
        refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    if reader.skip_spaces() != ord("="):
        attributes.setdefault(name, "")
        return
    reader.at += 1
    quote = reader.skip_spaces()
    if quote == END:
        refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
    attributes[name] = _quoted(reader, quote) if quote in b"'\"" else _token(reader)
    if reader.source[reader.at] == END:
        refuse(f"Unclosed start tag at byte offset {begin}")


def _token(reader: Reader) -> str:
    begin = reader.at
    match = re.compile(rb"[A-Za-z0-9.-]*").match(reader.source, begin)
    reader.at = match.end() if match else begin
    if reader.source[reader.at] not in SPACE | frozenset(b">"):
        refuse(f"Unexpected end of name token at byte offset {begin}")
    return reader.source[begin : reader.at].decode().lower()


def _quoted(reader: Reader, quote: int) -> str:
    reader.at += 1
    value: list[str] = []
    while reader.source[reader.at] not in (quote, END):
        if reader.source[reader.at] == ord("&"):
            value.append(_reference(reader) or _ampersand(reader))
        else:
            value.append(reader.skip(frozenset((quote, END, ord("&")))).decode())
    reader.at += reader.source[reader.at] == quote
    return "".join(value)


def _end_tag(reader: Reader, begin: int) -> None:
    if not reader.opened:
        refuse(f"Unexpected end tag at byte offset {begin}")
    reader.at += 1
    found = reader.skip(frozenset(b">"), spaces=True).decode(errors="replace")
    if reader.skip_spaces() != ord(">"):
        refuse(f"Unclosed end tag at byte offset {begin}")
    reader.at += 1
    tag = reader.opened.pop()
    if found not in ("", tag.name):
        expected = f'expected "</{tag.name}>", found "</{found}>"'
        refuse(f"Unmatched end tag at byte offset {begin}, {expected}")
    frame = {"offset": tag.offset, "length": reader.units - tag.offset}
    if frame["length"]:
        close(reader, tag, frame)
