"""Looking into an index of hashes: which rows lie near a query, slot by slot.

The parts of `hashindex` that run as machine code.
"""

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pairs import Words, distance, fetch_ahead, popcount

Ids = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.uint16]
Index = npt.NDArray[np.int64]
Parts = tuple[Words, Index, Ids, Marks, Ids, Index]
"""The words, bounds, order, marks, starts and offsets of an index (see `hashindex.Arrays`)."""

MARK = 16
"""So many bits of the next slot stand beside a row, and no slot has fewer."""


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
def mark_slot(words: Words, following: int, order: Ids, marks: Marks) -> None:
    """Write beside each row of a slot's order the bits that begin the slot which follows."""
    for place in range(order.shape[0]):
        marks[place] = _value(words, int(order[place]), following, MARK)


@compiled
def _share(bounds: Index, slot: int, within: int) -> int:
    """One more than the bits of a slot that may differ; over all slots one more than `within`."""
    slots = bounds.shape[0] - 1
    share: int = (within + 1) // slots + int(slot < (within + 1) % slots)
    return share


@compiled
def _leeway(bounds: Index, slot: int, within: int) -> int:
    """How many bits of a slot and the next may differ together."""
    slots = bounds.shape[0] - 1
    following = _share(bounds, (slot + 1) % slots, within)
    leeway: int = _share(bounds, slot, within) + following - 1
    return leeway


@compiled
def _buckets(arrays: Parts, query: Words, within: int) -> tuple[Index, Index, Index, Index]:
    """Where the rows near each slot's value begin and end in its order, how many bits of their
    marks may differ, and where each slot's stretches end.

    Nothing is decided by what is read, so that many reads are under way at once.
    """
    bounds = arrays[1]
    slots = bounds.shape[0] - 1
    room = 0
    for slot in range(slots):
        width = bounds[slot + 1] - bounds[slot]
        room += 1 + width + width * (width - 1) // 2
    first, after = np.empty(room, np.int64), np.empty(room, np.int64)
    leeway, ends = np.empty(room, np.int64), np.zeros(slots + 1, np.int64)
    at = 0
    for slot in range(slots):
        width, radius = bounds[slot + 1] - bounds[slot], _share(bounds, slot, within) - 1
        value = int(_value(query, 0, bounds[slot], width))
        most = _leeway(bounds, slot, within)
        for one in range(-1, width if radius > 0 else 0) if radius >= 0 else range(0):
            turned = value if one < 0 else value ^ (1 << one)
            at = _bucket(arrays, (slot, turned), (first, after), at)
            leeway[at - 1] = most - int(one >= 0)
            for two in range(one if radius > 1 else 0):
                at = _bucket(arrays, (slot, turned ^ (1 << two)), (first, after), at)
                leeway[at - 1] = most - 2
        ends[slot + 1] = at
    return first, after, leeway, ends


@compiled
def _bucket(arrays: Parts, asked: tuple[int, int], into: tuple[Index, Index], at: int) -> int:
    """Write where the rows of a slot's value begin and end; where the next is written."""
    marks, starts, offsets = arrays[3], arrays[4], arrays[5]
    slot, value = asked
    place = offsets[slot] + value
    into[0][at], into[1][at] = starts[place], starts[place + 1]
    fetch_ahead(marks[slot].ctypes.data + 2 * into[0][at])
    return at + 1


@compiled
def _near(arrays: Parts, query: Words, within: int) -> Index:
    """Where, slot after slot of the order, rows stand whose slot and mark are near the query's."""
    _, bounds, _, marks, _, _ = arrays
    first, after, leeway, ends = _buckets(arrays, query, within)
    slots, size = marks.shape
    places = np.empty(1 + (after[: ends[-1]] - first[: ends[-1]]).sum(), dtype=np.int64)
    many = 0
    for slot in range(slots):
        mark = np.uint16(_value(query, 0, bounds[(slot + 1) % slots], MARK))
        beside = marks[slot]
        for bucket in range(ends[slot], ends[slot + 1]):
            most = leeway[bucket]
            for place in range(first[bucket], after[bucket]):
                places[many] = slot * size + place
                many += int(np.int64(popcount(beside[place] ^ mark)) <= most)
    return places[:many]


@compiled
def probe(arrays: Parts, query: Words, within: int, found: Index) -> int:
    """Write each row within the distance into `found` (row, distance); how many there are.

    Where there are more rows than `found` holds, the true number is given and the first are
    written.
    """
    words, bounds, order = arrays[0], arrays[1], arrays[2].reshape(arrays[2].size)
    places = _near(arrays, query, within)
    rows = np.empty_like(places)
    for one in range(places.shape[0]):
        rows[one] = np.int64(order[places[one]])
    count = 0
    for one in range(places.shape[0]):
        row = rows[one]
        bits = distance(words[row], query[0])
        if bits <= within:
            slot = places[one] // words.shape[0]
            if not _brought_before((words[row : row + 1], query), bounds, slot, within):
                if count < found.shape[0]:
                    found[count, 0] = row
                    found[count, 1] = bits
                count += 1
    return count


@compiled
def _brought_before(both: tuple[Words, Words], bounds: Index, slot: int, within: int) -> bool:
    """Whether an earlier slot brings the pair together."""
    for earlier in range(slot):
        width, following = bounds[earlier + 1] - bounds[earlier], bounds[earlier + 1]
        bits = _differing(both, bounds[earlier], width)
        together = bits + _differing(both, following, MARK)
        if bits < _share(bounds, earlier, within) and together <= _leeway(bounds, earlier, within):
            return True
    return False


@compiled
def _differing(both: tuple[Words, Words], first: int, width: int) -> int:
    """In how many bits from `first` on the pair differs."""
    value = _value(both[0], 0, first, width) ^ _value(both[1], 0, first, width)
    return int(popcount(value))


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
def probe_each(arrays: Parts, queries: Words, within: int) -> tuple[Index, Index]:
    """For each query the nearest row within the distance (the first of equals; -1: none)."""
    nearest = np.full(queries.shape[0], -1, dtype=np.int64)
    bits = np.full(queries.shape[0], within + 1, dtype=np.int64)
    found = np.empty((256, 2), dtype=np.int64)
    for one in range(queries.shape[0]):
        count = probe(arrays, queries[one : one + 1], within, found)
        if count > found.shape[0]:
            found = np.empty((2 * count, 2), dtype=np.int64)
            count = probe(arrays, queries[one : one + 1], within, found)
        for place in range(count):
            row, apart = found[place, 0], found[place, 1]
            if apart < bits[one] or (apart == bits[one] and row < nearest[one]):
                nearest[one], bits[one] = row, apart
    return nearest, bits
