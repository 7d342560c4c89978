"""The words: both languages say the same with the same values; the code asks for no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.calls.model import App, Direction, Outcome, StepKind
from bot.i18n import LANGUAGES, LOCALES, Html, Texts

ROOT = LOCALES.parent.parent
# Ids the code builds from a value: every value of the enumeration must have its text.
BUILT = {
    "filter-": [*Direction, *(outcome.replace(" ", "-") for outcome in Outcome)],
    "result-": [outcome.replace(" ", "-") for outcome in Outcome],
    "card-": [*Direction],
    "step-rang-": ["no-answer", "busy", "failed"],
    "step-": [kind for kind in StepKind if kind is not StepKind.RANG],
    "example-": ["1", "2", "3", "4"],
    "note-": ["ask", "invalid"],
    "app-": [app for app in App if app],
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - a visitor's name
        self.found.add(node.id.name)


def _messages(language: str) -> dict[str, frozenset[str]]:
    messages = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in messages, f"{entry.id.name} is defined twice"
                variables = _Variables()
                variables.visit(entry)
                messages[entry.id.name] = frozenset(variables.found)
    return messages


def _literal_ids() -> Iterator[tuple[str, str]]:
    """Each id that the code asks for in so many words, with the file that does."""
    for file in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = ast.unparse(node.func)
            first = node.args[0]
            asks = re.search(r"(^|\.)(t|words)(\.label)?$|BotError$|(^|\.)Note$", called)
            if asks and isinstance(first, ast.Constant) and isinstance(first.value, str):
                prefix = "note-" if called.endswith("Note") else ""
                yield prefix + first.value, f"{file.relative_to(ROOT)}:{node.lineno}"


def test_both_languages_say_the_same_things() -> None:
    russian, english = (_messages(language) for language in LANGUAGES)
    assert russian == english


def test_every_text_the_code_asks_for_exists() -> None:
    known = _messages("ru")
    missing = [f"{where}: {key}" for key, where in _literal_ids() if key not in known]
    assert not missing


@pytest.mark.parametrize("prefix", BUILT)
def test_every_built_id_exists(prefix: str) -> None:
    known = _messages("ru")
    assert not [value for value in BUILT[prefix] if f"{prefix}{value}" not in known]


def test_what_a_caller_wrote_is_escaped_and_markup_of_ours_is_not() -> None:
    words = Texts().of("ru")
    assert words("line", text="<b>Рога & Копыта</b>") == "&lt;b&gt;Рога &amp; Копыта&lt;/b&gt;"
    assert words("line", text=Html("<b>Итог</b>")) == "<b>Итог</b>"
    assert words.label("line", text="Рога & Копыта") == "Рога & Копыта"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 звонок"), (3, "3 звонка"), (12, "12 звонков"), (21, "21 звонок"), (111, "111 звонков")],
)
def test_russian_plurals(count: int, said: str) -> None:
    assert Texts().of("ru").label("total", total=count, shown=str(count)) == said


@pytest.mark.parametrize(
    ("code", "language"), [("ru", "ru"), ("en-GB", "en"), ("de", "ru"), (None, "ru"), ("", "ru")]
)
def test_a_person_reads_their_own_language_or_the_default(code: str | None, language: str) -> None:
    assert Texts("ru").of(code).language == language


def test_locale_files_are_found_beside_the_code() -> None:
    assert {folder.name for folder in Path(LOCALES).iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_one_form_are_put_together_as_fluent_does_it(language: str) -> None:
    words = Texts().of(language)
    for key, variables in _messages(language).items():
        values = {name: f"{{{name}}} & <{number}>" for number, name in enumerate(variables)}
        pattern = words.bundle.get_message(key).value
        assert pattern is not None
        assert words.label(key, **values) == words.bundle.format_pattern(pattern, values)[0], key


@pytest.mark.parametrize("key", ["item", "total"])
def test_a_text_without_its_values_says_which_text(key: str) -> None:
    with pytest.raises(ValueError, match=f"text {key} in ru"):
        Texts().of("ru").label(key)
