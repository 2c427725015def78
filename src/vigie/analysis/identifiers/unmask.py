"""The text with its masks off: folded characters, each with the place it came from.

A `View` is what every kind of identifier searches. Its `folded` string is lower-case, without
accents, with full-width, mathematical, circled and look-alike characters written as ASCII, and
without invisible characters. Offsets in it lead back to the text as it was posted.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vigie.analysis.identifiers.tricks.characters import FOLDED_BY_HAND, is_invisible

ENCLOSING: Final = "\ufe0e\ufe0f\u20e3"
MASKED: Final = re.compile(r"[^ -~\n]")


class Pieces(dict[str, str]):
    """What each character folds to: any number of characters, found when first asked for."""

    def __missing__(self, character: str) -> str:
        piece = self[character] = fold(character)
        return piece


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
    if len(mapped) == 1:
        return mapped
    return character.lower() if len(character.lower()) == 1 else character


PIECES: Final = Pieces()


@dataclass(frozen=True, slots=True)
class View:
    """A text and its folded form; `bounds` is empty where they match character for character.

    `masked` has each character once that is not plain ASCII. From `bounds[i]` on, the folded
    characters are those of the text from `origins[i]` on.
    """

    text: str
    folded: str
    masked: str = ""
    bounds: Sequence[int] = ()
    origins: Sequence[int] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as posted that a span of the folded string came from."""
        if not self.bounds:
            return start, end
        first, last = self._origin(start), self._origin(end - 1) + 1
        while last < len(self.text) and self.text[last] in ENCLOSING:
            last += 1
        return first, last

    def _origin(self, offset: int) -> int:
        before = bisect_right(self.bounds, offset) - 1
        return self.origins[before] + offset - self.bounds[before]


def unmask(text: str) -> View:
    """The view of a text; its length is at most 18 times the text's (one character, U+FDFA)."""
    masked = "".join(set(MASKED.findall(text)))
    if not masked:
        return View(text, text.lower())
    folded = MASKED.sub(_piece, text).lower()
    if all(len(PIECES[character]) == 1 for character in masked):
        return View(text, folded, masked)
    return View(text, folded, masked, *_moved(text))


def _piece(match: re.Match[str]) -> str:
    return PIECES[match.group()]


def _moved(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Where the folded characters stop to match those of the text one for one."""
    bounds, origins = array("q", [0]), array("q", [0])
    shift = 0
    for match in MASKED.finditer(text):
        size = len(PIECES[match.group()])
        if size != 1:
            at = match.start()
            bounds.extend(range(at + shift, at + shift + size + 1))
            origins.extend([at] * size)
            origins.append(at + 1)
            shift += size - 1
    return bounds, origins
