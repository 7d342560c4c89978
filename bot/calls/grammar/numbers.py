"""Digits that are a number: phones however spaced, extensions, tails, fragments, slips."""

import re
from collections.abc import Iterator

import phonenumbers

from bot.calls import phone
from bot.calls.grammar.dates import Build, Found
from bot.calls.grammar.items import Item
from bot.calls.query import Match, NumberTerm
from bot.calls.reading import Note, Office

_GROUPS = r"\d+(?:[ \t().\-_/]{1,3}\d+){0,11}"
_GROUP = re.compile(r"\d+")
_FULL = 11  # digits of a number with its country code, where the country is ours
_HOME_LONGEST = 12
_FRAGMENT_OPENINGS = re.compile(r"[78][3489]|9(?=\d{5})")
_LOCAL_SHAPE = re.compile(r"\(?\d{3}\)?[ -]\d{3}[ -]\d\d[ -]\d")  # 925 528-37-4
_PHONE_SHAPE = re.compile(rf"\(?[78][ (\-.]|{_LOCAL_SHAPE.pattern}")
_LETTERS = {
    "о": "09",
    "o": "09",
    "з": "3",
    "l": "1",
    "i": "1",
    "б": "6",
    "в": "8",
    "s": "5",
    "ч": "4",
}


def _item(text: str, number: str, match: Match = Match.EXACT, *others: Item) -> Item:
    return Item(code="n", text=text, term=NumberTerm(number, match), others=others)


def _asked(text: str, term: NumberTerm | None, key: str, *others: Item) -> Item:
    note = Note(key, {"typed": text.strip()})
    return Item(code="n", text=text, term=term, phone=True, notes=(note,), others=others, ask=True)


def _phone_item(text: str, number: str) -> Item:
    return Item(code="n", text=text, term=NumberTerm(number), phone=True)


def _full(digits: str, groups: int, first: str, *, plus: bool, region: str) -> str:
    """The phone these digits are when written so, or an empty string."""
    if plus or digits.startswith("00"):
        number = phone.normalise(("+" if plus else "") + digits, region)
        if phone.is_worldwide(number.removeprefix("+")) and len(number) >= phone.SHORTEST_WORLDWIDE:
            return number
    if len(digits) < phone.SHORTEST_WORLDWIDE or digits.startswith("00"):
        return ""
    number = phone.normalise(digits, region)
    if number != digits or _at_home(number, region):
        near = len(digits) <= _HOME_LONGEST or digits.startswith("810")
        return number if near or groups == 1 else ""
    foreign = groups == 1 or int(first) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    return number if foreign and len(digits) >= _FULL and phone.is_worldwide(digits) else ""


def _at_home(number: str, region: str) -> bool:
    code = str(phonenumbers.country_code_for_region(region))
    return number.startswith(code) and phone.is_worldwide(number)


def _phone(match: Found, office: Office) -> Item | None:
    """The longest run of digit groups that is a phone: «8 925 528 37 44 201» leaves 201."""
    text, plus = match[0], match["plus"] == "+"
    groups = list(_GROUP.finditer(text))
    for size in range(len(groups), 0, -1):
        digits = "".join(each[0] for each in groups[:size])
        if len(digits) <= phone.LONGEST_PHONE + 2:
            number = _full(digits, size, groups[0][0], plus=plus, region=office.region)
            if number:
                return _phone_item(text[: groups[size - 1].end()], number)
    return None


def _slipped(match: Found, office: Office) -> Item | None:
    """Ten to fifteen digits that are no phone: one is missing, or one too many."""
    text = match[0]
    digits = "".join(_GROUP.findall(text))
    spaced = len(_GROUP.findall(text)) > 1
    if spaced and not (match["plus"] or _PHONE_SHAPE.match(text)):
        return None
    shortest = phone.SHORTEST_WORLDWIDE - bool(_LOCAL_SHAPE.match(text))
    if not shortest <= len(digits) <= phone.LONGEST_PHONE:
        return None
    if len(digits) < _FULL:
        number = "7" + digits[1:] if digits[0] == "8" and office.region == "RU" else digits
        return _asked(text, NumberTerm(number, Match.CONTAINS), "missing-digit")
    nearest = list(_nearest(digits, office.region))
    if not nearest:
        return _asked(text, NumberTerm(digits[-10:], Match.SUFFIX), "odd-number")
    others = (_phone_item(each, each) for each in nearest)
    code = str(phonenumbers.country_code_for_region(office.region))
    term = NumberTerm(nearest[0].removeprefix(code), Match.SUFFIX)
    return _asked(text, term, "extra-digit", *others)


def _nearest(digits: str, region: str) -> Iterator[str]:
    seen = set()
    for part in (digits[-10:], digits[:11], digits[:10]):
        number = phone.normalise(part, region)
        if _at_home(number, region) and number not in seen:
            seen.add(number)
            yield number


def _too_long(match: Found, _office: Office) -> Item:
    note = Note("number-too-long", {"part": match[0][:20], "digits": str(len(match[0]))})
    return Item(code="x", text=match[0], notes=(note,))


def _marked(match: Found, _office: Office) -> Item:
    """«доб. 201», #201: an extension and nothing else."""
    return _item(match[0], match["n"])


def _star(match: Found, _office: Office) -> Item:
    """*97 is a feature code, *3744 the end of a number."""
    digits = match["n"]
    if len(digits) >= 4:
        return _item(match[0], digits, Match.SUFFIX)
    code = _item(match[0], f"*{digits}")
    return _with(code, _item(match[0], digits, Match.SUFFIX)) if len(digits) == 3 else code


def _with(item: Item, *others: Item) -> Item:
    return Item(code=item.code, text=item.text, term=item.term, others=others)


def _tail(match: Found, _office: Office) -> Item:
    return _item(match[0], re.sub(r"\D", "", match["n"]), Match.SUFFIX)


def _head(match: Found, office: Office) -> Item | None:
    digits = re.sub(r"\D", "", match["n"])
    if len(digits) > phone.LONGEST_PHONE or len(digits) < 3:
        return None
    return _item(match[0], _opening(digits, office), Match.CONTAINS)


def _opening(digits: str, office: Office) -> str:
    """How a number that begins so begins in the journal: 8 925… is 7925…."""
    if office.region == "RU" and digits[0] == "8" and _FRAGMENT_OPENINGS.match(digits):
        return "7" + digits[1:]
    return digits


def _masked(match: Found, _office: Office) -> Item | None:
    """«+7 925 ***-37-44»: what is visible of it, the end before the beginning."""
    parts = [re.sub(r"\D", "", each) for each in re.split(r"[*xх•]+", match[0])]
    if len(parts[-1]) >= 2:
        return _item(match[0], parts[-1], Match.SUFFIX)
    best = max(parts, key=len)
    return _item(match[0], best, Match.CONTAINS) if len(best) > 2 else None


def _lettered(match: Found, office: Office) -> Item | None:
    """8О255283744: a letter where a digit should be; never guessed silently."""
    text = match[0]
    letters = [sign for sign in text if sign in _LETTERS]
    if not letters or sum(map(str.isdecimal, text)) < 6:
        return None
    fixed = {""}
    for sign in text:
        if sign in _LETTERS or sign.isdecimal():
            fixed = {each + digit for each in fixed for digit in _LETTERS.get(sign, sign)}
    if len(fixed) > 8:
        return None
    numbers = {phone.normalise(each, office.region): each for each in sorted(fixed)}
    good = [each for each in numbers if _at_home(each, office.region)]
    others = (_phone_item(each, each) for each in good or numbers)
    return _asked(text, None, "letter-in-digits", *others)


def _plain(match: Found, office: Office) -> Item | None:
    """A bare run of digits that is no phone and no date."""
    digits = match["n"]
    if office.directory.name(digits) or len(digits) < 4 or digits.startswith("00"):
        return _known(match[0], digits, office)
    if len(digits) == 4:
        return _item(match[0], digits, Match.EXACT, _item(match[0], digits, Match.SUFFIX))
    if len(digits) > 7 or (len(digits) > 5 and _FRAGMENT_OPENINGS.match(digits)):
        return _item(match[0], _opening(digits, office), Match.CONTAINS)
    others = (_item(match[0], digits),) if phone.is_extension(digits) else ()
    return _item(match[0], digits, Match.SUFFIX, *others)


def _known(text: str, digits: str, office: Office) -> Item:
    small = len(digits) <= 2 and not office.directory.name(digits)
    return Item(code="i" if small else "n", text=text, term=NumberTerm(digits))


_EXT = (
    r"(?:доб(?:авочн\w*)?|вн(?:утр)?|внутренн(?:ий|его|ему|им)|внутренн\w*\s+номер\w*|"
    r"ext(?:ension)?)\.?\s*"
)
_ENDS = (
    r"(?:(?:за|о)канчива\w+(?:\s+на)?|на\s+конце|в\s+конце|последни\w+\s+(?:\w+\s+)?цифр\w*|хвост|"
    r"ends?\s+(?:with|in)|ending\s+(?:with|in)?|last\s+(?:\w+\s+)?digits)\s*"
)
_BEGINS = r"(?:начина\w+\s+(?:на|с)|starts?\s+with|starting\s+with)\s*"
RULES: tuple[tuple[str, Build], ...] = (
    (r"\d{16,}", _too_long),
    (rf"(?P<plus>\+?)\s?\(?{_GROUPS}", _phone),
    (rf"(?P<plus>\+?)\s?\(?{_GROUPS}(?!\w)", _slipped),
    (rf"(?:{_EXT}|#|x(?=\d))(?P<n>\d{{1,6}})(?!\d)", _marked),
    (r"\*(?P<n>\d{1,10})(?!\d)", _star),
    (rf"(?:{_ENDS}|\.\.\.?\s?|%)(?P<n>\d[\d -]{{1,13}}\d)(?!\d)", _tail),
    (rf"{_BEGINS}(?P<n>[+\d][\d ()-]{{1,18}}\d)(?!\d)", _head),
    (r"\+?[\d ()-]{1,16}[*xх•]{2,10}[*xх•\d ()-]{0,14}[\d*xх•](?!\w)", _masked),
    (r"\+?\d[\d ()oозliбвsч-]{5,18}[\dолoзliбвsч](?!\w)", _lettered),
    (r"(?P<n>\d{3}(?P<sign>[- .])\d\d(?P=sign)\d\d)(?!\w)(?![-.]\d)", _tail),
    (r"(?P<n>(?=(?:\d-?){6,7}(?![\d-]))\d{2,3}-\d{2,3}-\d{2,3})(?!\w)", _tail),
    (r"(?P<n>\d-\d\d-\d\d-\d\d)(?!\w)(?!-\d)", _tail),
    (r"\+?\d{3,7}\*(?P<n>\d{2,10})(?!\w)", _tail),
    (r"(?P<n>\d{3}-\d{4}|\d\d-\d\d)(?![\w])(?![-.]\d)", _tail),
    (r"(?<!\d)(?P<n>\+\d[\d ()-]{1,12}\d)(?!\d)", _head),
    (r"(?P<n>[78][ -]?\(?\d{3}\)?[ -]\d[\d -]{1,8}\d)(?!\d)", _head),
    (r"(?P<n>\d{3,9})\*(?!\d)", _head),
    (r"(?P<n>\d{1,15})(?!\d)", _plain),
)
