"""How alike two texts are: the share of their word pairs that both have, counted exactly."""

import numpy as np

from vigie.analysis.texts.compiled import Loop, compiled
from vigie.analysis.texts.prints import SHINGLES

ALIKE = 0.3
"""Texts that share at least this much may be one template."""
EVIDENCE = 2.8
"""And likeness times shared pairs must reach this: the less alike, the more must be shared. One
stock phrase in two short texts would else join two templates, and a million texts have many."""
WHOLE = 0.85
"""Two texts made of what everybody writes must share so much."""


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
def alike(left: Loop, right: Loop, strict: Loop) -> Loop:
    """Say whether two texts share enough word pairs to be one template."""
    least = WHOLE if strict else ALIKE
    if min(len(left), len(right)) < least * max(len(left), len(right)):
        return False
    both, either = shared(left, right)
    return both >= least * either and (strict or both * both >= EVIDENCE * either)
