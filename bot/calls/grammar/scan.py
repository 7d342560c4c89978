"""From text to items: at each place the first rule that understands something takes it."""

import re
from collections.abc import Iterator

from bot.calls.grammar import dates, filters, numbers, parts, spans
from bot.calls.grammar.dates import Build, Found
from bot.calls.grammar.items import Item
from bot.calls.grammar.spelling import swapped
from bot.calls.query import NumberTerm
from bot.calls.reading import Office

MOST_ITEMS = 40  # nobody asks more in one message; the rest of a pasted page is not read
MOST_WORDS = 200
_SKIP = re.compile(r"[\s,;|!?:()\[\]{}\"'`~@_=&^%$\\/.<]+")
_WORD = re.compile(r"\w+")
_FILLERS = re.compile(
    r"(?:на|в|во|за|о|об|у|для|мне|нам|все|весь|всю|покажи\w*|показать|найди\w*|найти|дай\w*|ищи|"
    r"звон(?:ок|к\w+)|зв|вызов\w*|разговор\w*|номер\w*|лини[яюию]\w*|line|тел(?:ефон\w*)?|моб(?:ильн\w+)?|истори\w+|"
    r"список|только|пожалуйста|плиз|какие|были|было|был|до|по|с|со|из|сколько|же|ли|"
    r"когда|раза?|(?:пере|по)звонить|кем|говорил\w*|разговаривал\w*|общал\w*|крайни\w*|котор\w+|вся|(?:про)?слушать|послушать|"
    r"any|who|talked|listen|s|"
    r"calls?|the|a|of|in|on|at|for|all|show|me|find|search|get|list|please|number|phone|tel|no|"
    r"history|o['\s]?clock|did|were|was|with|only|callto|sip|my|client|queue|linkedid|id|"
    r"очеред\w*|сотрудник\w*|менеджер\w*|абонент\w*|клиент\w*|последни\w*)(?!\w)"
)
_TOPIC = re.compile(r"звон(?:ок|к\w+)|вызов\w*|разговор\w*|истори\w+|calls?|history")
_INITIAL = re.compile(r"[^\W\d_]\.(?!\w{2})")
_LETTER_SIGNS = "[],.;'`"  # where the other layout has «хъбюжэё»
_OPENING_SIGNS = f".%<{_LETTER_SIGNS}"  # «...3744», «%3744», «< 5 мин», «,tkrbyf»
_LATIN = rf"[a-z{re.escape(_LETTER_SIGNS)}]{{4,20}}"
_JOINTS = (
    ("P", r"(?:до|по)\s+кон(?:ца|ец)(?!\w)"),
    ("!", r"(?:кроме|исключая|не\s+считая|except|excluding)(?!\w)"),
    ("!", r"(?:не|без|not)(?=\s+(?:внутр|вход|исход|internal|incoming|outgoing))"),
    ("A", r"(?:после|позже|after|later\s+than)(?!\w)"),
    ("B", r"(?:до|раньше|ранее|before|until|till|up\s+to)(?!\w)"),
    ("P", r"(?:по|through)(?!\w)"),
    ("C", r"с\s+номера(?!\w)"),
    ("S", r"(?:начиная\s+с|с|со|since)(?!\w)"),
    ("C", r"(?:от|из|from|by)(?!\w)"),
    ("O", r"(?:на|к|ко|to)(?!\w)"),
    ("U", r"(?:\w?звонил\w*(?:\s+(?:на|к))?|набирал\w*|called)(?!\w)"),
    ("T", r"(?:между|between)(?!\w)"),
    ("V", r"(?:в\s+районе|в|во|at|around|около)(?!\w)"),
    ("&", r"(?:и|and)(?!\w)"),
    ("|", r"(?:или|либо|or)(?!\w)"),
    (">", r">+"),
    ("-", r"-+"),
)
Rule = tuple[re.Pattern[str], Build]


def _joint(code: str) -> Build:
    return lambda match, _office: Item(code=code, text=match[0])


def _compiled(rules: tuple[tuple[str, Build], ...]) -> list[Rule]:
    return [(re.compile(pattern), build) for pattern, build in rules]


def _one_of(rules: tuple[tuple[str, Build], ...]) -> Rule:
    """Rules without groups as one: `re` goes through them quicker than we. The first one wins."""
    pattern = re.compile("|".join(f"({each})" for each, _ in rules))
    builds = {place: build for place, (_, build) in enumerate(rules, start=1)}
    if pattern.groups != len(rules):
        raise ValueError(f"one of these has a group of its own: {pattern.pattern}")
    return pattern, lambda match, office: builds[match.lastindex or 0](match, office)


def _other_layout(match: Found, office: Office) -> Item | None:
    """«,tkrbyf», «d[jlzobt»: signs among Latin letters that make a known word in Cyrillic."""
    for text in (match[0], match[0].rstrip(_LETTER_SIGNS)):
        word = swapped(text)
        meant = _first(word, 0, office)
        if office.directory.find(word) or (meant and meant.text == word):
            return Item(code="w", text=text)
    return None


_RULES: list[Rule] = [
    *_compiled(((rf"(?=[a-z]*[{re.escape(_LETTER_SIGNS)}]){_LATIN}", _other_layout),)),
    *_compiled(numbers.RULES[:1]),
    *_compiled(filters.RULES),
    _one_of(filters.WORD_RULES),
    *_compiled(spans.CLOCKS),
    *_compiled(dates.RULES),
    *_compiled(parts.RULES),
    *_compiled(spans.RULES),
    *_compiled(numbers.RULES[1:]),
    (_INITIAL, lambda match, _office: Item(code="w", text=match[0])),
    _one_of(tuple((pattern, _joint(code)) for code, pattern in _JOINTS)),
]


def scan(text: str, office: Office) -> list[Item]:
    """The items of folded `text`, in order; what is skipped says nothing."""
    items: list[Item] = []
    words = 0
    for item in _items(text, office):
        items.append(item)
        words += item.code == "w"
        if words == MOST_WORDS or len(items) - words == MOST_ITEMS:
            break
    return items


def _items(text: str, office: Office) -> Iterator[Item]:
    place = 0
    while place < len(text):
        item = _first(text, place, office) if text[place] in _OPENING_SIGNS else None
        if item is None and (skipped := _SKIP.match(text, place)):
            place = skipped.end()
            continue
        item = item or _first(text, place, office) or _other(text, place)
        place += max(len(item.text), 1)
        if item.code:
            yield item


def _first(text: str, place: int, office: Office) -> Item | None:
    for pattern, build in _RULES:
        if match := pattern.match(text, place):
            item = build(match, office)
            if item is not None and item.text:
                return item
    return None


def _other(text: str, place: int) -> Item:
    if filler := _FILLERS.match(text, place):
        topic = _TOPIC.fullmatch(filler[0])
        return Item(code="q" if topic else "", text=filler[0])
    word = _WORD.match(text, place)
    return Item(code="w", text=word[0]) if word else Item(code="", text=text[place])


def named(items: list[Item], office: Office) -> list[Item]:
    """The items with unknown words that name somebody made numbers; «Иванов Пётр» is one."""
    result: list[Item] = []
    words: list[str] = []
    found: frozenset[str] = frozenset()
    for item in [*items, Item(code="")]:
        here = _people(item, office)
        if here and (not words or here & found):
            words, found = [*words, item.text], here & found if words else here
            continue
        if words:
            result.append(_somebody(words, found, office))
        words, found = ([item.text], here) if here else ([], frozenset())
        if not here and item.code:
            result.append(item)
    return result


def _people(item: Item, office: Office) -> frozenset[str]:
    """Whose name a word is, or whose it begins: «п.»."""
    if item.code != "w":
        return frozenset()
    if _INITIAL.fullmatch(item.text):
        return office.directory.beginning(item.text[0])
    return office.directory.find(item.text)


def _somebody(words: list[str], numbers_: frozenset[str], office: Office) -> Item:
    text = " ".join(words)
    if all(map(_INITIAL.fullmatch, words)):
        return Item(code="w", text=text)
    people = [
        Item(code="n", text=text, term=NumberTerm(each), name=office.directory.name(each))
        for each in sorted(numbers_)
    ]
    if len(people) == 1:
        return people[0]
    return Item(code="n", text=text, name=text, others=tuple(people), ask=True)
