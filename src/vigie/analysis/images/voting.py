"""Which kept pictures agree with a query on one turn, scale and shift, by the hits of its features.

Each hit proposes a similarity; a picture's worth is the weight of the hits that agree with its best
proposal. A feature that is like many kept ones (a symbol of an application, a sticker, a letter)
weighs little.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.codebook import Cells, Floats
from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.features import Points
from vigie.analysis.images.localindex import Asked, Hits, LocalArrays
from vigie.analysis.images.localprints import unpacked

Flags = npt.NDArray[np.bool_]

COMMON = 3.0
"""A feature that is the same as so many kept ones, beyond one, weighs half."""
LEAST = 3.0
"""Of less worth, a picture is no candidate: of 229 that were rightly claimed the least had 4.2, of
unrelated ones more than half have less than 3."""
MOST_HITS = 400
"""Of one picture, so many of its nearest hits are compared with one another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kept picture, by its number, with a similarity that takes a place in it to the query.

    `similarity` is (scale, turn in radians, x, y); `is_mirrored` says that the query is seen
    mirrored; `worth` is the weight of the hits that agree.
    """

    picture: int
    worth: float
    similarity: tuple[float, float, float, float]
    is_mirrored: bool


def candidates(arrays: LocalArrays, asked: Asked, found: Hits, most: int) -> list[Candidate]:
    """The pictures of most worth, heaviest first, of equals the earlier first."""
    if not len(found.form):
        return []
    weights = weight_of(found.seen)[found.form] * (1 - found.away / 0.25)
    theirs, turned = unpacked(arrays.places[found.row])
    mirrors = turned != asked.was_turned[found.form]
    source = asked.source[found.form]
    mine = _seen(asked, source, mirrors)
    picture = np.searchsorted(arrays.firsts, found.row.astype(np.int64), side="right") - 1
    order = np.lexsort((found.away, mirrors, picture))
    group = picture[order] * 2 + mirrors[order]
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1], [True])))
    best, which = _best(
        (mine[order], theirs[order]), source[order], weights[order].astype(np.float32), starts
    )
    ranked = np.lexsort((np.arange(len(best)), -best))[:most]
    return [
        _candidate(int(group[starts[k]]), float(best[k]), mine[at], theirs[at])
        for k, at in zip(ranked, order[which[ranked]], strict=True)
        if best[k] >= LEAST
    ]


def weight_of(seen: Cells) -> Floats:
    """What a feature weighs that is like so many kept ones: from 1 down."""
    return np.asarray(COMMON / (COMMON + np.maximum(seen - 1, 0)), dtype=np.float32)


def _seen(asked: Asked, source: Cells, mirrors: Flags) -> Points:
    """The places of the query's features, mirrored where the hit is."""
    points = asked.features.points[source].copy()
    points[mirrors, 0] = asked.features.width - points[mirrors, 0]
    points[mirrors, 3] = np.pi - points[mirrors, 3]
    return points


def _candidate(group: int, worth: float, mine: Points, theirs: Points) -> Candidate:
    scale, turn = float(mine[2] / theirs[2]), float(mine[3] - theirs[3])
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    x = float(mine[0] - cos * theirs[0] + sin * theirs[1])
    y = float(mine[1] - sin * theirs[0] - cos * theirs[1])
    return Candidate(group // 2, worth, (scale, turn, x, y), bool(group % 2))


@compiled
def _best(
    points: tuple[Points, Points], source: Cells, weights: Floats, starts: Cells
) -> tuple[Floats, Cells]:
    """For each run of hits of one picture: the most weight that agrees with one of them, and which.

    A feature of the query counts once.
    """
    mine, theirs = points
    size = starts.shape[0] - 1
    best, which = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.int64)
    counted = np.full(source.max() + 1, -1, dtype=np.int64)
    mark = 0
    for k in range(size):
        first, last = starts[k], min(starts[k + 1], starts[k] + MOST_HITS)
        if last - first < 3:
            continue
        for one in range(first, last):
            mark += 1
            scale = mine[one, 2] / theirs[one, 2]
            turn = mine[one, 3] - theirs[one, 3]
            cos, sin = scale * np.cos(turn), scale * np.sin(turn)
            total, count = np.float32(0), 0
            for two in range(first, last):
                if counted[source[two]] == mark:
                    continue
                x, y = theirs[two, 0] - theirs[one, 0], theirs[two, 1] - theirs[one, 1]
                off_x = mine[one, 0] + cos * x - sin * y - mine[two, 0]
                off_y = mine[one, 1] + sin * x + cos * y - mine[two, 1]
                near = np.float32(0.03) + np.float32(0.06) * scale * np.sqrt(x * x + y * y)
                if off_x * off_x + off_y * off_y > near * near:
                    continue
                zoom = mine[two, 2] / theirs[two, 2] / scale
                if zoom < 0.6 or zoom > 1.7:
                    continue
                if np.cos(mine[two, 3] - theirs[two, 3] - turn) < 0.87:
                    continue
                counted[source[two]] = mark
                total += weights[two]
                count += 1
            if count >= 3 and total > best[k]:
                best[k], which[k] = total, one
    return best, which
