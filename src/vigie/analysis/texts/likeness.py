"""How alike two texts are: the share of their word pairs that both have, counted exactly."""

import numpy as np

from vigie.analysis.texts.compiled import Loop, compiled
from vigie.analysis.texts.prints import SHINGLES

ALIKE = 0.3
"""Texts that share at least this much may be one template."""
SHARED = 4
"""And at least so many word pairs; texts too short for it must share SHORT."""
SHORT = 0.75


@compiled
def shared(left: Loop, right: Loop) -> Loop:
    """Give how many hashes two sorted lists share, and how many either has.

    Where a list was cut to its smallest hashes, both are counted only as far as it reaches.
    """
    reach = np.uint32(0xFFFFFFFF)
    if len(left) >= SHINGLES:
        reach = min(reach, left[-1])
    if len(right) >= SHINGLES:
        reach = min(reach, right[-1])
    i, j, both, either = 0, 0, 0, 0
    while i < len(left) and j < len(right) and min(left[i], right[j]) <= reach:
        a, b = left[i], right[j]
        both += a == b
        either += 1
        i += a <= b
        j += b <= a
    while i < len(left) and left[i] <= reach:
        i += 1
        either += 1
    while j < len(right) and right[j] <= reach:
        j += 1
        either += 1
    return both, either


@compiled
def alike(left: Loop, right: Loop) -> Loop:
    """Say whether two texts share enough word pairs to be one template."""
    small, large = min(len(left), len(right)), max(len(left), len(right))
    if small < ALIKE * large:
        return False
    both, either = shared(left, right)
    return both >= ALIKE * either and (both >= SHARED or both >= SHORT * either)
