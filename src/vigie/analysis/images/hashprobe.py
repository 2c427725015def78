"""Looking into an index of hashes: which rows lie near a query, slot by slot.

The parts of `hashindex` that run as machine code.
"""

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pairs import Words, distance

Ids = npt.NDArray[np.uint32]
Index = npt.NDArray[np.int64]
Parts = tuple[Words, Index, Ids, Ids, Index]
"""The words, bounds, order, starts and offsets of an index (see `hashindex.Arrays`)."""

WIDEST = 24
"""The bits of the widest slot there is."""


@compiled
def _value(words: Words, row: int, first: int, width: int) -> np.int64:
    """The bits `first` to `first + width` of a row."""
    word, shift = first // 64, first % 64
    value = words[row, word] >> np.uint64(shift)
    if shift + width > 64:
        value |= words[row, word + 1] << np.uint64(64 - shift)
    return np.int64(value & np.uint64((1 << width) - 1))


@compiled
def sort_slot(words: Words, first: int, width: int, order: Ids, starts: Ids) -> None:
    """Sort the rows by a slot's value into `order`, the beginnings into `starts`, by counting."""
    size = words.shape[0]
    for row in range(size):
        starts[_value(words, row, first, width) + 1] += np.uint32(1)
    for value in range(1 << width):
        starts[value + 1] += starts[value]
    for row in range(size):
        at = _value(words, row, first, width)
        order[starts[at]] = row
        starts[at] += np.uint32(1)
    for value in range(1 << width, 0, -1):
        starts[value] = starts[value - 1]
    starts[0] = np.uint32(0)


@compiled
def _radius(bounds: Index, slot: int, within: int) -> int:
    """How many bits of a slot may differ (-1: it need not be looked at).

    Were more than that to differ in every slot, more than `within` would in all.
    """
    slots = bounds.shape[0] - 1
    radius: int = within // slots - int(slot > within % slots)
    return radius


@compiled
def _buckets(arrays: Parts, flips: Index, asked: tuple[int, int, int]) -> tuple[Index, Index]:
    """Where the rows near a value begin and end in a slot's order; `asked`: slot, value, radius.

    Nothing is decided by what is read, so that many reads are under way at once.
    """
    _, bounds, _, starts, offsets = arrays
    slot, value, radius = asked
    width = bounds[slot + 1] - bounds[slot]
    first, after = np.empty(flips.shape[0], np.int64), np.empty(flips.shape[0], np.int64)
    many = 0
    for place in range(flips.shape[0] if radius > 1 else 1 + radius * WIDEST):
        if flips[place] >> width == 0:
            at = offsets[slot] + (value ^ flips[place])
            first[many] = starts[at]
            after[many] = starts[at + 1]
            many += 1
    return first[:many], after[:many]


@compiled
def _candidates(order: Ids, slot: int, first: Index, after: Index) -> Index:
    """The rows of some stretches of a slot's order."""
    total = 0
    for bucket in range(first.shape[0]):
        total += after[bucket] - first[bucket]
    places = np.empty(total, dtype=np.int64)
    at = 0
    for bucket in range(first.shape[0]):
        for place in range(first[bucket], after[bucket]):
            places[at] = place
            at += 1
    for at in range(total):
        places[at] = np.int64(order[slot, places[at]])
    return places


@compiled
def probe(
    arrays: Parts,
    flips: Index,
    query: Words,
    within: int,
    found: Index,
) -> int:
    """Write each row within the distance into `found` (row, distance); how many there are.

    `flips` are the bits to turn in a slot's value: none, then single ones, then two. Where there
    are more rows than `found` holds, the true number is given and the first are written.
    """
    words, bounds, order = arrays[0], arrays[1], arrays[2]
    count = 0
    for slot in range(bounds.shape[0] - 1):
        radius = _radius(bounds, slot, within)
        if radius < 0:
            continue
        first, width = bounds[slot], bounds[slot + 1] - bounds[slot]
        asked = (slot, int(_value(query, 0, first, width)), radius)
        begin, after = _buckets(arrays, flips, asked)
        rows = _candidates(order, slot, begin, after)
        for place in range(rows.shape[0]):
            row = rows[place]
            bits = distance(words[row], query[0])
            if bits <= within and _seen_first((words[row : row + 1], query), bounds, slot, within):
                if count < found.shape[0]:
                    found[count, 0] = row
                    found[count, 1] = bits
                count += 1
    return count


@compiled
def _seen_first(both: tuple[Words, Words], bounds: Index, slot: int, within: int) -> bool:
    """Whether no earlier slot brings the pair together."""
    for earlier in range(slot):
        first, width = bounds[earlier], bounds[earlier + 1] - bounds[earlier]
        differing = _value(both[0], 0, first, width) ^ _value(both[1], 0, first, width)
        bits = 0
        while differing:
            differing &= differing - 1
            bits += 1
        if bits <= _radius(bounds, earlier, within):
            return False
    return True


@compiled
def scan(words: Words, size: int, query: Words, within: int, found: Index) -> int:
    """As `probe`, over the first rows of an unsorted array."""
    count = 0
    for row in range(size):
        bits = distance(words[row], query[0])
        if bits <= within:
            if count < found.shape[0]:
                found[count, 0] = row
                found[count, 1] = bits
            count += 1
    return count


@compiled
def probe_each(arrays: Parts, flips: Index, queries: Words, within: int) -> tuple[Index, Index]:
    """For each query the nearest row within the distance (the first of equals; -1: none)."""
    nearest = np.full(queries.shape[0], -1, dtype=np.int64)
    bits = np.full(queries.shape[0], within + 1, dtype=np.int64)
    found = np.empty((256, 2), dtype=np.int64)
    for one in range(queries.shape[0]):
        count = probe(arrays, flips, queries[one : one + 1], within, found)
        if count > found.shape[0]:
            found = np.empty((2 * count, 2), dtype=np.int64)
            count = probe(arrays, flips, queries[one : one + 1], within, found)
        for place in range(count):
            row, apart = found[place, 0], found[place, 1]
            if apart < bits[one] or (apart == bits[one] and row < nearest[one]):
                nearest[one], bits[one] = row, apart
    return nearest, bits
