"""Arithmetic over groups that are named by whole numbers: counts, distinct values, extremes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def ints(values: Any) -> Ints:
    """The values as 64-bit whole numbers."""
    return np.asarray(values, dtype=np.int64)


def pair_up(left: Ints, right: Ints) -> Ints:
    """One number for each pair of numbers from 0 on, both under 2**31."""
    return (ints(left) << 32) | ints(right)


def distinct(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The different pairs, in order, as their two halves."""
    pairs = np.sort(pair_up(left, right))
    if len(pairs):
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    return pairs >> 32, pairs & 0xFFFFFFFF


def count(groups: Ints, size: int) -> Ints:
    """How many rows each of the groups 0 to size - 1 has."""
    return np.bincount(groups, minlength=size).astype(np.int64)


def count_distinct(groups: Ints, values: Ints, size: int) -> Ints:
    """How many different values each group has."""
    return count(distinct(groups, values)[0], size)


def highest(groups: Ints, values: Floats, size: int, empty: float = 0.0) -> Floats:
    """The highest value of each group, `empty` for a group without rows."""
    result = np.full(size, -np.inf)
    np.maximum.at(result, groups, values)
    return np.where(np.isinf(result), empty, result)


def lowest(groups: Ints, values: Floats, size: int, empty: float = 0.0) -> Floats:
    """The lowest value of each group, `empty` for a group without rows."""
    return -highest(groups, -np.asarray(values, dtype=np.float64), size, -empty)


def middle(groups: Ints, values: Floats, size: int) -> Floats:
    """The median of each group (the lower of two middles); not a number for an empty group."""
    order = np.lexsort((values, groups))
    counts = count(groups, size)
    starts = np.cumsum(counts) - counts
    result = np.full(size, np.nan)
    full = counts > 0
    result[full] = values[order][starts[full] + (counts[full] - 1) // 2]
    return result


def ramp(values: Any, low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high` on, straight between (falling where `high` < `low`)."""
    scaled = (np.asarray(values, dtype=np.float64) - low) / (high - low)
    return np.nan_to_num(np.clip(scaled, 0.0, 1.0), nan=0.0)
