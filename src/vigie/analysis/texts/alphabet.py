"""What each character of a text counts as: part of a word, a digit, a token alone, or nothing.

Letters lose case, accents and typographic dress (fullwidth, mathematical, circled letters), and
Cyrillic or Greek letters that look Latin count as Latin, so that a text dressed up differently
stays the same text. Emoji, and the characters of scripts written without spaces, are tokens of
their own.
"""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

GAP, WORD, DIGIT, SKIP, ALONE = range(5)
LIMIT = 0x20000
"""Characters from here on are ideographs (a token each) or invisible tags (nothing)."""

_LOOKALIKES = dict(
    zip("авекмнорстухіјѕԁԛԝһαβεικνορτυχ", "abekmhopctyxijsdqwhabeiknoptux", strict=True)
)
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x9FFF),  # ideographs
    (0xF900, 0xFAFF),
)
_INSIDE_WORDS = "'’‘ʼ`´\u00ad"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@cache
def tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """Give what each character below LIMIT counts as, and the letter that it stands for."""
    kinds = np.zeros(LIMIT, np.uint8)
    letters = np.arange(LIMIT, dtype=np.uint32)
    for code in range(LIMIT):
        kinds[code], letters[code] = _entry(code)
    return kinds, letters


def _entry(code: int) -> tuple[int, int]:
    character = chr(code)
    if character in _INSIDE_WORDS or code in _SKIN_TONES:
        return SKIP, code
    if any(low <= code <= high for low, high in _UNSPACED):
        return _unspaced(character, code)
    plain = _plain(character)
    category = unicodedata.category(plain)
    if category[0] == "L":
        return WORD, ord(plain)
    if category[0] == "N":
        return DIGIT, ord("#")
    if category in {"Mn", "Me", "Cf"}:
        return SKIP, code
    return (ALONE if category == "So" else GAP), code


def _unspaced(character: str, code: int) -> tuple[int, int]:
    category = unicodedata.category(character)
    if category[0] == "N":
        return DIGIT, ord("#")
    return (ALONE if category[0] in "LM" else GAP), code


def _plain(character: str) -> str:
    """Give the first letter or digit under the dress, without case; the character where none is."""
    under = unicodedata.normalize("NFKD", character)
    first = next((c for c in under if c.isalnum()), character)
    folded = first.casefold()
    first = folded[0] if folded else first
    return _LOOKALIKES.get(first, first)
