"""Texts become templates: those that chains of verified likeness connect.

In each bucket every text is compared with the bucket's anchors, the ANCHORS texts of smallest
fingerprint, and not with every other text. Two that are already connected are not compared again,
for that could not change what is connected: the result is that of comparing them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.texts.bands import BANDS, INDEX_BITS, ordered_bands
from vigie.analysis.texts.compiled import Loop, Over, compiled, done, parts
from vigie.analysis.texts.distinct import Distinct, Indices, distinct
from vigie.analysis.texts.likeness import alike, shared
from vigie.analysis.texts.prints import TextPrints, Wide
from vigie.analysis.texts.stops import stops, without

ANCHORS = 8

_PART = 10_000
_MASK = np.uint64((1 << INDEX_BITS) - 1)
_SHIFT = np.uint64(INDEX_BITS)


@dataclass(frozen=True, slots=True)
class Templates:
    """The template of each of n texts, in the order of their prints.

    `template` uint64[n]: the smallest fingerprint in it (0: a text with no words, alone);
    `anchor` int64[n]: a text that stands for the template, its most copied one, as an index into
    the prints (itself where it has no words); `similarity` float32[n]: the share of word pairs
    that the text has in common with the anchor; `size` int64[n]: how many texts the template has.
    """

    template: Wide
    anchor: Indices
    similarity: npt.NDArray[np.float32]
    size: Indices


def templates(prints: TextPrints, over: Over = map) -> Templates:
    """Group prints into templates, whatever their order and however many threads `over` uses."""
    held, place = distinct(prints)
    labels = components(without(held, stops(held, over), over), over)
    return described(held, labels, place, over)


def components(texts: Distinct, over: Over = map) -> Indices:
    """Give for each different text the smallest index among the texts connected with it."""
    entries, ordering = ordered_bands(texts, over=over)
    parent, _ = connected(texts, entries, ordering)
    return parent


def connected(
    texts: Distinct, entries: Wide, ordering: Iterable[object] = range(BANDS)
) -> tuple[Indices, Indices]:
    """Give the labels of `components`, and the comparisons that suffice to connect them.

    A band is looked at once `ordering` has given its step; those after it may still be ordered.
    A comparison is a row (text, anchor, band, key of the bucket), int64[m, 4] with m under n.
    """
    parent = np.arange(len(texts), dtype=np.int64)
    forest = np.empty((len(texts), 4), np.int64)
    count = 0
    for band, _ in enumerate(ordering):
        count = _connect(band, entries[band], texts.sets, parent, (forest, count))
    settled(parent)
    return parent, forest[:count]


def described(held: Distinct, labels: Indices, place: Indices, over: Over = map) -> Templates:
    """Spread what is known of each different text over all the prints that have that text."""
    sizes = np.zeros(len(held), np.int64)
    np.add.at(sizes, labels, held.copies)
    typical = _typical(held, labels)
    likeness = np.empty(len(held), np.float32)
    given, towards = held.sets, typical[labels]

    def liken(part: range) -> None:
        _liken((part.start, part.stop), given, towards, likeness)

    done(over(liken, parts(len(held), _PART)))
    first = np.full(len(held), len(place), np.int64)
    worded = place >= 0
    at = np.flatnonzero(worded)
    np.minimum.at(first, place[at], at)
    return Templates(
        template=np.where(worded, _over(held.fingerprints[labels], place), np.uint64(0)),
        anchor=np.where(worded, _over(first[typical[labels]], place), np.arange(len(place))),
        similarity=np.where(worded, _over(likeness, place), np.float32(1)),
        size=np.where(worded, _over(sizes[labels], place), 1),
    )


def _over(values: npt.NDArray[np.generic], place: Indices) -> npt.NDArray[np.generic]:
    return values[place] if len(values) else np.zeros(len(place), values.dtype)


def _typical(held: Distinct, labels: Indices) -> Indices:
    """Give each label's most copied text; of equals, that of smallest fingerprint."""
    order = np.lexsort((np.arange(len(held)), -held.copies, labels))
    firsts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    typical = np.arange(len(held), dtype=np.int64)
    typical[labels[order[firsts]]] = order[firsts]
    return typical


@compiled
def find(parent: Loop, at: Loop) -> Loop:
    """Give the root of a text, and shorten the way to it."""
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at


@compiled
def settled(parent: Loop) -> None:
    """Point every text at its root, the smallest index that it is connected with."""
    for i in range(len(parent)):
        parent[i] = parent[parent[i]]


@compiled
def joins(held: Loop, parent: Loop, left: Loop, right: Loop) -> Loop:
    """Connect two texts if they are not connected and are alike; say whether that was done."""
    if parent[left] == parent[right]:
        return False
    one, other = find(parent, left), find(parent, right)
    if one == other or not likes(held, left, right):
        return False
    parent[max(one, other)] = min(one, other)
    return True


@compiled
def likes(held: Loop, left: Loop, right: Loop) -> Loop:
    """Say whether two texts of a collection are alike."""
    shingles, starts, lengths, whole = held
    return alike(
        shingles[starts[left] : starts[left] + lengths[left]],
        shingles[starts[right] : starts[right] + lengths[right]],
        whole[left] and whole[right],
    )


@compiled
def _connect(band: Loop, entries: Loop, held: Loop, parent: Loop, made: Loop) -> Loop:
    forest, count = made
    begin = 0
    for at in range(1, len(entries) + 1):
        if at < len(entries) and entries[at] >> _SHIFT == entries[begin] >> _SHIFT:
            text = np.int64(entries[at] & _MASK)
            root = find(parent, text)
            for other in range(begin, min(begin + ANCHORS, at)):
                anchor = np.int64(entries[other] & _MASK)
                if parent[anchor] != root and joins(held, parent, text, anchor):
                    noted(forest, count, (text, anchor, band, entries[at] >> _SHIFT))
                    count += 1
                    root = find(parent, text)
        else:
            begin = at
    return count


@compiled
def noted(forest: Loop, count: Loop, comparison: Loop) -> None:
    """Write one comparison that connected two texts."""
    text, anchor, band, key = comparison
    forest[count, 0], forest[count, 1] = text, anchor
    forest[count, 2], forest[count, 3] = band, np.int64(key)


@compiled
def _liken(span: Loop, held: Loop, typical: Loop, likeness: Loop) -> None:
    shingles, starts, lengths, _ = held
    for i in range(span[0], span[1]):
        j = typical[i]
        both, either = shared(
            shingles[starts[i] : starts[i] + lengths[i]],
            shingles[starts[j] : starts[j] + lengths[j]],
        )
        likeness[i] = both / max(either, 1)
