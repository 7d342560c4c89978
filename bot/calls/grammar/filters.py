"""Words that narrow a question: status, direction, recordings, length of the talk."""

from typing import Any

from bot.calls.grammar.dates import Build, Found
from bot.calls.grammar.items import Item
from bot.calls.model import Direction, Outcome
from bot.calls.query import Role
from bot.calls.reading import Office

_NOT_RETURNED = {"outcome": Outcome.MISSED, "returned": False}
_RETURNED = {"outcome": Outcome.MISSED, "returned": True}
_NO_ANSWER = {"outcome": Outcome.NO_ANSWER, "direction": Direction.OUTBOUND}
_BY = {"direction": Direction.OUTBOUND, "role": Role.CALLER}
_TO = {"direction": Direction.INBOUND, "role": Role.CALLED}
WORDS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        r"(?:кто\s+|кому\s+|еще\s+)*не\s+пере?зв[оа]н\w*|без\s+(?:пере|об?ратного\s+)зв[оа]н\w*|неперезвон\w*",
        _NOT_RETURNED,
    ),
    (
        r"(?:кому|надо|нужно)\s+(?:надо\s+|нужно\s+)?перезвонить|ждут\s+(?:пере)?звонка",
        _NOT_RETURNED,
    ),
    (
        r"(?:not|never)\s+(?:been\s+)?(?:returned|called\s+back)|unreturned|no\s+call\s*-?back|without\s+(?:a\s+)?call\s*-?back",
        _NOT_RETURNED,
    ),
    (r"(?:кому\s+|кто\s+|с\s+)?перезвон(?:ил[аи]?|ен\w*|ом)|returned|called\s+back", _RETURNED),
    (r"недозв[оа]н\w*|не\s+дозв[оа]н\w*|no\s+answer", _NO_ANSWER),
    (
        r"пропу[щс]\w*|потерян\w*|не\s*принят\w*|не\s*отве[чт]\w*|без\s+ответа|не\s+(?:взял|подня|сня)\w*(?:\s+трубк\w+)?|missed|unanswered|not\s+(?:answered|picked\s+up)|lost",
        {"outcome": Outcome.MISSED},
    ),
    (
        r"отвеч\w*|ответи\w*|принят\w*|состоявши\w*|успешн\w*|дозвон\w*|answered|successful",
        {"outcome": Outcome.ANSWERED},
    ),
    (r"(?:было\s+)?занят\w*|busy", {"outcome": Outcome.BUSY}),
    (
        r"(?:на\s+|в\s+)?голосов\w+(?:\s+(?:почт|сообщен)\w*)?|автоответчик\w*|voice\s?mails?",
        {"outcome": Outcome.VOICEMAIL},
    ),
    (
        r"(?:сброс\w*|брос\w*|положил\w*(?:\s+трубку)?|повесил\w*|отбил\w*)?\s*(?:в|на)\s+(?:голосовом\s+)?(?:меню|ivr)|(?:hung\s+up\s+)?(?:in\s+(?:the\s+)?)?(?:menu|ivr)|меню",
        {"outcome": Outcome.MENU},
    ),
    (
        r"неудач\w*|несостоявш\w*|ошибк\w*|с\s+ошибк\w+|сбо[йия]\w*|failed",
        {"outcome": Outcome.FAILED},
    ),
    (r"вх(?:одящ\w*)?\.?|incoming|inbound", {"direction": Direction.INBOUND}),
    (r"исх(?:одящ\w*)?\.?|outgoing|outbound", {"direction": Direction.OUTBOUND}),
    (
        r"внутренн(?!(?:ий|его|ему|им)\s*(?:номер|\d))\w*|internal",
        {"direction": Direction.INTERNAL},
    ),
    (
        r"без\s+запис\w+|незаписан\w*|(?:without|no)\s+(?:a\s+)?recordings?|not\s+recorded|unrecorded",
        {"recorded": False},
    ),
    (
        r"(?:с|со|есть|only\s+with)\s+запис\w+|с\s+аудио\w*|записан\w+|запис(?:и|ь|ью)|with\s+(?:a\s+)?recordings?|recorded|recordings?",
        {"recorded": True},
    ),
    (r"(?:кому|куда)\s+(?:\w?звонил\w*|набирал\w*)|who(?:m)?\s+did(?=.{1,40}\scall)", _BY),
    (r"кто\s+(?:\w?звонил\w*|набирал\w*)(?:\s+(?:на|к))?|who\s+called", _TO),
)
_LONGER = (
    r"(?:(?:длин+ее|дольше|больше|более|свыше|longer|more|over|от(?=\s*\d+\s*(?:м|с|s)))"
    r"\s*(?:чем\s+|than\s+)?|>=?\s*)"
)
_AMOUNT = (
    r"(?P<n>\d{1,4}(?:[.,]\d)?)?\s*\+?\s*(?P<unit>(?P<s>сек\w*|с|seconds?|secs?|s)|"
    r"(?P<m>минут\w*|мин\.?|м|minutes?|mins?|m)|(?P<h>час\w*|ч|hours?|h))(?!\w)"
)


def _longer(match: Found, _office: Office) -> Item:
    seconds = 1 if match["s"] else 60 if match["m"] else 3600
    number = float((match["n"] or "1").replace(",", "."))
    return Item(code="f", text=match[0], fields={"longer_than": int(number * seconds)})


def _longer_clock(match: Found, _office: Office) -> Item:
    seconds = int(match["m"]) * 60 + int(match["s"])
    return Item(code="f", text=match[0], fields={"longer_than": seconds})


def _filter(fields: dict[str, Any]) -> Build:
    return lambda match, _office: Item(code="f", text=match[0], fields=fields)


RULES: tuple[tuple[str, Build], ...] = (
    (rf"{_LONGER}{_AMOUNT}", _longer),
    (rf"{_LONGER}(?P<m>\d{{1,2}}):(?P<s>[0-5]\d)(?!\d)", _longer_clock),
    (rf"(?=\d{{1,4}}\s*\+){_AMOUNT}", _longer),
    (rf"{_AMOUNT}\s*(?:и|or)?\s*(?:более|больше|дольше|more|longer)(?!\w)", _longer),
    *((rf"(?:{words})(?!\w)", _filter(fields)) for words, fields in WORDS),
)
