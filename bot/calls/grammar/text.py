"""A message made plain: one kind of dash, digit, space and letter, nothing invisible.

Telegram, phones and CRMs put full-width digits, no-break hyphens, zero-width joiners and emoji
where people see a number; the grammar only meets what is left of them here.
"""

import re
from unicodedata import category, decimal, normalize

LONGEST = 4096  # a Telegram message
_ARROWS = re.compile(r"[→➡⇒➜➔⟶»]|[-=]+>")
_DOTS = re.compile(r"(?<=\d)\s?(?:\.\.\.?|…)\s?(?=\d)")
_MINUS = "\u2212"
_MIXED = re.compile(r"\b(?=\w*[а-я])(?=\w*[a-z])[a-zа-я]+\b")
_LONE = re.compile(r"\b[cko](?=\s+[а-я\d])")
_TWINS = str.maketrans("aceopxykmtbh", "асеорхукмтвн")  # Latin letters that look Cyrillic


def clean(text: str) -> str:
    """`text` in plain characters, letters as typed; never longer than a message."""
    text = _ARROWS.sub(" > ", text[:LONGEST]).replace("№", " ")
    text = _DOTS.sub(" - ", text)
    return "".join(map(_plain, normalize("NFKC", text)[:LONGEST]))


def fold(text: str) -> str:
    """Cleaned text for comparing words: lower case, «е» for «ё», «сегодня» all in Cyrillic."""
    folded = text.casefold().replace("ё", "е")
    folded = _LONE.sub(lambda letter: letter[0].translate(_TWINS), folded)
    return _MIXED.sub(lambda word: word[0].translate(_TWINS), folded)


def _plain(char: str) -> str:
    if char.isascii():
        return char
    kind = category(char)
    if kind == "Nd":
        return str(decimal(char))
    if kind == "Pd" or char == _MINUS:
        return "-"
    if kind in {"Cf", "Mn", "Me"}:
        return ""
    return char if kind[0] == "L" else " "
