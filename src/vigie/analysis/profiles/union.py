"""Union of what is linked, that knows what must stay apart."""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
JOINED, TOGETHER, KEPT_APART, TOO_LARGE, TOO_LIGHT = 1, 0, -1, -2, -3
"""What became of a link: it joined two groups; they were one already; a person's "different"
stands between them; they would have grown past a plausible size on too weak a link; it is too
light to join groups of their size."""


class Rules(NamedTuple):
    """When groups join: the bits that join single accounts, what each doubling of the smaller group
    adds to that, the plausible size, the bits that pass it, and the bits every link starts from."""

    least: float
    doubling: float
    plausible: int
    strong: float
    prior: float


@numba.njit(cache=True)
def _root(parent: Ints, one: int) -> int:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


@numba.njit(cache=True)
def _apart(parent: Ints, other: Ints, head: Ints, following: Ints, pair: tuple[int, int]) -> bool:
    """Whether some ad of one group must not be with some ad of the other."""
    one, against = pair
    at = head[one]
    while at >= 0:
        if _root(parent, other[at]) == against:
            return True
        at = following[at]
    return False


@numba.njit(cache=True)
def unite(
    size: Ints,
    links: tuple[Ints, Ints, Floats],
    rules: Rules,
    different: tuple[Ints, Ints],
) -> tuple[Ints, npt.NDArray[np.int8]]:
    """Take links in their order and join what they link; the group of each ad, each link's fate.

    `size` is what each ad adds to its group's size; `links` are left, right, bits (nan: a person's
    word, which joins whatever the size). `different` are the pairs that must stay apart. The
    smallest ad stands for a group. Links in the order of falling weight make the tree of joins a
    maximum spanning tree.
    """
    left, right, bits = links
    count, pairs = len(size), len(different[0])
    parent = np.arange(count).astype(np.int32)
    grown = size.copy()
    head, tail = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    many = np.zeros(count, np.int32)
    other, following = np.empty(2 * pairs, np.int32), np.full(2 * pairs, -1, np.int32)
    for at in range(2 * pairs):
        owner = different[at % 2][at // 2]
        other[at] = different[1 - at % 2][at // 2]
        following[at], head[owner] = head[owner], at
        tail[owner] = at if tail[owner] < 0 else tail[owner]
        many[owner] += 1
    fate = np.zeros(len(left), np.int8)
    for row in range(len(left)):
        one, two = _root(parent, left[row]), _root(parent, right[row])
        if one == two:
            continue
        few, more = (one, two) if many[one] <= many[two] else (two, one)
        if _apart(parent, other, head, following, (few, more)):
            fate[row] = KEPT_APART
            continue
        if bits[row] < rules.least + rules.doubling * np.log2(max(1, min(grown[one], grown[two]))):
            fate[row] = TOO_LIGHT
            continue
        if bits[row] < rules.strong and grown[one] + grown[two] > rules.plausible:
            fate[row] = TOO_LARGE
            continue
        fate[row] = JOINED
        first, second = min(one, two), max(one, two)
        parent[second] = first
        grown[first] += grown[second]
        many[first] += many[second]
        if head[second] >= 0:
            if head[first] < 0:
                head[first], tail[first] = head[second], tail[second]
            else:
                following[tail[first]] = head[second]
                tail[first] = tail[second]
    for one in range(count):
        parent[one] = _root(parent, one)
    return parent, fate
