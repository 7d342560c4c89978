"""Reads a message as one question: the way from text to `Reading`.

Clean the text, look for a call's id, take the message apart into items, put together what belongs
together, and say what it asks. Never raises; the work is bounded by the message's length.
"""

from dataclasses import replace

from bot.calls.directory import stemmed
from bot.calls.grammar import ids, paste
from bot.calls.grammar.items import Item, note_of
from bot.calls.grammar.joints import joined
from bot.calls.grammar.question import Question, question
from bot.calls.grammar.scan import named, scan
from bot.calls.grammar.spans import AHEAD
from bot.calls.grammar.spelling import nearest, swapped
from bot.calls.grammar.text import clean, fold
from bot.calls.query import Query
from bot.calls.reading import Choice, Note, Office, Reading

# What a command says by itself, in the words of the grammar.
_COMMANDS = {"missed": "пропущенные", "today": "сегодня"}
_MOST_NUMBERS = 2
_MOST_CHOICES = 8
_MOST_SLIPS = 8  # more unknown words than that are a letter, not a question
_LONGEST_WORDS = 80
_SHORTEST_NAME = 5  # letters in which one slip still leaves no doubt


def read(text: str, office: Office) -> Reading:
    """`text` as a question, asked at `office.now` in the words of `office.directory`."""
    command, rest = paste.command(clean(text))
    if linkedid := ids.linkedid(rest, office):
        return Reading("linkedid", Query(linkedid=linkedid), command=command)
    items = _items(paste.unwrapped(fold(rest)), office)
    items = [*scan(_COMMANDS.get(command, ""), office), *items]
    reading = _reading(items, office)
    if command and reading.kind == "noise":
        return Reading("command", command=command)
    return replace(reading, command=command)


def _items(text: str, office: Office) -> list[Item]:
    items, notes = scan(text, office), list[Item]()
    words = sum(each.code == "w" for each in items)
    if words <= _MOST_SLIPS and not any(each.phone for each in items):
        items, notes = _retyped(items, office)
    items = _without_bystanders(items, named(items, office))
    items = joined(items, office)
    return [replace(each, notes=note_of(each)) for each in items] + notes


def _retyped(items: list[Item], office: Office) -> tuple[list[Item], list[Item]]:
    """Words that mean nothing as typed, read as what they are a slip of."""
    result: list[Item] = []
    notes: list[Item] = []
    for item in items:
        word, meant = _meant(item, office)
        if word:
            key = "layout-fixed" if word == swapped(item.text) else "spelling-fixed"
            note = Note(key, {"typed": item.text, "read": _shown(word, office)})
            notes.append(Item(code="", text=item.text, notes=(note,)))
        result += meant
    return result, notes


def _shown(word: str, office: Office) -> str:
    """A word as people know it: the whole name where only one has it."""
    names = {office.directory.name(each) for each in office.directory.find(word)}
    return names.pop() if len(names) == 1 else word


def _meant(item: Item, office: Office) -> tuple[str, list[Item]]:
    """The word that an unknown word was meant to be, and its items; itself where there is none."""
    if item.code == "w" and len(item.text) > 1 and not office.directory.find(item.text):
        for word in (swapped(item.text), nearest(item.text)):
            items = scan(word, office) if word else []
            if items and all(each.code in "dfrt" for each in items):
                return word, items
        name = _name(item.text, office)
        if name:
            return name, [replace(item, text=name)]
    return "", [item]


def _name(word: str, office: Office) -> str:
    """The name that an unknown word was meant to be: «itdxtyrj», «белкинна»."""
    if office.directory.find(swapped(word)):
        return swapped(word)
    stem = stemmed(word)
    name = nearest(stem, office.directory.stems) if len(stem) >= _SHORTEST_NAME else ""
    return name if name[:1] == stem[:1] else ""


def _without_bystanders(items: list[Item], people: list[Item]) -> list[Item]:
    """Beside a whole phone number, words around it are about its owner, not the office's people.

    «Иванов Иван +7 925…» asks about the number; «Белкина 79255283744» asks about both.
    """
    phone = any(each.phone for each in items)
    strangers = any(each.code == "w" or (each.name and each.ask) for each in people)
    if not (phone and strangers):
        return people
    return [replace(each, code="w", notes=()) if each.text in AHEAD else each for each in items]


def _reading(items: list[Item], office: Office) -> Reading:
    wrong = [each for each in items if each.code == "x"]
    if wrong:
        notes = tuple(note for each in wrong for note in each.notes)
        rest = question([each for each in items if each.code != "x"], office)
        return Reading("invalid", Query(), notes, _distinct([rest], None))
    items = _small_numbers(items)
    asked = question(items, office)
    unclear = any(each.ask for each in items)
    if asked is None and not unclear:
        return Reading("noise")
    numbers = [each for each in items if each.term and each.code in "nN"]
    if unclear_numbers := _which(items, numbers):
        return _one_of(items, numbers, unclear_numbers, office)
    asked = asked or Question("ask", Query())
    notes = (*_notes(items), *asked.notes)
    choices = _choices(items, office, asked.query)
    return Reading("ask" if unclear else asked.kind, asked.query, notes, choices)


def _small_numbers(items: list[Item]) -> list[Item]:
    """A number of one or two digits that nobody has counts only where there is no other."""
    small = [place for place, each in enumerate(items) if each.code == "i"]
    alone = not any(each.code in "nNd" for each in items)
    result = list(items)
    for place in small:
        first = alone and place == small[0]
        result[place] = (
            replace(items[place], code="n") if first else replace(items[place], code="w", term=None)
        )
    return result


def _which(items: list[Item], numbers: list[Item]) -> Note | None:
    """What to ask where no question holds all the numbers: three of them, or one «или» another."""
    if len({each.term.number for each in numbers if each.term}) > _MOST_NUMBERS:
        return Note("too-many-numbers", {"count": str(len(numbers))})
    codes = "".join(each.code for each in items).replace("N", "n")
    return Note("which-number") if "n|n" in codes else None


def _one_of(items: list[Item], numbers: list[Item], note: Note, office: Office) -> Reading:
    """The person says which of the numbers."""
    rest = [each for each in items if each not in numbers]
    notes = (note, *_notes(rest))
    without = question(rest, office)
    choices = _distinct([question([*rest, each], office) for each in numbers], None)
    return Reading("ask", without.query if without else Query(), notes, choices)


def _choices(items: list[Item], office: Office, chosen: Query) -> tuple[Choice, ...]:
    """The message with one item read otherwise, for each such item."""
    readings = [
        question([*items[:place], other, *items[place + 1 :]], office)
        for place, item in enumerate(items)
        for other in item.others
    ]
    return _distinct(readings, chosen)


def _distinct(readings: list[Question | None], chosen: Query | None) -> tuple[Choice, ...]:
    choices: dict[Query, Choice] = {}
    for each in readings:
        if each and each.query != chosen:
            choices.setdefault(each.query, Choice(each.query, each.kind))
    return tuple(choices.values())[:_MOST_CHOICES]


def _notes(items: list[Item]) -> tuple[Note, ...]:
    notes = [note for each in items for note in each.notes]
    ambiguous = [each.text for each in items if each.ask and each.name]
    if ambiguous:
        notes.append(Note("which-person", {"name": ambiguous[0]}))
    words = " ".join(each.text for each in items if each.code == "w")
    if words:
        notes.append(Note("words-ignored", {"words": words[:_LONGEST_WORDS]}))
    return tuple(notes)
