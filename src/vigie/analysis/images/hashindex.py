"""An exact index of PDQ hashes: every hash within 31 bits of a query, none missed.

A hash is cut into slots, and each is given a share of the bits that may differ, 32 in all. Two
hashes within 31 bits stay under the share in at least one slot, so that only rows whose slot lies
that near the query's are looked at (multi-index hashing: Norouzi, Punjani, Fleet, 2012); in one
such slot they also stay under both shares together with the slot that follows (the pigeonring: Qin
and Xiao, 2018), so that 16 bits kept beside a row dismiss all but one in a hundred unread. From two
million hashes on there are six slots of 21 bits searched to two bits, and seven of 18 or 19 to one;
below that 16 of 16 bits to one. Rows added later lie in a flat tail that every query scans, until
`merged` sorts them in. The arrays can be memory-mapped files.
"""

from dataclasses import dataclass, field

import numpy as np

from vigie.analysis.images.hashprobe import (
    Ids,
    Index,
    Marks,
    Parts,
    mark_slot,
    probe,
    probe_each,
    scan,
    sort_slot,
)
from vigie.analysis.images.pairs import Hashes, Words, words_of
from vigie.analysis.images.pdq import MATCH

_MANY = 2_000_000


@dataclass(frozen=True, slots=True)
class Arrays:
    """What is kept of an index: uint64[n, 4] hashes, and for each slot its rows by value.

    `bounds` int64[slots + 1] are the first bits of the slots; `order` uint32[slots, n] are rows
    sorted by a slot's value; `marks` uint16[slots, n] the first bits of the next slot of each (the
    first slot's beside the last's); `starts` uint32 are where each value's rows begin, one slot's
    after another's, from `offsets` int64[slots] on.
    """

    words: Words
    bounds: Index
    order: Ids
    marks: Marks
    starts: Ids
    offsets: Index


def slots_for(size: int) -> Index:
    """The slots' bounds that suit so many hashes."""
    widths = [21] * 6 + [19] * 4 + [18] * 3 if size >= _MANY else [16] * 16
    return np.cumsum([0, *widths])


def sizes_for(size: int) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays of so many hashes: words, order, marks, starts."""
    widths = np.diff(slots_for(size))
    return {
        "words": (size, 4),
        "order": (len(widths), size),
        "marks": (len(widths), size),
        "starts": (int(((1 << widths) + 1).sum()),),
    }


def filled(words: Words, order: Ids, marks: Marks, starts: Ids) -> Arrays:
    """Sort the rows of `words` into the other arrays, which may be mapped files."""
    held = laid_out(words, order, marks, starts)
    starts[:] = 0
    widths = np.diff(held.bounds)
    for slot, width in enumerate(widths):
        part = starts[held.offsets[slot] : held.offsets[slot] + (1 << width) + 1]
        sort_slot(words, int(held.bounds[slot]), int(width), order[slot], part)
        following = held.bounds[(slot + 1) % len(widths)]
        mark_slot(words, int(following), order[slot], marks[slot])
    return held


def laid_out(words: Words, order: Ids, marks: Marks, starts: Ids) -> Arrays:
    """Arrays that are filled already, as an index."""
    bounds = slots_for(len(words))
    sizes = (1 << np.diff(bounds)) + 1
    return Arrays(words, bounds, order, marks, starts, np.concatenate(([0], np.cumsum(sizes)[:-1])))


def sorted_arrays(hashes: Hashes) -> Arrays:
    """The index of uint8[n, 32] hashes, in memory."""
    words = words_of(hashes)
    shapes = sizes_for(len(words))
    order, starts = np.empty(shapes["order"], np.uint32), np.empty(shapes["starts"], np.uint32)
    return filled(words, order, np.empty(shapes["marks"], np.uint16), starts)


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
    def _parts(self) -> Parts:
        held = self.arrays
        return held.words, held.bounds, held.order, held.marks, held.starts, held.offsets

    def add(self, one: Hashes) -> int:
        """Add one hash of 32 bytes; its number. It is found from the next search on."""
        if self._added == len(self._tail):
            self._tail = np.concatenate((self._tail, np.empty_like(self._tail)))
        self._tail[self._added] = one.view(np.uint64)
        self._added += 1
        return len(self) - 1

    def add_many(self, hashes: Hashes) -> None:
        """Add uint8[n, 32] hashes in their order."""
        more = words_of(hashes)
        if self._added + len(more) > len(self._tail):
            room = np.empty((max(len(self._tail), len(more)), 4), dtype=np.uint64)
            self._tail = np.concatenate((self._tail, room))
        self._tail[self._added : self._added + len(more)] = more
        self._added += len(more)

    def words(self) -> Words:
        """Every hash, sorted ones and added ones, in the order of their numbers."""
        return np.concatenate((self.arrays.words, self._tail[: self._added]))

    def search(self, query: Hashes, within: int = MATCH) -> tuple[Index, Index]:
        """The numbers of all hashes within so many bits (at most 31) of one, and their distances.

        Nearest first, then in the order of their numbers.
        """
        if not 0 <= within <= MATCH:
            raise ValueError(f"within is {within}; the search is exact for 0 to {MATCH}")
        one = words_of(query.reshape(1, 32))
        sorted_ones = self._all(probe, self._parts, one, within)
        tail = self._all(scan, self._tail, self._added, one, within)
        tail[:, 0] += len(self.arrays.words)
        both = np.concatenate((sorted_ones, tail))
        both = both[np.lexsort((both[:, 0], both[:, 1]))]
        return both[:, 0], both[:, 1]

    def nearest(self, queries: Hashes, within: int = MATCH) -> tuple[Index, Index]:
        """For each of uint8[n, 32] the number of the nearest sorted hash and its distance.

        -1 where none is within so many bits. Hashes added later are not looked at.
        """
        return probe_each(self._parts, words_of(queries), within)

    def merged(self) -> "HashIndex":
        """A new index with the added hashes sorted in; this one stays as it is."""
        return HashIndex(sorted_arrays(self.words().view(np.uint8).reshape(-1, 32)))

    def _all(self, kernel, *arguments) -> Index:  # type: ignore[no-untyped-def]  # two kernels of different arguments
        count = kernel(*arguments, self._found)
        if count > len(self._found):
            self._found = np.empty((2 * count, 2), dtype=np.int64)
            count = kernel(*arguments, self._found)
        return self._found[:count].copy()


def index_of(hashes: Hashes) -> HashIndex:
    """An index of uint8[n, 32] hashes; a hash's number is its row."""
    return HashIndex(sorted_arrays(hashes))
