"""How the journal writes a number: last digit first, so that numbers that end alike lie together.

Of a client people remember the last four digits. A question about those is then one stretch of an
index, as one about a whole number is, and not hundreds of places spread all over it.
"""

LONGEST = 40  # characters; what is longer is no number
SHORT = 6  # numbers up to this length are extensions and queues: few, and in many calls each
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
