"""What a template always says, and what varies in it: constant words and slots.

Each text is aligned word by word to the anchor; a word of the anchor that nearly every text has in
its place is constant, and what stands between constant words is a slot.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

WORDS = 600
"""Words of a text that are looked at; a longer one is cut."""
TEXTS = 100
"""Texts that are aligned; of more, the first, the last and those evenly between."""
SHOWN = 8
"""Fillings of a slot that are listed, most frequent first."""
CONSTANT = 0.9
"""A word is constant that at least this share of the texts have in its place."""

_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a template: constant (`words`), or a slot with what fills it and how often.

    A slot's `words` are empty; its `fillings` are the texts' own words, "" where a text has
    nothing there, and `others` is how many texts fill it with something not listed.
    """

    words: str
    fillings: tuple[tuple[str, int], ...] = ()
    others: int = 0

    @property
    def constant(self) -> bool:
        """Whether every text says this, or nearly every one."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's words, and the place in it of each of the anchor's words (None: not there)."""

    words: list[str]
    places: list[int | None]

    def between(self, left: int, right: int) -> str | None:
        """Give what stands between two of the anchor's words; None where one is not there."""
        begin = self.places[left] if left >= 0 else -1
        end = self.places[right] if right < len(self.places) else len(self.words)
        return None if begin is None or end is None else " ".join(self.words[begin + 1 : end])


def describe_template(anchor: str, texts: Sequence[str]) -> tuple[Piece, ...]:
    """Give the template's constant words and slots in the anchor's order.

    `texts` are those of the template, with or without the anchor; the work is bounded for any.
    """
    words = _words(anchor)
    others = [_aligned(words, _words(text)) for text in _spread([anchor, *texts])]
    needed = CONSTANT * len(others)
    held = [sum(o.places[i] is not None for o in others) >= needed for i in range(len(words))]
    return tuple(_pieces(words, [i for i, constant in enumerate(held) if constant], others))


def _pieces(words: list[str], constant: list[int], others: list[_Text]) -> Iterator[Piece]:
    run: list[str] = []
    for left, right in pairwise([-1, *constant, len(words)]):
        slot = _slot([other.between(left, right) for other in others], right > left + 1)
        if slot and run:
            yield Piece(" ".join(run))
            run = []
        if slot:
            yield slot
        run += words[right : right + 1]
    if run:
        yield Piece(" ".join(run))


def _slot(found: list[str | None], in_anchor: bool) -> Piece | None:
    """Make a slot of what the texts have there; None where nearly all have nothing."""
    fillings = Counter(filling for filling in found if filling is not None)
    filled = fillings.total() - fillings[""]
    if not filled or (not in_anchor and filled < (1 - CONSTANT) * len(found)):
        return None
    listed = sorted(fillings.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return Piece("", tuple(listed), fillings.total() - sum(count for _, count in listed))


def _spread(texts: Sequence[str]) -> list[str]:
    if len(texts) <= TEXTS:
        return list(texts)
    return [texts[i * (len(texts) - 1) // (TEXTS - 1)] for i in range(TEXTS)]


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text[: 40 * WORDS])[:WORDS]


def _aligned(anchor: list[str], other: list[str]) -> _Text:
    places: list[int | None] = [None] * len(anchor)
    match = SequenceMatcher(None, [*map(_key, anchor)], [*map(_key, other)], autojunk=False)
    for block in match.get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = block.b + step
    return _Text(other, places)


def _key(word: str) -> str:
    """Give what two words must share to be the same word; numbers are compared as written."""
    plain = unicodedata.normalize("NFKD", _EDGES.sub("", word) or word).casefold()
    return "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
