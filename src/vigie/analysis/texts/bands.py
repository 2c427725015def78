"""MinHash in bands: texts that share enough word pairs meet in at least one bucket.

126 hashes in 42 bands of 3 (Broder, 1997; Leskovec et al., Mining of Massive Datasets, ch. 3): two
texts that share a fraction j of their word pairs meet with probability 1 - (1 - j³)^42, which is
0.68 at j = 0.3, 0.97 at 0.43, 0.995 at 0.5.
"""

from collections.abc import Iterable

import numpy as np

from vigie.analysis.texts.compiled import Loop, Over, compiled, done, mix, parts
from vigie.analysis.texts.distinct import Distinct
from vigie.analysis.texts.prints import Wide

BANDS = 42
ROWS = 3
INDEX_BITS = 24
"""A bucket's entry is 40 bits of the band's key and 24 bits of the text's index."""
MOST = (1 << INDEX_BITS) - 1
"""The most different texts that one index holds."""

_PART = 10_000
MOST_BITS = 16
FEW = 48
_SEED = 0x5649474945
_MANY = np.uint64((1 << 64) - 1)
_KEY = np.uint64(((1 << 64) - 1) ^ ((1 << INDEX_BITS) - 1))


def _coefficients() -> tuple[np.ndarray, np.ndarray]:
    """Give what each hash multiplies with (odd) and mixes in, fixed for ever."""
    source = np.random.Generator(np.random.PCG64(_SEED))
    factors = source.integers(0, 1 << 32, BANDS * ROWS, np.uint32) | np.uint32(1)
    return factors, source.integers(0, 1 << 32, BANDS * ROWS, np.uint32)


def buckets(texts: Distinct, first: int = 0, over: Over = map) -> Wide:
    """Give, for each band, every text's entry (key and index) in rising order: uint64[42, n].

    Indices count from `first`. Texts in one bucket stand together, by rising fingerprint.
    """
    entries, ordering = ordered_bands(texts, first, over)
    done(ordering)
    return entries


def ordered_bands(
    texts: Distinct, first: int = 0, over: Over = map
) -> tuple[Wide, Iterable[object]]:
    """Give the same while its bands are still being ordered: each step says that one more is."""
    if first + len(texts) > MOST:
        raise ValueError(f"one index holds at most {MOST} different texts")
    entries = np.empty((BANDS, len(texts)), np.uint64)
    given = texts.sets
    coefficients = _coefficients()

    def fill(part: range) -> None:
        _enter(given, coefficients, entries, (part.start, part.stop, first))

    def order(band: int) -> None:
        _order(entries[band])

    done(over(fill, parts(len(texts), _PART)))
    return entries, over(order, range(BANDS))


@compiled
def _enter(given: Loop, coefficients: Loop, entries: Loop, span: Loop) -> None:
    shingles, starts, lengths, _ = given
    factors, offsets = coefficients
    least = np.empty(BANDS * ROWS, np.uint32)
    for i in range(span[0], span[1]):
        least[:] = np.uint32(0xFFFFFFFF)
        for j in range(starts[i], starts[i] + lengths[i]):
            value = shingles[j]
            for h in range(BANDS * ROWS):
                hashed = np.uint32(np.uint32(value ^ offsets[h]) * factors[h])
                least[h] = min(least[h], hashed)
        for band in range(BANDS):
            key = np.uint64(band)
            for row in range(ROWS):
                key = mix(key, np.uint64(least[band * ROWS + row]))
            entries[band, i] = (key & _KEY) | np.uint64(i + span[2])


@compiled
def _order(entries: Loop) -> None:
    """Sort entries, whose keys are spread evenly: each goes near its place, then into it."""
    bits = 1
    while bits < MOST_BITS and (1 << bits) < len(entries):
        bits += 1
    shift = np.uint64(64 - bits)
    ends = np.zeros((1 << bits) + 1, np.int64)
    for entry in entries:
        ends[np.int64(entry >> shift) + 1] += 1
    for i in range(1 << bits):
        ends[i + 1] += ends[i]
    rough = np.empty(len(entries), np.uint64)
    for entry in entries:
        place = np.int64(entry >> shift)
        rough[ends[place]] = entry
        ends[place] += 1
    begin = 0
    for i in range(1 << bits):
        _put_in_order(rough[begin : ends[i]])
        begin = ends[i]
    entries[:] = rough


@compiled
def _put_in_order(entries: Loop) -> None:
    if len(entries) > FEW:
        entries.sort()
        return
    for i in range(1, len(entries)):
        entry, at = entries[i], i
        while at > 0 and entries[at - 1] > entry:
            entries[at] = entries[at - 1]
            at -= 1
        entries[at] = entry
