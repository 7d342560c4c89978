"""Log lines without secrets, whoever wrote them: a library's error may quote a whole address."""

import logging
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

_MASK = "***"
_SHORTEST = 4  # a shorter password would take pieces out of every other word


class Discreet(logging.Formatter):
    """Puts `***` in the place of each of `secrets`, and of the password of those that are URLs."""

    def __init__(self, fmt: str, *, secrets: Iterable[str]) -> None:
        super().__init__(fmt)
        hidden = {part for secret in secrets for part in _parts(secret)}
        self._hidden = sorted(hidden, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback if it has one."""
        text = super().format(record)
        for secret in self._hidden:
            text = text.replace(secret, _MASK)
        return text


def _parts(secret: str) -> Iterator[str]:
    if "://" not in secret:
        yield secret
        return
    password = urlsplit(secret).password
    if password:
        yield secret
        if len(password) >= _SHORTEST:
            yield from (password, unquote(password))
