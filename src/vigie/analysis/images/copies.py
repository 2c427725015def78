"""Pairs of pictures that show one photograph become the keys by which ads are compared.

A collage shows every photograph in it, and those show nothing of one another: what hangs together
is not one photograph. So a whole group shares a key only where most of its pictures were found
alike; elsewhere each pair has its own, which says no more than what was found.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.int64]
Key = tuple[int, int]
"""The first and the last picture of those that share it."""

DENSE = 0.5
"""The part of a group's pairs that must have been found for the group to be one photograph."""
MANY = 12
"""A picture found in so many others shares one key with all: so common it is stock, or a logo."""


def keys_of(pairs: Pairs) -> Iterator[tuple[int, Key]]:
    """Each picture (by its number) with each key that it carries, of int64[n, 2] pairs."""
    beside: dict[int, set[int]] = {}
    for left, right in pairs.tolist():
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    for group in _together(beside):
        found = sum(len(beside[one]) for one in group) / 2
        if found >= DENSE * len(group) * (len(group) - 1) / 2:
            yield from ((one, (group[0], group[-1])) for one in group)
        else:
            yield from _by_pair(beside, group)


def _together(beside: dict[int, set[int]]) -> Iterator[list[int]]:
    """The groups that hang together, each in order."""
    left = dict.fromkeys(sorted(beside))
    while left:
        group, waiting = [], [next(iter(left))]
        del left[waiting[0]]
        while waiting:
            one = waiting.pop()
            group.append(one)
            new = [other for other in beside[one] if other in left]
            waiting += new
            for other in new:
                del left[other]
        yield sorted(group)


def _by_pair(beside: dict[int, set[int]], group: list[int]) -> Iterator[tuple[int, Key]]:
    common = {one for one in group if len(beside[one]) > MANY}
    for one in sorted(common):
        yield from ((other, (one, one)) for other in sorted({one, *beside[one]}))
    for one in group:
        for other in sorted(beside[one] - common):
            if one < other and one not in common:
                yield one, (one, other)
                yield other, (one, other)
