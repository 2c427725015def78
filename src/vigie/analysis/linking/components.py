"""Which of many things hang together."""

import numba
import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.keys import Ints


@numba.njit(cache=True)
def root(parent: Ints, one: int) -> int:
    """The one that stands for all that `one` hangs together with; paths are halved on the way."""
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


@numba.njit(cache=True)
def join(parent: Ints, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """Join pair after pair; the smallest stands for its group. Says which pairs were needed."""
    needed = np.zeros(len(left), np.bool_)
    for row in range(len(left)):
        one, other = root(parent, left[row]), root(parent, right[row])
        if one != other:
            needed[row] = True
            parent[max(one, other)] = min(one, other)
    return needed


@numba.njit(cache=True)
def flatten(parent: Ints) -> None:
    """Let everything point straight at the one that stands for it."""
    for one in range(len(parent)):
        parent[one] = root(parent, one)
