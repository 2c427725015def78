"""What hangs together, found by joins alone: alternating large and small stars.

Each round puts what a node is near nearer to the smallest of it, until every component is a star
around its smallest member (Kiveris and others, Connected Components in MapReduce and Beyond, 2014).
No machine holds more than its share of the edges, and the rounds are few: about the logarithm of
the longest chain.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.int32]
Edges = TypeVar("Edges")
"""Whatever an engine keeps a table (node, near; node > near, each once) in."""


def stars(edges: Edges, ask: Callable[[str, Edges], Edges], left: Callable[[Edges], int]) -> Edges:
    """Give each node that is not the smallest of its component, and that smallest: node, near.

    `ask` answers a query of `engines/sql/` over these edges, `left` counts what is no star yet.
    """
    while left(edges):
        edges = ask("small_star", ask("large_star", edges))
    return edges


def edges_of(left: Numbers, right: Numbers) -> pa.Table:
    """Pairs as edges: the larger first, each once, none to itself."""
    high, low = np.maximum(left, right).astype(np.int64), np.minimum(left, right)
    both = np.unique((high << 32 | low)[high != low])
    return pa.table({"node": (both >> 32).astype(np.int32), "near": both.astype(np.int32)})


def smallest(found: pa.Table, nodes: int) -> Numbers:
    """The smallest of the component of each of so many nodes, from its stars."""
    centre = np.arange(nodes, dtype=np.int32)
    centre[found["node"].to_numpy()] = found["near"].to_numpy()
    return centre
