"""Whole numbers in few characters, for buttons that hold 64 bytes."""

from string import ascii_lowercase, ascii_uppercase, digits

_SIGNS = digits + ascii_uppercase + ascii_lowercase
_BASE = len(_SIGNS)


def encode(number: int, width: int = 1) -> str:
    """A number in base 62, padded with zeros to `width`; ValueError for a negative one."""
    if number < 0:
        raise ValueError(number)
    text = ""
    while number:
        number, rest = divmod(number, _BASE)
        text = _SIGNS[rest] + text
    return text.rjust(width, _SIGNS[0])


def decode(text: str) -> int:
    """The number of `encode`; ValueError for any other sign."""
    number = 0
    for sign in text:
        number = number * _BASE + _SIGNS.index(sign)
    return number
