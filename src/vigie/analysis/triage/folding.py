"""Every character becomes one of some forty symbols, so that a phrase is found however it is set.

Case, accents, full-width and mathematical letters fold to plain letters (Unicode NFKD); anything
that is neither letter, digit nor a listed sign becomes a gap, and gaps in a row count as one.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

GAP, STRANGE, FIRST_SIGN, PASSED_OVER = 0, 37, 38, 255
PLANES = 0x20000
LETTERS = {chr(ord("a") + i): 1 + i for i in range(26)} | {str(i): 27 + i for i in range(10)}
# Letters that NFKD leaves whole.
WHOLE = {"ß": "s", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}


def signs_in(phrases: Iterable[str]) -> tuple[str, ...]:
    """The characters of the phrases that are not letters, digits or gaps (emoji), sorted."""
    found = {char for phrase in phrases for char in phrase if ord(char) > 0x2190}
    return tuple(sorted(char for char in found if unicodedata.category(char) == "So"))


@lru_cache(maxsize=4)
def symbol_table(signs: tuple[str, ...] = ()) -> NDArray[np.uint8]:
    """The symbol of each code point under 0x20000: gap 0, a-z 1-26, 0-9 27-36, other letters 37.

    Each of `signs` has a symbol of its own, from 38 on. A combining mark has the symbol 255: it is
    passed over.
    """
    table = np.fromiter((_symbol(point) for point in range(PLANES)), dtype=np.uint8, count=PLANES)
    for place, sign in enumerate(signs):
        table[ord(sign)] = FIRST_SIGN + place
    return table


def _symbol(point: int) -> int:
    char = chr(point)
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return PASSED_OVER
    if category[0] not in "LN":
        return GAP
    folded = unicodedata.normalize("NFKD", char)[0].lower()
    return LETTERS.get(WHOLE.get(folded, folded), STRANGE)


def fold(text: str, signs: tuple[str, ...] = ()) -> list[int]:
    """The symbols of a text, with one gap before it, after it and between its words."""
    table = symbol_table(signs)
    symbols = [GAP]
    for char in text:
        symbol = int(table[ord(char)]) if ord(char) < PLANES else STRANGE
        if symbol == PASSED_OVER or (symbol == GAP and symbols[-1] == GAP):
            continue
        if symbol >= FIRST_SIGN:
            _close(symbols)
            symbols += [symbol, GAP]
            continue
        symbols.append(symbol)
    _close(symbols)
    return symbols


def _close(symbols: list[int]) -> None:
    if symbols[-1] != GAP:
        symbols.append(GAP)
