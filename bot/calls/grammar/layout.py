"""Words typed with the other keyboard layout on: «dxthf» is «вчера»."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюе"
_SWAP = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)


def swapped(word: str) -> str:
    """`word` as the same keys give it in the other layout."""
    return word.translate(_SWAP)
