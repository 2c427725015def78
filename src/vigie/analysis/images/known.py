"""Known-hash lists: hashes of pictures that somebody established to be abuse, and what hits them.

A list holds hashes alone. MD5, SHA-1 and SHA-256 hit the same file; a PDQ hits every picture of
which some way of looking (eight orientations, content rectangles) lies within 31 bits.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vigie.analysis.images.hashindex import HashIndex, index_of
from vigie.analysis.images.pairs import Hashes
from vigie.analysis.images.pdq import eight_of_hash
from vigie.analysis.images.rectangles import QUALITY
from vigie.records import ImagePrint

DIGITS = {"pdq": 64, "md5": 32, "sha1": 40, "sha256": 64}
_HEXADECIMAL = re.compile(r"[0-9a-f]+\Z")
_EXACT = ("md5", "sha1", "sha256")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One hash of a list: its kind (`pdq`, `md5`, `sha1`, `sha256`) and its lower-case digits."""

    kind: str
    hash: str


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A picture that a list names: by which of its hashes, and how many bits away (exact: 0)."""

    image_id: str
    kind: str
    hash: str
    distance: int


def entry_of(kind: str, written: str) -> Entry | str:
    """The entry that a row means, or the sentence that says why it means none.

    Where no kind is named it follows from the number of digits; 64 digits may be either of two.
    """
    digits = written.strip().lower()
    if not _HEXADECIMAL.match(digits):
        return "a hash is hexadecimal digits"
    if not kind:
        fitting = [name for name, many in DIGITS.items() if many == len(digits)]
        if len(fitting) != 1:
            which = " or ".join(fitting)
            return f"{len(digits)} digits: {which}?" if which else f"{len(digits)} digits: no hash"
        kind = fitting[0]
    if len(digits) != DIGITS[kind]:
        return f"{kind} has {DIGITS[kind]} digits, not {len(digits)}"
    if kind == "pdq" and len(set(digits)) == 1:
        return "an even PDQ (all bits alike) is that of every blank picture"
    return Entry(kind, digits)


class Listed:
    """The hashes of some list, ready to be held against pictures."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(set(entries))
        self._exact = {kind: {e.hash for e in ordered if e.kind == kind} for kind in _EXACT}
        self._pdq = [one.hash for one in ordered if one.kind == "pdq"]
        self._index: HashIndex | None = index_of(unpacked(self._pdq)) if self._pdq else None

    def hits(self, prints: Sequence[ImagePrint], views: Sequence[Sequence[str]]) -> list[Hit]:
        """The pictures that the list names, one hit each: an exact one, or else the nearest.

        `views` are the PDQ hashes of the ways of looking at each print (see `ways_of`).
        """
        found = {one.image_id: hit for one in prints if (hit := self._exactly(one))}
        owner = np.repeat(np.arange(len(prints)), [len(one) for one in views])
        if self._index is not None and len(owner):
            asked = unpacked([one for each in views for one in each])
            rows, bits = self._index.nearest(asked)
            for at in np.lexsort((np.arange(len(bits)), bits)):
                image_id = prints[int(owner[at])].image_id
                if rows[at] >= 0 and image_id not in found:
                    known = self._pdq[int(rows[at])]
                    found[image_id] = Hit(image_id, "pdq", known, int(bits[at]))
        return sorted(found.values())

    def _exactly(self, one: ImagePrint) -> Hit | None:
        for kind, digits in (("md5", one.md5), ("sha1", one.sha1), ("sha256", one.sha256)):
            if digits and digits in self._exact[kind]:
                return Hit(one.image_id, kind, digits, 0)
        return None


def ways_of(one: ImagePrint, views: Sequence[str]) -> Sequence[str]:
    """The hashes to hold against a list: a picture's views, or what follows from its PDQ alone."""
    if views or not one.pdq or (one.quality < QUALITY and one.width):
        return views
    turned = eight_of_hash(unpacked([one.pdq])[0])
    return [side.tobytes().hex() for side in turned]


def unpacked(hashes: Sequence[str]) -> Hashes:
    """PDQ hashes of 64 digits as uint8[n, 32]."""
    return np.frombuffer(bytes.fromhex("".join(hashes)), dtype=np.uint8).reshape(-1, 32)
