"""An exact index of PDQ hashes: every hash within 31 bits of a query, none missed.

A hash is cut into slots. Two hashes within 31 bits agree, in at least one of 11 slots, to 2 bits
(in one of 16, to 1 bit), so that only the rows whose slot lies that near the query's are compared
in full (multi-index hashing: Norouzi, Punjani, Fleet, 2012). From two million hashes on there are
11 slots of 23 or 24 bits, below that 16 of 16 bits. Rows added later lie in a flat tail that every
query scans, until `merged` sorts them in. The arrays can be memory-mapped files.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pairs import Hashes, Words, distance, words_of
from vigie.analysis.images.pdq import MATCH

Ids = npt.NDArray[np.uint32]
Index = npt.NDArray[np.int64]

_MANY = 2_000_000


@dataclass(frozen=True, slots=True)
class Arrays:
    """What is kept of an index: uint64[n, 4] hashes, and for each slot its rows by value.

    `bounds` int64[slots + 1] are the first bits of the slots; `order` uint32[slots, n] are rows
    sorted by a slot's value; `starts` uint32 are where each value's rows begin, one slot's after
    another's, from `offsets` int64[slots] on.
    """

    words: Words
    bounds: Index
    order: Ids
    starts: Ids
    offsets: Index


def slots_for(size: int) -> Index:
    """The slots' bounds that suit so many hashes."""
    widths = [24] * 3 + [23] * 8 if size >= _MANY else [16] * 16
    return np.cumsum([0, *widths])


@compiled
def _value(words: Words, row: int, first: int, width: int) -> np.int64:
    """The bits `first` to `first + width` of a row."""
    word, shift = first // 64, first % 64
    value = words[row, word] >> np.uint64(shift)
    if shift + width > 64:
        value |= words[row, word + 1] << np.uint64(64 - shift)
    return np.int64(value & np.uint64((1 << width) - 1))


@compiled
def _sort(words: Words, first: int, width: int, order: Ids, starts: Ids) -> None:
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
def _probe(
    arrays: tuple[Words, Index, Ids, Ids, Index],
    flips: Index,
    query: Words,
    within: int,
    found: Index,
) -> int:
    """Write each row within the distance into `found` (row, distance); how many there are.

    `flips` are the bits to turn in a slot's value, none first. Where there are more rows than
    `found` holds, the true number is given and the first are written.
    """
    words, bounds, order, starts, offsets = arrays
    count = 0
    errors = within // (bounds.shape[0] - 1)
    for slot in range(bounds.shape[0] - 1):
        first, width = bounds[slot], bounds[slot + 1] - bounds[slot]
        value = _value(query, 0, first, width)
        for flip in flips:
            if flip >> width:
                continue
            at = offsets[slot] + (value ^ flip)
            for place in range(starts[at], starts[at + 1]):
                row = np.int64(order[slot, place])
                bits = distance(words[row], query[0])
                if bits <= within and _seen_first(
                    (words[row : row + 1], query), bounds, slot, errors
                ):
                    if count < found.shape[0]:
                        found[count, 0] = row
                        found[count, 1] = bits
                    count += 1
    return count


@compiled
def _seen_first(both: tuple[Words, Words], bounds: Index, slot: int, errors: int) -> bool:
    """Whether no earlier slot brings the pair together."""
    for earlier in range(slot):
        first, width = bounds[earlier], bounds[earlier + 1] - bounds[earlier]
        differing = _value(both[0], 0, first, width) ^ _value(both[1], 0, first, width)
        bits = 0
        while differing:
            differing &= differing - 1
            bits += 1
        if bits <= errors:
            return False
    return True


@compiled
def _scan(words: Words, size: int, query: Words, within: int, found: Index) -> int:
    """As `_probe`, over the first rows of an unsorted array."""
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
def _probe_each(
    arrays: tuple[Words, Index, Ids, Ids, Index], flips: Index, queries: Words, within: int
) -> tuple[Index, Index]:
    """For each query the nearest row within the distance (the first of equals; -1: none)."""
    nearest = np.full(queries.shape[0], -1, dtype=np.int64)
    bits = np.full(queries.shape[0], within + 1, dtype=np.int64)
    found = np.empty((256, 2), dtype=np.int64)
    for one in range(queries.shape[0]):
        count = _probe(arrays, flips, queries[one : one + 1], within, found)
        if count > found.shape[0]:
            found = np.empty((2 * count, 2), dtype=np.int64)
            count = _probe(arrays, flips, queries[one : one + 1], within, found)
        for place in range(count):
            row, apart = found[place, 0], found[place, 1]
            if apart < bits[one] or (apart == bits[one] and row < nearest[one]):
                nearest[one], bits[one] = row, apart
    return nearest, bits


def sorted_arrays(hashes: Hashes) -> Arrays:
    """The index of uint8[n, 32] hashes, in memory."""
    words = words_of(hashes)
    bounds = slots_for(len(words))
    widths = np.diff(bounds)
    sizes = (1 << widths) + 1
    offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    starts = np.zeros(int(sizes.sum()), dtype=np.uint32)
    order = np.empty((len(widths), len(words)), dtype=np.uint32)
    for slot, (first, width) in enumerate(zip(bounds[:-1], widths, strict=True)):
        part = starts[offsets[slot] : offsets[slot] + sizes[slot]]
        _sort(words, int(first), int(width), order[slot], part)
    return Arrays(words, bounds, order, starts, offsets)


@cache
def _flips(width: int, errors: int) -> Index:
    """Every way of turning at most so many bits (at most 2) of a value, none first."""
    single = [1 << bit for bit in range(width)] if errors else []
    double = [one | two for one in single for two in single if one < two] if errors > 1 else []
    return np.array([0, *single, *double], dtype=np.int64)


@dataclass(slots=True)
class HashIndex:
    """Hashes that can be searched and added to; a hash's number is its place in that order."""

    arrays: Arrays
    _tail: Words = field(default_factory=lambda: np.empty((1024, 4), dtype=np.uint64))
    _added: int = 0
    _found: Index = field(default_factory=lambda: np.empty((4096, 2), dtype=np.int64))

    def __len__(self) -> int:
        return len(self.arrays.words) + self._added

    @property
    def tail(self) -> int:
        """How many hashes were added since the index was sorted."""
        return self._added

    @property
    def _parts(self) -> tuple[Words, Index, Ids, Ids, Index]:
        held = self.arrays
        return held.words, held.bounds, held.order, held.starts, held.offsets

    @property
    def _slots(self) -> int:
        return len(self.arrays.bounds) - 1

    def add(self, one: Hashes) -> int:
        """Add one hash of 32 bytes; its number. It is found from the next search on."""
        if self._added == len(self._tail):
            self._tail = np.concatenate((self._tail, np.empty_like(self._tail)))
        self._tail[self._added] = one.view(np.uint64)
        self._added += 1
        return len(self) - 1

    def search(self, query: Hashes, within: int = MATCH) -> tuple[Index, Index]:
        """The numbers of all hashes within so many bits (at most 31) of one, and their distances.

        Nearest first, then in the order of their numbers.
        """
        if not 0 <= within <= MATCH:
            raise ValueError(f"within is {within}; the search is exact for 0 to {MATCH}")
        one = words_of(query.reshape(1, 32))
        flips = _flips(int(np.diff(self.arrays.bounds).max()), within // self._slots)
        sorted_ones = self._all(_probe, self._parts, flips, one, within)
        tail = self._all(_scan, self._tail, self._added, one, within)
        tail[:, 0] += len(self.arrays.words)
        both = np.concatenate((sorted_ones, tail))
        both = both[np.lexsort((both[:, 0], both[:, 1]))]
        return both[:, 0], both[:, 1]

    def nearest(self, queries: Hashes, within: int = MATCH) -> tuple[Index, Index]:
        """For each of uint8[n, 32] the number of the nearest sorted hash and its distance.

        -1 where none is within so many bits. Hashes added later are not looked at.
        """
        flips = _flips(int(np.diff(self.arrays.bounds).max()), within // self._slots)
        return _probe_each(self._parts, flips, words_of(queries), within)

    def merged(self) -> "HashIndex":
        """A new index with the added hashes sorted in; this one stays as it is."""
        words = np.concatenate((self.arrays.words, self._tail[: self._added]))
        return HashIndex(sorted_arrays(words.view(np.uint8).reshape(-1, 32)))

    def _all(self, kernel, *arguments) -> Index:  # type: ignore[no-untyped-def]  # two kernels of different arguments
        count = kernel(*arguments, self._found)
        if count > len(self._found):
            self._found = np.empty((2 * count, 2), dtype=np.int64)
            count = kernel(*arguments, self._found)
        return self._found[:count].copy()


def index_of(hashes: Hashes) -> HashIndex:
    """An index of uint8[n, 32] hashes; a hash's number is its row."""
    return HashIndex(sorted_arrays(hashes))
