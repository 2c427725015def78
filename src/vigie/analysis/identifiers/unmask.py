"""The text with its masks off: folded characters, each with the place it came from.

A `View` is what every kind of identifier searches. Its `folded` string is lower-case, without
accents, with full-width, mathematical, circled and look-alike characters written as ASCII, and
without invisible characters. Offsets in it lead back to the text as it was posted.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigie.analysis.identifiers.tricks.characters import FOLDED_BY_HAND, is_invisible

IRREGULAR: Final = "\ufdd0"
ENCLOSING = "\ufe0e\ufe0f\u20e3"


class Pieces(dict[int, str]):
    """What each code point folds to: any number of characters, found when first asked for."""

    def __missing__(self, point: int) -> str:
        piece = self[point] = fold(chr(point))
        return piece


class Marks(dict[int, str]):
    """As `Pieces`, with a marker for every code point that does not fold to exactly one."""

    def __missing__(self, point: int) -> str:
        piece = PIECES[point]
        mark = self[point] = piece if len(piece) == 1 else IRREGULAR
        return mark


def fold(character: str) -> str:
    """What one character says once its mask is off."""
    by_hand = FOLDED_BY_HAND.get(character)
    if by_hand is not None:
        return by_hand
    category = unicodedata.category(character)
    if is_invisible(character, category):
        return ""
    if category in ("Zs", "Cc", "Zl", "Zp", "Cs"):
        return "\n" if character in "\n\x0b\x0c\x85\u2028\u2029" else " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd":
        return "-"
    return plain_letters(character)


def plain_letters(character: str) -> str:
    """The character without case, accent and compatibility form."""
    plain = unicodedata.normalize("NFKD", character)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    if bare.isascii() and bare.strip():
        return bare
    mapped = "".join(FOLDED_BY_HAND.get(c, c) for c in bare)
    return mapped if len(mapped) == 1 else character


PIECES: Final = Pieces()
MARKS: Final = Marks()


@dataclass(frozen=True, slots=True)
class View:
    """A text and its folded form; `offsets` is None where they match character for character."""

    text: str
    folded: str
    offsets: NDArray[np.int32] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as posted that a span of the folded string came from."""
        if self.offsets is None:
            return start, end
        first, last = int(self.offsets[start]), int(self.offsets[end - 1]) + 1
        while last < len(self.text) and self.text[last] in ENCLOSING:
            last += 1
        return first, last


def unmask(text: str) -> View:
    """The view of a text; its length is at most 18 times the text's (one character, U+FDFA)."""
    if text.isascii():
        return View(text, text.lower().translate(ASCII_CONTROLS))
    marked = text.translate(MARKS)
    if IRREGULAR not in marked:
        return View(text, marked)
    pieces = [PIECES[ord(c)] for c in text]
    sizes = np.fromiter(map(len, pieces), dtype=np.int32, count=len(pieces))
    return View(text, "".join(pieces), np.repeat(np.arange(len(text), dtype=np.int32), sizes))


ASCII_CONTROLS: Final = {**dict.fromkeys(range(32), " "), 10: "\n", 11: "\n", 12: "\n", 127: " "}
UNPRINTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
