"""Word pairs that too many texts share (a site's footer) say nothing and are set aside."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from vigie.analysis.texts.compiled import Loop, Over, compiled, done, parts
from vigie.analysis.texts.distinct import Distinct
from vigie.analysis.texts.prints import Hashes, Offsets

SHARE = 0.02
"""A pair in more than this share of the texts is set aside: above the largest template."""
AT_LEAST = 50
"""And in more than so many texts, so that in a small collection nothing is."""
KEPT = 0.25
"""A text that would keep less than this share of its pairs keeps them all, and is marked whole: it
is made of what everybody writes, or of a template larger than SHARE, and is compared strictly."""
_SHIFT = 12
_CELLS = 1 << (32 - _SHIFT)
"""Hashes are counted by their upper 20 bits first, then one by one where those are crowded."""
_AT_ONCE = 4096
"""Crowded cells that are looked into in one go: 64 MB of counts for each half of the texts."""
_PART = 20_000

Marks = npt.NDArray[np.bool_]
Slots = npt.NDArray[np.int32]
Sets = tuple[Hashes, Offsets, Offsets, Marks]


def cap(texts: int) -> int:
    """Give in how many of so many different texts a word pair may stand."""
    return max(AT_LEAST, int(texts * SHARE))


def stops(texts: Distinct, over: Over = map) -> Hashes:
    """Give the sorted hashes of the word pairs that stand in too many different texts."""
    given, most = texts.sets, cap(len(texts))

    def count(part: range) -> Slots:
        cells = np.zeros(_CELLS, np.int32)
        _count_cells((part.start, part.stop), given, cells)
        return cells

    crowded = np.flatnonzero(sum(over(count, _halves(len(texts)))) > most)
    found = [
        _counted(given, crowded[at : at + _AT_ONCE], most, over)
        for at in range(0, len(crowded), _AT_ONCE)
    ]
    return np.concatenate([np.zeros(0, np.uint32), *found])


def without(texts: Distinct, stopped: Hashes, over: Over = map) -> Distinct:
    """Give the texts less these word pairs; one that is made of little else stays whole."""
    if len(stopped) == 0:
        return texts
    cells, place = np.unique(stopped >> _SHIFT, return_inverse=True)
    marks = np.zeros((len(cells), 1 << _SHIFT), np.bool_)
    marks[place, stopped & np.uint32((1 << _SHIFT) - 1)] = True
    slots = _slots(cells)
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(texts.lengths, out=starts[1:])
    shingles = np.empty(max(int(starts[-1]), 1), np.uint32)
    lengths = texts.lengths.copy()
    whole = np.zeros(len(texts), np.bool_)
    given, made = texts.sets, (shingles, starts, lengths, whole)

    def drop(part: range) -> None:
        _drop((part.start, part.stop), given, (slots, marks), made)

    done(over(drop, parts(len(texts), _PART)))
    return Distinct(texts.fingerprints, starts[:-1], lengths, texts.copies, shingles, whole)


def _slots(cells: npt.NDArray[np.integer]) -> Slots:
    """Give for each cell its number among these, or -1."""
    slots = np.full(_CELLS, -1, np.int32)
    slots[cells] = np.arange(len(cells), dtype=np.int32)
    return slots


def _halves(count: int) -> Iterable[range]:
    """Two parts, for each part has counts of its own."""
    return parts(count, max(1, -(-count // 2)))


def _counted(given: Sets, crowded: npt.NDArray[np.integer], most: int, over: Over) -> Hashes:
    """Give the hashes of these cells, each counted for itself, that stand in too many texts."""
    slots = _slots(crowded)

    def count(part: range) -> Slots:
        counts = np.zeros((len(crowded), 1 << _SHIFT), np.int32)
        _count_within((part.start, part.stop), given, slots, counts)
        return counts

    cell, rest = np.nonzero(np.asarray(sum(over(count, _halves(len(given[1]))))) > most)
    found: Hashes = ((crowded[cell] << _SHIFT) | rest).astype(np.uint32)
    return found


@compiled
def _count_cells(span: Loop, given: Loop, cells: Loop) -> None:
    shingles, starts, lengths, _ = given
    for i in range(span[0], span[1]):
        for j in range(starts[i], starts[i] + lengths[i]):
            cells[shingles[j] >> _SHIFT] += 1


@compiled
def _count_within(span: Loop, given: Loop, slots: Loop, counts: Loop) -> None:
    shingles, starts, lengths, _ = given
    for i in range(span[0], span[1]):
        for j in range(starts[i], starts[i] + lengths[i]):
            slot = slots[shingles[j] >> _SHIFT]
            if slot >= 0:
                counts[slot, shingles[j] & np.uint32((1 << _SHIFT) - 1)] += 1


@compiled
def _drop(span: Loop, given: Loop, stopped: Loop, made: Loop) -> None:
    shingles, starts, lengths, _ = given
    slots, marks = stopped
    kept_shingles, kept_starts, kept_lengths, whole = made
    for i in range(span[0], span[1]):
        kept = 0
        for j in range(starts[i], starts[i] + lengths[i]):
            value = shingles[j]
            slot = slots[value >> _SHIFT]
            if slot >= 0 and marks[slot, value & np.uint32((1 << _SHIFT) - 1)]:
                continue
            kept_shingles[kept_starts[i] + kept] = value
            kept += 1
        if kept < KEPT * lengths[i]:
            kept, whole[i] = lengths[i], True
            for j in range(kept):
                kept_shingles[kept_starts[i] + j] = shingles[starts[i] + j]
        kept_lengths[i] = kept
