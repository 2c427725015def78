"""Kept features looked for where a map carries them: the inner loop of verification."""

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.codebook import Cells, Codes, Floats
from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.features import Points

Map = npt.NDArray[np.float64]

LIKE = 0.24
"""The squared distance from a descriptor to a code under which the two are alike."""


@compiled
def _carried(found: Map, point: Points) -> tuple[float, float, float, float]:
    """Where a map takes a point: x, y, how many times as large, and its angle; 0 behind the eye."""
    depth = found[2, 0] * point[0] + found[2, 1] * point[1] + found[2, 2]
    if depth < 0.2:
        return 0.0, 0.0, 0.0, 0.0
    x = (found[0, 0] * point[0] + found[0, 1] * point[1] + found[0, 2]) / depth
    y = (found[1, 0] * point[0] + found[1, 1] * point[1] + found[1, 2]) / depth
    a, b = (found[0, 0] - x * found[2, 0]) / depth, (found[0, 1] - x * found[2, 1]) / depth
    c, d = (found[1, 0] - y * found[2, 0]) / depth, (found[1, 1] - y * found[2, 1]) / depth
    grown = np.sqrt(max(a * d - b * c, 1e-9))
    ahead_x, ahead_y = np.cos(point[3]), np.sin(point[3])
    return x, y, grown, np.arctan2(c * ahead_x + d * ahead_y, a * ahead_x + b * ahead_y)


@compiled
def agreeing(
    found: Map, points: tuple[Points, Points], likeness: tuple[Cells, Floats, Codes], near: float
) -> Cells:
    """The features (query, kept) int64[n, 2] that lie and look alike, each of the query's once.

    `points` are the query's and the kept picture's; `likeness` the form of the query's feature that
    compares with a kept one (-1: none), its tables, the kept codes; `near` is a part of the kept
    picture's longer side as the query shows it.
    """
    mine, kept = points
    form, tables, codes = likeness
    taken_by = np.full(mine.shape[0], -1, dtype=np.int64)
    taken_at = np.full(mine.shape[0], np.float32(9), dtype=np.float32)
    order = np.argsort(mine[:, 1])
    heights = mine[order, 1]
    for row in range(kept.shape[0]):
        x, y, grown, angle = _carried(found, kept[row])
        if grown == 0:
            continue
        reach = max(near * min(grown, 1.5), 0.002)
        best, which = np.float32(LIKE), -1
        for k in range(np.searchsorted(heights, y - reach), heights.shape[0]):
            if heights[k] > y + reach:
                break
            one = order[k]
            away = (mine[one, 0] - x) ** 2 + (mine[one, 1] - y) ** 2
            zoom = mine[one, 2] / (kept[row, 2] * grown)
            at = form[row, one]
            if away > reach * reach or zoom < 0.6 or zoom > 1.65 or at < 0:
                continue
            if np.cos(mine[one, 3] - angle) < 0.8:
                continue
            total = np.float32(0)
            for part in range(16):
                total += tables[at, part, codes[row, part]]
            if total < best:
                best, which = total, one
        if which >= 0 and best < taken_at[which]:
            taken_at[which], taken_by[which] = best, row
    asked = np.flatnonzero(taken_by >= 0)
    pairs = np.empty((asked.shape[0], 2), dtype=np.int64)
    pairs[:, 0] = asked
    pairs[:, 1] = taken_by[asked]
    return pairs
