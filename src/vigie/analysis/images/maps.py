"""Maps from one picture to another: fitted to places that agree, and what they cover."""

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.features import Points
from vigie.analysis.images.lookedfor import Map

Flags = npt.NDArray[np.bool_]

_GRID = 5
"""Cells a side, at most: fewer where the overlap holds few features."""


def fitted(source: Points, target: Points, freedom: int) -> Map | None:
    """The map of so many parameters that takes the source nearest to the target.

    Projective from 16 pairs on, affine from six, else a similarity; None where it is no view of a
    picture: turned inside out, or one side squeezed to under a third.
    """
    x, y = source.astype(np.float64).T
    zero, one = np.zeros(len(x)), np.ones(len(x))
    goal = target.astype(np.float64).T.reshape(-1)
    if len(x) < 4:
        return None
    if freedom == 8 and len(x) >= 16:
        u, v = target.astype(np.float64).T
        top = np.stack((x, y, one, zero, zero, zero, -u * x, -u * y), axis=1)
        low = np.stack((zero, zero, zero, x, y, one, -v * x, -v * y), axis=1)
        h = np.linalg.lstsq(np.vstack((top, low)), goal, rcond=None)[0]
        found: Map = np.append(h, 1.0).reshape(3, 3)
    elif freedom >= 6 and len(x) >= 6:
        rows = np.stack((x, y, one), axis=1)
        solved = np.linalg.lstsq(rows, target.astype(np.float64), rcond=None)[0]
        found = np.vstack((solved.T, (0, 0, 1)))
    else:
        top, low = np.stack((x, -y, one, zero), axis=1), np.stack((y, x, zero, one), axis=1)
        a, b, u, v = np.linalg.lstsq(np.vstack((top, low)), goal, rcond=None)[0]
        found = np.array(((a, -b, u), (b, a, v), (0, 0, 1)))
    stretch = np.linalg.svd(found[:2, :2], compute_uv=False)
    plausible = np.linalg.det(found[:2, :2]) > 0 and stretch[0] < 3 * stretch[1]
    plausible = plausible and 0.05 < stretch[1] < 12 and np.abs(found[2, :2]).max() < 0.8
    return found if plausible else None


def moved(found: Map, places: Points) -> Map:
    """Places (x, y) as the map takes them."""
    ahead = np.hstack((places[:, :2].astype(np.float64), np.ones((len(places), 1)))) @ found.T
    carried: Map = ahead[:, :2] / np.maximum(ahead[:, 2:], 1e-6)
    return carried


def within(places: Map, size: tuple[float, float]) -> Flags:
    """Which places lie in a picture of this width and height."""
    inside = (places >= 0).all(axis=1) & (places <= size).all(axis=1)
    return np.asarray(inside, dtype=np.bool_)


def parts_of(expected: Points, asked: Map, agreeing: Points) -> tuple[float, float]:
    """Of the cells of a grid over the expected places, the part that agrees and that contradicts.

    A cell that holds two expected places or more agrees where one was found; it contradicts where
    none was, though the query has two features or more there.
    """
    if not len(expected):
        return 0.0, 1.0
    low, high = expected[:, :2].min(axis=0), expected[:, :2].max(axis=0)
    grid = int(np.clip(round((len(expected) / 6) ** 0.5), 2, _GRID))

    def counts(places: Points | Map) -> npt.NDArray[np.int64]:
        cell = np.floor((places[:, :2] - low) / np.maximum(high - low, 1e-6) * grid)
        inside = ((cell > -1) & (cell <= grid)).all(axis=1)
        at = np.clip(cell[inside], 0, grid - 1).astype(np.int64)
        return np.bincount(at[:, 1] * grid + at[:, 0], minlength=grid * grid)

    busy, agrees = counts(expected) >= 2, counts(agreeing) > 0
    against = busy & ~agrees & (counts(asked) >= 2)
    most = max(1, int(busy.sum()))
    return float((busy & agrees).sum() / most), float(against.sum() / most)
