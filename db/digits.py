"""How the journal writes a number: last digit first, so that numbers that end alike lie together.

Of a client people remember the last four digits. A question about those is then one stretch of an
index, as one about a whole number is, and not hundreds of places spread all over it.
"""

from collections.abc import Iterable
from itertools import pairwise

LONGEST = 40  # characters; what is longer is no number
SHORT = 6  # numbers up to this length are extensions and queues: few, and in many calls each
ENDING = 4  # digits, which people remember of a client
APART = "\x7f"  # between two numbers: no PBX has it in a name, and MariaDB sorts it as SQLite does


def plain(number: str) -> str:
    """A number as a column holds it that has it the usual way round."""
    text = number if number.isascii() else number.encode("ascii", "ignore").decode()
    return text.replace(APART, "")[:LONGEST]


def backwards(number: str) -> str:
    """`7425` for 5247."""
    return plain(number)[::-1]


def forwards(backwards: str) -> str:
    """5247 for `7425`."""
    return backwards[::-1]


def short(backwards: str) -> bool:
    """Whether this is one of the office's short numbers, or everybody; two numbers never are."""
    return len(backwards) <= SHORT and APART not in backwards


def alike(backwards: Iterable[str]) -> dict[str, int]:
    """In how many last digits each number is like the one before it, where it is in any.

    Of a call's numbers that end in the digits one asks for, all but one are like another one in
    as many.
    """
    found = {}
    for before, number in pairwise(sorted(backwards)):
        same = 0
        while number.startswith(before[: same + 1]) and same < len(before):
            same += 1
        if same:
            found[number] = same
    return found
