"""All pairs of hashes within some bits of one another: exact, and far from comparing all with all.

A hash is cut into 16 slots of 16 bits. Two hashes within 31 bits agree in some slot to one bit, so
that only the hashes of one bucket of a slot, and of the 16 buckets one bit away, are compared.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.extending import intrinsic

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pdq import MATCH

Hashes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Index = npt.NDArray[np.int64]
Distances = npt.NDArray[np.int32]

SLOTS = 16


def _popcount(_context: Any, word: Any) -> Any:
    """The number of bits set in a 64-bit word: one machine instruction."""

    def machine(_context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return word(word), machine


def _fetch_ahead(_context: Any, address: Any) -> Any:
    """The cache line at an address is asked for; nothing waits for it, and none need be there."""

    def machine(_context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        flag, pointer = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [pointer, flag, flag, flag])
        name, module = "llvm.prefetch.p0", builder.module
        fetch = module.globals.get(name) or ir.Function(module, kind, name)
        where = builder.inttoptr(arguments[0], pointer)
        builder.call(fetch, [where, flag(0), flag(3), flag(1)])
        return arguments[0]

    return address(address), machine


popcount: Any = intrinsic(_popcount)
fetch_ahead: Any = intrinsic(_fetch_ahead)


@compiled
def distance(left: Words, right: Words) -> int:
    """The bits in which two hashes of four words differ."""
    total = 0
    for k in range(left.shape[0]):
        total += int(popcount(left[k] ^ right[k]))
    return total


@compiled
def _by_slot(slots: npt.NDArray[np.uint16], slot: int) -> tuple[Index, Index]:
    """The rows in the order of one slot's value, and where each value's rows start."""
    starts = np.zeros(65_537, dtype=np.int64)
    for i in range(slots.shape[0]):
        starts[int(slots[i, slot]) + 1] += 1
    for value in range(65_536):
        starts[value + 1] += starts[value]
    filled = starts.copy()
    order = np.empty(slots.shape[0], dtype=np.int64)
    for i in range(slots.shape[0]):
        value = int(slots[i, slot])
        order[filled[value]] = i
        filled[value] += 1
    return order, starts


@compiled
def _first_near_slot(left: Words, right: Words) -> int:
    """The first slot in which two hashes differ by at most one bit (16: none)."""
    for slot in range(16):
        shift = np.uint64(16 * (slot % 4))
        differing = ((left[slot // 4] ^ right[slot // 4]) >> shift) & np.uint64(0xFFFF)
        if differing & (differing - np.uint64(1)) == 0:
            return slot
    return 16


@compiled
def _search(words: Words, slots: npt.NDArray[np.uint16], within: int) -> tuple[Index, Distances]:
    """Every pair once, in the first slot that brings it together."""
    pairs = np.empty((1024, 2), dtype=np.int64)
    distances = np.empty(1024, dtype=np.int32)
    found = 0
    for slot in range(16):
        order, starts = _by_slot(slots, slot)
        near = words[order]
        for value in range(65_536):
            for flip in range(17):
                other = value if flip == 16 else value ^ (1 << flip)
                if other < value or starts[other] == starts[other + 1]:
                    continue
                for i in range(starts[value], starts[value + 1]):
                    for j in range(i + 1 if flip == 16 else starts[other], starts[other + 1]):
                        bits = distance(near[i], near[j])
                        if bits > within or _first_near_slot(near[i], near[j]) != slot:
                            continue
                        if found == distances.shape[0]:
                            pairs = np.concatenate((pairs, np.empty_like(pairs)))
                            distances = np.concatenate((distances, np.empty_like(distances)))
                        pairs[found, 0] = min(order[i], order[j])
                        pairs[found, 1] = max(order[i], order[j])
                        distances[found] = bits
                        found += 1
    return pairs[:found], distances[:found]


def words_of(hashes: Hashes) -> Words:
    """Hashes of 32 bytes as rows of four 64-bit words."""
    words: Words = np.ascontiguousarray(hashes, dtype=np.uint8).view(np.uint64)
    return words.reshape(len(hashes), 4)


def near_pairs(hashes: Hashes, within: int = MATCH) -> tuple[Index, Distances]:
    """All pairs of rows of uint8[n, 32] that differ by at most `within` bits (at most 31).

    Gives int64[k, 2] (left row < right row, in ascending order) and their distances int32[k]. None
    is missed. Equal rows are pairs at distance 0, so that k grows with the square of the copies:
    pass distinct hashes where one picture is carried by thousands.
    """
    if not 0 <= within <= 2 * SLOTS - 1:
        raise ValueError(f"within is {within}; the search is exact for 0 to {2 * SLOTS - 1}")
    if len(hashes) < 2:
        return np.empty((0, 2), dtype=np.int64), np.empty(0, dtype=np.int32)
    distinct, copy_of = np.unique(hashes, axis=0, return_inverse=True)
    words = words_of(distinct)
    slots = words.view(np.uint16)
    pairs, distances = _search(words, slots, within)
    return _with_copies(pairs, distances, copy_of.reshape(-1))


def _with_copies(pairs: Index, distances: Distances, copy_of: Index) -> tuple[Index, Distances]:
    """The pairs of distinct hashes as pairs of rows, with the pairs of equal rows."""
    counts = np.bincount(copy_of)
    rows = np.argsort(copy_of, kind="stable")
    starts = np.concatenate(([0], np.cumsum(counts)))
    repeated = np.flatnonzero(counts > 1)
    left = np.concatenate((pairs[:, 0], repeated))
    right = np.concatenate((pairs[:, 1], repeated))
    bits = np.concatenate((distances, np.zeros(len(repeated), dtype=np.int32)))
    sizes = counts[left] * counts[right]
    at = np.repeat(np.arange(len(left)), sizes)
    inner = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    wide = counts[right][at]
    one = rows[starts[left][at] + inner // np.maximum(wide, 1)]
    two = rows[starts[right][at] + inner % np.maximum(wide, 1)]
    kept = np.flatnonzero((left[at] != right[at]) | (one < two))
    both = np.sort(np.stack((one, two), axis=1)[kept], axis=1)
    order = np.lexsort((both[:, 1], both[:, 0]))
    return both[order], bits[at][kept][order].astype(np.int32)
