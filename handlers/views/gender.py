"""Which past tense a name takes in Russian: «ответила Белкина», «ответил Иванов».

Only what the name itself shows counts; «Шевченко» shows nothing and gets the present tense.
"""

FEMININE = ("ова", "ева", "ёва", "ина", "ына", "ая", "вна")
MASCULINE = ("ов", "ев", "ёв", "ин", "ын", "й", "вич")
MEN_IN_A = {"никита", "илья", "кузьма", "лука", "фома", "савва", "данила", "миша", "гриша"}


def gender(name: str) -> str:
    """`feminine`, `masculine` or `unknown`, as the Fluent texts select it; the surname is first."""
    words = [word for word in name.lower().split() if word.isalpha()]
    if any(word.endswith(FEMININE) or _womans(word) for word in words):
        return "feminine"
    if any(word.endswith(MASCULINE) or word in MEN_IN_A for word in words):
        return "masculine"
    return "unknown"


def _womans(word: str) -> bool:
    """Say whether a word looks like a woman's first name."""
    return word.endswith(("а", "я")) and word not in MEN_IN_A
