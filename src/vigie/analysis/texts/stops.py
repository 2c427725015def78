"""Word pairs that too many texts share (a site's footer) say nothing and are set aside."""

import numpy as np

from vigie.analysis.texts.compiled import Loop, compiled
from vigie.analysis.texts.distinct import Distinct
from vigie.analysis.texts.prints import Hashes

SHARE = 0.02
"""A pair in more than this share of the texts is set aside: above the largest template."""
AT_LEAST = 50
"""And in more than so many texts, so that in a small collection nothing is."""
KEPT = 0.25
"""A text that would keep less than this share of its pairs keeps them all, and is marked whole: it
is made of what everybody writes, or of a template larger than SHARE, and is compared strictly."""
_CELLS = 1 << 20
_SHIFT = 12


def cap(texts: int) -> int:
    """Give in how many of so many different texts a word pair may stand."""
    return max(AT_LEAST, int(texts * SHARE))


def stops(texts: Distinct) -> Hashes:
    """Give the sorted hashes of the word pairs that stand in too many different texts."""
    cells = np.zeros(_CELLS, np.int32)
    _count_cells(texts.shingles, texts.starts, texts.lengths, cells)
    crowded = cells > cap(len(texts))
    if not crowded.any():
        return np.zeros(0, np.uint32)
    found = _in_cells(texts.shingles, texts.starts, texts.lengths, crowded)
    values, counts = np.unique(found, return_counts=True)
    return values[counts > cap(len(texts))]


def without(texts: Distinct, stopped: Hashes) -> Distinct:
    """Give the texts less these word pairs; one that is made of little else stays whole."""
    if len(stopped) == 0:
        return texts
    marks = np.zeros(_CELLS, np.bool_)
    marks[stopped >> _SHIFT] = True
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(texts.lengths, out=starts[1:])
    shingles = np.empty(max(int(starts[-1]), 1), np.uint32)
    lengths = texts.lengths.copy()
    whole = np.zeros(len(texts), np.bool_)
    _drop(texts.sets, (stopped, marks), (shingles, starts, lengths, whole))
    return Distinct(texts.fingerprints, starts[:-1], lengths, texts.copies, shingles, whole)


@compiled
def _count_cells(shingles: Loop, starts: Loop, lengths: Loop, cells: Loop) -> None:
    for i in range(len(starts)):
        for j in range(starts[i], starts[i] + lengths[i]):
            cells[shingles[j] >> _SHIFT] += 1


@compiled
def _in_cells(shingles: Loop, starts: Loop, lengths: Loop, crowded: Loop) -> Loop:
    total = 0
    for i in range(len(starts)):
        for j in range(starts[i], starts[i] + lengths[i]):
            total += crowded[shingles[j] >> _SHIFT]
    found = np.empty(total, np.uint32)
    total = 0
    for i in range(len(starts)):
        for j in range(starts[i], starts[i] + lengths[i]):
            if crowded[shingles[j] >> _SHIFT]:
                found[total] = shingles[j]
                total += 1
    return found


@compiled
def _drop(given: Loop, stopped: Loop, made: Loop) -> None:
    shingles, starts, lengths, _ = given
    values, marks = stopped
    kept_shingles, kept_starts, kept_lengths, whole = made
    for i in range(len(starts)):
        kept = 0
        for j in range(starts[i], starts[i] + lengths[i]):
            value = shingles[j]
            if (
                marks[value >> _SHIFT]
                and values[np.searchsorted(values, value) % len(values)] == value
            ):
                continue
            kept_shingles[kept_starts[i] + kept] = value
            kept += 1
        if kept < KEPT * lengths[i]:
            kept, whole[i] = lengths[i], True
            for j in range(kept):
                kept_shingles[kept_starts[i] + j] = shingles[starts[i] + j]
        kept_lengths[i] = kept
