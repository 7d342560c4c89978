"""Words that narrow a question: status, direction, recordings, length of the talk."""

from typing import Any

from bot.calls.grammar.dates import Build, Found
from bot.calls.grammar.items import Item
from bot.calls.grammar.words import either
from bot.calls.model import Direction, Outcome
from bot.calls.query import Role

_NOT_RETURNED = {"outcome": Outcome.MISSED, "returned": False}
_RETURNED = {"outcome": Outcome.MISSED, "returned": True}
_NO_ANSWER = {"outcome": Outcome.NO_ANSWER, "direction": Direction.OUTBOUND}
_BY = {"direction": Direction.OUTBOUND, "role": Role.CALLER}
_TO = {"direction": Direction.INBOUND, "role": Role.CALLED}
_US = r"(?:(?:я|мы|мне|нам|меня|нас|к\s+нам|до\s+нас)(?!\w)\s*)?"
_NOT_REACHED = r"не\s+(?:с?мог\w*\s+|удалось\s+)?дозв[оа]н\w*\s*"
_NOT = r"(?:not|never|(?:was|were|has|have|is|are|did)n['\s]?t)"
_HUNG_UP = r"(?:(?:с?брос|положил|повесил|отбил)\w*\s+(?:трубку\s+)?)"
# The first row that fits wins: «не перезвонили» before «перезвонили».
WORDS: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
    (
        _NOT_RETURNED,
        (
            r"(?:кто\s+|кому\s+|еще\s+){0,2}не\s+пере?зв[оа]н\w*|неперезвон\w*",
            r"без\s+(?:пере|об?ратного\s+)зв[оа]н\w*|необработан\w*",
            r"(?:кому|надо|нужно)\s+(?:надо\s+|нужно\s+)?перезвонить|ждут\s+(?:пере)?звонка",
            rf"{_NOT}\s+(?:been\s+)?(?:returned|call(?:ed)?\s+back)|unreturned",
            r"(?:no|without)\s+(?:a\s+)?call\s*-?back",
        ),
    ),
    (
        _RETURNED,
        (r"(?:кому\s+|кто\s+|с\s+)?перезвон(?:ил[аи]?|ен\w*|ом|ы|ов|ами)|returned|called\s+back",),
    ),
    ({"outcome": Outcome.MISSED}, (rf"кто\s+{_US}{_NOT_REACHED}{_US}",)),
    (_NO_ANSWER, (rf"недозв[оа]н\w*|(?:кому\s+)?{_US}{_NOT_REACHED}|no\s+answer",)),
    (
        {"outcome": Outcome.MISSED},
        (
            r"пропу[щс]\w*|упущен\w*|(?:кого\s+)?потеря(?:н|л|шк)\w*|не\s*принят\w*",
            r"не\s*отве[чт]\w*|без\s+ответа|не\s+(?:взял|брал|подня|сня|бер[уе])\w*(?:\s+трубк\w+)?",
            rf"(?:missed|unanswered|{_NOT}\s+(?:answer(?:ed)?|pick(?:ed)?\s+up)|lost)(?:\s+by(?!\w))?",
        ),
    ),
    (
        {"outcome": Outcome.ANSWERED},
        (
            r"отвеч\w*|ответи\w*|приня[лт]\w*|состоявши\w*|успешн\w*|дозвон\w*",
            r"answer(?:ed)?(?:\s+by(?!\w))?|successful",
        ),
    ),
    ({"outcome": Outcome.BUSY}, (r"(?:было\s+)?занят\w*|busy",)),
    (
        {"outcome": Outcome.VOICEMAIL},
        (
            r"(?:на\s+|в\s+)?голосов\w+(?:\s+(?:почт|сообщен)\w*)?|автоответчик\w*",
            r"voice\s?mails?",
        ),
    ),
    (
        {"outcome": Outcome.MENU},
        (
            rf"{_HUNG_UP}?(?:(?:в|на)\s+)?(?:голосовом\s+)?(?:меню|ivr)",
            r"(?:hung\s+up\s+)?(?:in\s+(?:the\s+)?)?(?:menu|ivr)",
        ),
    ),
    (
        {"outcome": Outcome.FAILED},
        (r"неудач\w*|несостоявш\w*|(?:с\s+)?ошибк\w*|сбо[йия]\w*|failed",),
    ),
    ({"direction": Direction.INBOUND}, (r"вх(?:одящ\w*)?\.?|incoming|inbound",)),
    ({"direction": Direction.OUTBOUND}, (r"исх(?:одящ\w*)?\.?|outgoing|outbound",)),
    (
        {"direction": Direction.INTERNAL},
        (r"внутренн(?!(?:ий|его|ему|им)\s*(?:номер|\d))\w*|internal",),  # «внутренний 201»
    ),
    (
        {"recorded": False},
        (
            r"без\s+запис\w+|незаписан\w*",
            r"(?:without|no)\s+(?:a\s+)?recordings?|not\s+recorded|unrecorded",
        ),
    ),
    (
        {"recorded": True},
        (
            r"(?:с|со|есть)\s+запис\w+|с\s+аудио\w*|записан\w+|запис(?:и|ь|ью)",
            r"(?:with\s+(?:a\s+)?)?recordings?|recorded",
        ),
    ),
    (
        _BY,
        (
            rf"(?:кому|куда|с\s+кем)\s+{_US}(?:\w?звонил\w*|набирал\w*)",
            r"whom?\s+did(?=.{1,40}\scall)",
        ),
    ),
    (
        _TO,
        (
            rf"кто\s+{_US}(?:\w?звонил\w*|набирал\w*)(?:\s+(?:мне|нам|на|к)(?!\w))?",
            r"who\s+called(?:\s+(?:me|us)(?!\w))?",
        ),
    ),
)
_LONGER = (
    r"(?:(?:длин+ее|дольше|больше|более|свыше|longer|more|over|от(?=\s*\d+\s*(?:м|с|s)))"
    r"\s*(?:чем\s+|than\s+)?|>=?\s*)"
)
_UNIT = (
    r"(?:(?P<s>сек\w*|с|seconds?|secs?|s)|(?P<m>минут\w*|мин\.?|м|minutes?|mins?|m)|"
    r"(?P<h>час\w*|ч|hours?|h))(?!\w)"
)
_N = r"\d{1,4}(?:[.,]\d)?"
_AMOUNT = rf"(?:(?P<n>{_N})(?:\s?-?х(?!\w))?)?\s*\+?\s*{_UNIT}"
_SHORTER = (
    r"(?:(?:короче|меньше|менее|не\s+(?:дольше|больше|более|длин+ее)|shorter|less|under|at\s+most|"
    r"(?:not|no)\s+(?:longer|more))\s*(?:чем\s+|than\s+)?(?:an?\s+)?|"
    rf"(?:до|up\s+to)\s+(?={_N}\s*(?:м|сек|s))|<=?\s*)"
)
_HALF_HOUR = r"(?P<half>пол\s*часа|получаса|half\s+an\s+hour)(?!\w)"
_CLOCK = r"(?P<clock>\d{1,2}:[0-5]\d)(?!\d)"


_LONGEST = 48 * 3600  # seconds; nobody talks longer, and a button holds little more


def _talk(field: str) -> Build:
    """How long they talked: `field` says on which side of it."""
    return lambda match, _office: Item(code="f", text=match[0], fields={field: _seconds(match)})


def _seconds(match: Found) -> int:
    """«5 минут», «минуты», «1:30», «получаса»."""
    said = match.groupdict()
    if said.get("clock"):
        minutes, seconds = said["clock"].split(":")
        return int(minutes) * 60 + int(seconds)
    if said.get("half"):
        return 30 * 60
    unit = 1 if said["s"] else 60 if said["m"] else 3600
    return min(int(float((said["n"] or "1").replace(",", ".")) * unit), _LONGEST)


def _filter(fields: dict[str, Any]) -> Build:
    return lambda match, _office: Item(code="f", text=match[0], fields=fields)


_LENGTHS = (_AMOUNT, _HALF_HOUR, _CLOCK)
RULES: tuple[tuple[str, Build], ...] = (
    *((_SHORTER + each, _talk("shorter_than")) for each in _LENGTHS),
    *((_LONGER + each, _talk("longer_than")) for each in _LENGTHS),
    (rf"от\s+(?P<n>{_N})(?=\s*(?:до|-)\s*{_N}\s*{_UNIT})", _talk("longer_than")),
    (rf"(?=\d){_AMOUNT}\s*\+", _talk("longer_than")),
    (rf"(?=\d{{1,4}}\s*\+){_AMOUNT}", _talk("longer_than")),
    (
        rf"{_AMOUNT}\s*(?:и|or)?\s*(?:более|больше|дольше|more|longer)(?!\w)",
        _talk("longer_than"),
    ),
    (rf"{_AMOUNT}\s*(?:и|or)?\s*(?:менее|меньше|короче|less|shorter)(?!\w)", _talk("shorter_than")),
)
WORD_RULES: tuple[tuple[str, Build], ...] = tuple(
    (either(words), _filter(fields)) for fields, words in WORDS
)
