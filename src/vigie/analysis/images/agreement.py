"""Whether the features that two pictures share lie as one photograph would have them lie.

Each pair of like features proposes a turn, a scale and a shift; the proposal that most pairs agree
with is refined to an affine map. That alone would link all screenshots of one application and all
pictures with one sticker, so the agreeing places must also be spread over the whole overlap that
the map predicts, in both pictures.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.features import Features, Points, mirrored

Pairs = npt.NDArray[np.int64]
Map = npt.NDArray[np.float64]

FEWEST, LEAST_COVERED = 8, 0.7
"""Agreeing places, and the part of the overlap they must be spread over, to be worth showing."""
_LIKE, _CLEARER = 0.80, 0.06
_GRID = 6
"""Cells a side, at most: fewer where the overlap holds few features."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two pictures have in common.

    `affine` float64[2, 3] takes a place of the second picture to the first; `pairs` int64[n, 2] are
    the features (first, second) that agree with it; `covered` is the part of the predicted overlap,
    0 to 1, in which there are such features; `is_mirrored` says that the first was seen mirrored.
    """

    affine: Map
    pairs: Pairs
    covered: float
    is_mirrored: bool

    @property
    def points(self) -> int:
        """How many places agree."""
        return len(self.pairs)

    @property
    def holds(self) -> bool:
        """Whether the two are shown as one photograph."""
        return self.points >= FEWEST and self.covered >= LEAST_COVERED


def agreement(first: Features, second: Features) -> Agreement | None:
    """The better agreement of the first picture, as it is or mirrored, with the second."""
    both = (_agreement(first, second, False), _agreement(mirrored(first), second, True))
    found = [one for one in both if one]
    return max(found, key=lambda one: (one.points * one.covered, not one.is_mirrored), default=None)


def _agreement(first: Features, second: Features, is_mirrored: bool) -> Agreement | None:
    pairs = _like(first, second)
    if len(pairs) < 4:
        return None
    mine, theirs = first.points[pairs[:, 0]], second.points[pairs[:, 1]]
    inside = _most_agreed(mine, theirs)
    affine: Map = np.zeros((2, 3))
    for tolerance in (0.03, 0.02, 0.012):
        if inside.sum() < 4:
            return None
        affine = _fitted(theirs[inside, :2], mine[inside, :2])
        apart = np.linalg.norm(_moved(affine, theirs[:, :2]) - mine[:, :2], axis=1)
        inside = apart < tolerance
    if inside.sum() < 4 or not _plausible(affine):
        return None
    kept = pairs[inside]
    return Agreement(affine, kept, _covered(affine, first, second, kept), is_mirrored)


def _like(first: Features, second: Features) -> Pairs:
    """Features of the first and what each is most like in the second, where that is clear."""
    if len(first) < 2 or len(second) < 2:
        return np.empty((0, 2), dtype=np.int64)
    likeness = first.descriptors @ second.descriptors.T
    best = likeness.argmax(axis=1)
    value = likeness[np.arange(len(best)), best]
    far = (
        np.linalg.norm(second.points[best, None, :2] - second.points[None, :, :2], axis=2) > 0.03
    )  # beside the best lie the same place's other scales
    rival = np.where(far, likeness, 0.0).max(axis=1)
    clear = (value > _LIKE) & (value - rival > _CLEARER * (1 - value + 0.1) * 2)
    rows = np.flatnonzero(clear)
    return np.stack((rows, best[rows]), axis=1)


@compiled
def _most_agreed(mine: Points, theirs: Points) -> npt.NDArray[np.bool_]:
    """The pairs that agree with the turn, scale and shift that most pairs agree with."""
    size = mine.shape[0]
    best = np.zeros(size, dtype=np.bool_)
    most = 0
    for one in range(size):
        scale = mine[one, 2] / theirs[one, 2]
        turn = mine[one, 3] - theirs[one, 3]
        cos, sin = scale * np.cos(turn), scale * np.sin(turn)
        inside = np.zeros(size, dtype=np.bool_)
        count = 0
        for two in range(size):
            x, y = theirs[two, 0] - theirs[one, 0], theirs[two, 1] - theirs[one, 1]
            off_x = mine[one, 0] + cos * x - sin * y - mine[two, 0]
            off_y = mine[one, 1] + sin * x + cos * y - mine[two, 1]
            zoom = mine[two, 2] / theirs[two, 2] / scale
            if off_x * off_x + off_y * off_y < 0.0025 and 0.5 < zoom < 2.0:
                inside[two] = True
                count += 1
        if count > most:
            most, best = count, inside
    return best


def _fitted(source: npt.NDArray[np.float32], target: npt.NDArray[np.float32]) -> Map:
    """The affine map float64[2, 3] that takes the source nearest to the target."""
    ones = np.hstack((source.astype(np.float64), np.ones((len(source), 1))))
    solved = np.linalg.lstsq(ones, target.astype(np.float64), rcond=None)[0]
    return np.asarray(solved.T, dtype=np.float64)


def _moved(affine: Map, places: npt.NDArray[np.floating]) -> Map:
    moved: Map = places.astype(np.float64) @ affine[:, :2].T + affine[:, 2]
    return moved


def _plausible(affine: Map) -> bool:
    """No mirroring, no scale past eight, no side squeezed to under a third of the other."""
    stretch = np.linalg.svd(affine[:, :2], compute_uv=False)
    return bool(
        np.linalg.det(affine[:, :2]) > 0 and 0.06 < stretch[1] < 16 and stretch[0] < 3 * stretch[1]
    )


def _covered(affine: Map, first: Features, second: Features, pairs: Pairs) -> float:
    """The smaller of the parts of the overlap, in either picture, in which places agree."""
    back = np.linalg.inv(np.vstack((affine, (0, 0, 1))))[:2]
    mine = first.points[_within(_moved(back, first.points[:, :2]), second)]
    theirs = second.points[_within(_moved(affine, second.points[:, :2]), first)]
    grid = int(np.clip(round((min(len(mine), len(theirs)) / 5) ** 0.5), 3, _GRID))
    return min(
        _part(theirs, second.points[pairs[:, 1]], grid),
        _part(mine, first.points[pairs[:, 0]], grid),
    )


def _within(places: Map, picture: Features) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = (
        (places >= 0).all(axis=1)
        & (places[:, 0] <= picture.width)
        & (places[:, 1] <= picture.height)
    )
    return inside


def _part(all_points: Points, agreeing: Points, grid: int) -> float:
    """Of the cells of a grid over some points, how many with two points or more have agreement."""
    if not len(all_points):
        return 0.0
    low, high = all_points[:, :2].min(axis=0), all_points[:, :2].max(axis=0)

    def counts(points: Points) -> npt.NDArray[np.int64]:
        cell = np.clip((points[:, :2] - low) / np.maximum(high - low, 1e-6) * grid, 0, grid - 1)
        at = cell.astype(np.int64)
        return np.bincount(at[:, 1] * grid + at[:, 0], minlength=grid * grid)

    expected = counts(all_points) >= 2
    shown = (counts(agreeing) > 0) & expected
    return float(shown.sum() / max(1, expected.sum()))
