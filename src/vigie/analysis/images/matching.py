"""One picture against many prints: which show the same, how, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.decoding import Limits, Picture, Refusal, decode
from vigie.analysis.images.pairs import Hashes, Words, distance, words_of
from vigie.analysis.images.pdq import MATCH, ORIENTATIONS
from vigie.analysis.images.printing import print_image, print_of
from vigie.analysis.images.rectangles import QUALITY, views
from vigie.records import ImagePrint

SAME_FILE, SAME_PHOTOGRAPH, ALTERED = "same file", "same photograph", "same photograph altered"


@dataclass(frozen=True, slots=True)
class Look:
    """A picture as a query: its print, and the hashes of the ways of looking at it.

    `hashes` uint8[n, 32] are those of the whole in eight orientations, then of each content
    rectangle in eight; `rectangles` names the rectangles (left, top, right, bottom in pixels).
    """

    print: ImagePrint
    hashes: Hashes
    rectangles: tuple[tuple[int, int, int, int], ...]

    @property
    def asked(self) -> Hashes:
        """The hashes that say enough to be asked for: without the whole's where it is too plain."""
        return self.hashes if self.print.quality >= QUALITY else self.hashes[8:]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a kept print is like the query: in `distance` bits, seen in an orientation and part."""

    image_id: str
    how: str
    distance: int
    orientation: str = "upright"
    rectangle: tuple[int, int, int, int] | None = None


def look_at(data: bytes, limits: Limits) -> Look | Refusal:
    """A picture's bytes as a query, with the print that an ingest makes; or why there is none."""
    made, picture = print_image(data, limits), decode(data, limits)
    if isinstance(made, Refusal):
        return made
    if isinstance(picture, Refusal):
        return picture
    return replace(look_of(data, picture), print=made)


def look_of(data: bytes, picture: Picture) -> Look:
    """A picture that is decoded already, as a query."""
    seen = views(picture.pixels)
    places = tuple(
        (one.rectangle.left, one.rectangle.top, one.rectangle.right, one.rectangle.bottom)
        for one in seen[::8]
    )
    hashes = np.array([one.hash for one in seen], dtype=np.uint8).reshape(-1, 32)
    return Look(print_of(data, picture), hashes, places)


@compiled
def _nearest(words: Words, queries: Words) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """For each hash the distance to the nearest query, and which (the first of equals)."""
    bits = np.full(words.shape[0], 257, dtype=np.int32)
    which = np.zeros(words.shape[0], dtype=np.int32)
    for row in range(words.shape[0]):
        for query in range(queries.shape[0]):
            apart = distance(words[row], queries[query])
            if apart < bits[row]:
                bits[row], which[row] = apart, query
    return bits, which


def alike(look: Look, prints: Sequence[ImagePrint], within: int = MATCH) -> list[Likeness]:
    """The prints that show the same as a query: same file first, then by distance, then by id.

    Prints whose PDQ quality is under 50 are found as files alone: their bits say little. A print
    that is known by its PDQ alone (quality 0 because unknown) counts as good.
    """
    files = same_file(look.print)
    found = {
        one.image_id: Likeness(one.image_id, SAME_FILE, 0)
        for one in prints
        if files & same_file(one)
    }
    held = [one for one in prints if one.pdq and one.image_id not in found and _tells(one)]
    if held and len(look.hashes):
        joined = bytes.fromhex("".join(one.pdq for one in held))
        kept = words_of(np.frombuffer(joined, dtype=np.uint8).reshape(-1, 32))
        skipped = len(look.hashes) - len(look.asked)
        bits, which = _nearest(kept, words_of(look.asked))
        for row in np.flatnonzero(bits <= within):
            view = int(which[row]) + skipped
            found[held[row].image_id] = _likeness(look, held[row], int(bits[row]), view)
    order = (SAME_FILE, SAME_PHOTOGRAPH, ALTERED)
    return sorted(
        found.values(), key=lambda one: (order.index(one.how), one.distance, one.image_id)
    )


def _likeness(look: Look, kept: ImagePrint, bits: int, view: int) -> Likeness:
    orientation, place = ORIENTATIONS[view % 8], look.rectangles[view // 8]
    if view == 0:
        return Likeness(kept.image_id, SAME_PHOTOGRAPH, bits)
    return Likeness(kept.image_id, ALTERED, bits, orientation, place if view >= 8 else None)


def same_file(one: ImagePrint) -> set[str]:
    """Every name that the same file may have: its id, and its exact hashes by kind."""
    named = {one.sha256, f"sha256:{one.sha256}"} if one.sha256 else set()
    named |= {f"md5:{one.md5}"} if one.md5 else set()
    named |= {f"sha1:{one.sha1}"} if one.sha1 else set()
    return named | {one.image_id}


def _tells(one: ImagePrint) -> bool:
    return one.quality >= QUALITY or one.width == 0
