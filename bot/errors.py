"""The one error the product raises at people: a key into the texts, never a sentence.

Whoever catches it turns `key` and `values` into words of the person's language.
"""


class BotError(Exception):
    """Something asked that cannot be; `key` is a text id, `values` its variables."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
