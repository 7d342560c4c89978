"""From text to items: at each place the first rule that understands something takes it."""

import re
from collections.abc import Iterator

from bot.calls.grammar import dates, filters, numbers, spans
from bot.calls.grammar.dates import Build
from bot.calls.grammar.items import Item
from bot.calls.query import NumberTerm
from bot.calls.reading import Office

MOST_ITEMS = 40  # nobody asks more in one message; the rest of a pasted page is not read
MOST_WORDS = 200
_SKIP = re.compile(r"[\s,;|!?:()\[\]{}\"'`~@_=&^%$\\/.<]+")
_WORD = re.compile(r"\w+")
_FILLERS = re.compile(
    r"(?:на|в|во|за|о|об|у|для|мне|нам|все|весь|всю|покажи\w*|показать|найди\w*|найти|дай\w*|ищи|"
    r"звон(?:ок|к\w+)|вызов\w*|разговор\w*|номер\w*|тел(?:ефон\w*)?|моб(?:ильн\w+)?|истори\w+|"
    r"список|только|пожалуйста|плиз|какие|были|было|был|до|по|с|со|из|сколько|же|ли|"
    r"calls?|the|a|of|in|on|at|for|all|show|me|find|search|get|list|please|number|phone|tel|no|"
    r"history|did|were|was|with|only|callto|sip|my|client|queue|linkedid|id|"
    r"очеред\w*|сотрудник\w*|менеджер\w*|абонент\w*|клиент\w*|последни\w*)(?!\w)"
)
_TOPIC = re.compile(r"звон(?:ок|к\w+)|вызов\w*|разговор\w*|истори\w+|calls?|history")
_JOINTS = (
    ("A", r"(?:после|позже|after|later\s+than)(?!\w)"),
    ("B", r"(?:до|раньше|ранее|before|until|till|up\s+to)(?!\w)"),
    ("P", r"(?:по|through)(?!\w)"),
    ("C", r"с\s+номера(?!\w)"),
    ("S", r"(?:начиная\s+с|с|со|since)(?!\w)"),
    ("C", r"(?:от|из|from)(?!\w)"),
    ("O", r"(?:на|к|ко|to)(?!\w)"),
    ("U", r"(?:\w?звонил\w*(?:\s+(?:на|к))?|набирал\w*|called)(?!\w)"),
    ("T", r"(?:между|between)(?!\w)"),
    ("V", r"(?:в|во|at|around|около)(?!\w)"),
    ("&", r"(?:и|and)(?!\w)"),
    (">", r">+"),
    ("-", r"-+"),
)
Rule = tuple[re.Pattern[str], Build]


def _joint(code: str) -> Build:
    return lambda match, _office: Item(code=code, text=match[0])


def _compiled(rules: tuple[tuple[str, Build], ...]) -> list[Rule]:
    return [(re.compile(pattern), build) for pattern, build in rules]


_RULES: list[Rule] = [
    *_compiled(numbers.RULES[:1]),
    *_compiled(filters.RULES),
    *_compiled(spans.CLOCKS),
    *_compiled(dates.RULES),
    *_compiled(spans.RULES),
    *_compiled(numbers.RULES[1:]),
    *_compiled(tuple((pattern, _joint(code)) for code, pattern in _JOINTS)),
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
        if text[place] not in ".%":  # «...3744» and «%3744» begin with a separator
            skipped = _SKIP.match(text, place)
            if skipped:
                place = skipped.end()
                continue
        item = _first(text, place, office) or _other(text, place)
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
        here = office.directory.find(item.text) if item.code == "w" else frozenset()
        if here and (not words or here & found):
            words, found = [*words, item.text], here & found if words else here
            continue
        if words:
            result.append(_somebody(" ".join(words), found, office))
        words, found = ([item.text], here) if here else ([], frozenset())
        if not here and item.code:
            result.append(item)
    return result


def _somebody(text: str, numbers_: frozenset[str], office: Office) -> Item:
    people = [
        Item(code="n", text=text, term=NumberTerm(each), name=office.directory.name(each))
        for each in sorted(numbers_)
    ]
    if len(people) == 1:
        return people[0]
    return Item(code="n", text=text, name=text, others=tuple(people), ask=True)
