"""Phone numbers as the journal keeps them: one spelling for each number, however it was typed.

A PBX stores what a trunk happened to send ("+79…", "89…", "9…"); people type what they see.
Both pass through `normalise`, so that comparing numbers is comparing strings.
"""

import re
from functools import lru_cache
from unicodedata import normalize

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

SHORTEST_PHONE = 7  # fewer digits are an extension, a queue or a service number
SHORTEST_WORLDWIDE = 10
LONGEST_PHONE = 15  # E.164
_ADDRESS_TAIL = re.compile(r"[@;].*", re.DOTALL)  # "sip:201@10.0.0.1", "+7925…;ext=3"
_CODE = re.compile(r"[*#][0-9*#]+")
_EXTENSION = re.compile(r"[0-9]{2,5}")
_NOT_DIGIT = re.compile(r"[^0-9]")
_LONGEST_RAW = 100


@lru_cache(maxsize=1 << 14)  # 4 MB in each process of an import
def normalise(raw: str, region: str) -> str:
    """The one spelling of a number: digits of E.164 without the plus ("79255283744").

    `region` is the office's country ("RU"), whose numbers may lack their country code. Extensions,
    short numbers and feature codes ("201", "000063", "*97") stay as they are; text without digits
    ("anonymous") is an empty string. Applying it twice changes nothing: the rare foreign number
    whose digits would read as one of `region` ("+47 40 61 23 45" in Russia) keeps its plus.
    """
    text = _ADDRESS_TAIL.sub("", normalize("NFKC", raw[:_LONGEST_RAW])).strip()
    if _CODE.fullmatch(text):
        return text
    digits = _NOT_DIGIT.sub("", text)
    if len(digits) < SHORTEST_PHONE:
        return digits
    return _abroad(text, digits, region) or _home(digits, region)


def _abroad(text: str, digits: str, region: str) -> str:
    """The number after an international prefix, or an empty string where there is none."""
    if text.startswith("+"):
        international = digits
    elif text.startswith("00"):  # dialled so in most of the world; phonenumbers knows only 810
        international = digits[2:]
    else:
        return ""
    if not is_worldwide(international):
        return ""
    return international if _home(international, region) == international else f"+{international}"


def _home(digits: str, region: str) -> str:
    """`digits` as somebody in `region` would dial them; unchanged where they are no number."""
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code) and is_worldwide(digits):
        return digits
    number = _parse(digits, region)
    if number is None or not _dialled(number, digits):
        return digits
    full = f"{number.country_code}{number.national_number}"
    return full if full == digits or _home(full, region) == full else digits


def _dialled(number: PhoneNumber, digits: str) -> bool:
    """Whether `digits` are a number: an assigned one, or one whose trunk prefix was dialled."""
    if phonenumbers.is_valid_number(number):
        return True
    prefixed = len(digits) > len(str(number.national_number))
    return prefixed and phonenumbers.is_possible_number(number)


@lru_cache(maxsize=1 << 12)
def is_worldwide(digits: str) -> bool:
    """Whether `digits` are an assigned number with its country code."""
    number = _parse(f"+{digits}", None)
    return number is not None and phonenumbers.is_valid_number(number)


def is_extension(number: str) -> bool:
    """Whether a normalised number is one of the office's own: two to five digits."""
    return bool(_EXTENSION.fullmatch(number))


@lru_cache(maxsize=1 << 12)
def pretty(number: str, region: str) -> str:
    """A number as people read it: "+7 925 528-37-44"; what is no phone stays as it is."""
    digits = normalise(number, region).removeprefix("+")
    if len(digits) < SHORTEST_WORLDWIDE or not is_worldwide(digits):
        return number
    parsed = phonenumbers.parse(f"+{digits}")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def _parse(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None
