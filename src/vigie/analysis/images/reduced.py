"""PDQ of a picture that was decoded at a half, a quarter or an eighth of its size.

PDQ blurs a picture twice and takes 64 by 64 points. All of that is linear and separable, so that it
is one matrix for the rows and one for the columns, each sample a band of a few rows. A reduced JPEG
holds the mean of each block of `step` by `step` pixels; the matrices see through it the picture at
full size, drawn between the blocks by straight lines that keep each block's mean. So the samples
lie where they would have lain, and the hash drifts by one bit in the mean (`benchmarks/hashing.py`)
where hashing the small picture itself drifts by seventeen. Sums are in a fixed order.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.pdq import Plane, Samples, centres, window

Grey = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

SHORTEST = 200
"""Pixels that the shorter side has at least once it is reduced; under twice that, none is."""
_ROWS_TURNED, _COLUMNS_TURNED = (3, 4, 6, 7), (2, 3, 7, 8)


@dataclass(frozen=True, slots=True)
class Reduced:
    """The luma of a JPEG at a part of its size, as it is stored: uint8[rows, columns].

    A value is the mean of `step` by `step` pixels; `width` and `height` are those of the whole as
    stored, `orientation` is EXIF's (1 to 8).
    """

    plane: Grey
    step: int
    width: int
    height: int
    orientation: int
    media_type: str

    @property
    def transposed(self) -> bool:
        """Whether rows and columns change places when the picture is set upright."""
        return self.orientation > 4

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole picture as a person sees it, in pixels."""
        return (self.height, self.width) if self.transposed else (self.width, self.height)

    @property
    def upright(self) -> Grey:
        """The plane as a person sees it."""
        plane = self.plane
        if self.orientation in _ROWS_TURNED:
            plane = plane[::-1]
        if self.orientation in _COLUMNS_TURNED:
            plane = plane[:, ::-1]
        return np.ascontiguousarray(plane.T if self.transposed else plane)


def step_for(width: int, height: int) -> int:
    """By how much a JPEG of a size may be reduced for its hash: 8, 4, 2, or 1 (not at all)."""
    shorter = min(width, height)
    return next((step for step in (8, 4, 2) if shorter >= step * SHORTEST), 1)


def samples_of_reduced(picture: Reduced) -> Samples:
    """The 64 by 64 samples of the picture at full size, set upright."""
    rows = _bands(picture.height, picture.step, turned=picture.orientation in _ROWS_TURNED)
    columns = _bands(picture.width, picture.step, turned=picture.orientation in _COLUMNS_TURNED)
    samples = _products(picture.plane, rows, columns)
    return np.ascontiguousarray(samples.T) if picture.transposed else samples


def samples_of_part(plane: Plane) -> Samples:
    """The samples of a luma plane at full size, or of a rectangle of one.

    Those of `pdq.samples_of` but for the rounding of sums, ten times as fast.
    """
    rows, columns = plane.shape
    return _products(plane, _bands(rows, 1, turned=False), _bands(columns, 1, turned=False))


@lru_cache(maxsize=256)
def _bands(side: int, step: int, *, turned: bool) -> tuple[Plane, Places]:
    """One side's matrix, float32[64, blocks], and the first and last block of each row's band."""
    whole = _matrix(centres(side), window(side), (side, step), turned)
    filled = whole != 0.0
    first = filled.argmax(axis=1)
    after = whole.shape[1] - filled[:, ::-1].argmax(axis=1)
    return whole.astype(np.float32), np.stack((first, after), axis=1)


@compiled
def _matrix(
    wanted: Places, window: int, size: tuple[int, int], turned: bool
) -> npt.NDArray[np.float64]:
    """What each block adds to each sample: two box means at full size, seen through the blocks."""
    side, step = size
    half = (window + 2) // 2
    blocks = (side + step - 1) // step
    drawn = _drawn(side, step)
    weights = np.zeros(side, dtype=np.float64)
    out = np.zeros((wanted.shape[0], blocks), dtype=np.float64)
    for sample in range(wanted.shape[0]):
        top, bottom = max(0, wanted[sample] + half - window), min(side, wanted[sample] + half)
        for row in range(top, bottom):
            first, last = max(0, row + half - window), min(side, row + half)
            for pixel in range(first, last):
                weights[pixel] += 1.0 / ((bottom - top) * (last - first))
        for pixel in range(max(0, top + half - window), min(side, bottom + half)):
            place = side - 1 - pixel if turned else pixel
            block = place // step
            for near in range(3):
                if 0 <= block + near - 1 < blocks:
                    out[sample, block + near - 1] += weights[pixel] * drawn[place, near]
            weights[pixel] = 0.0
    return out


@compiled
def _drawn(side: int, step: int) -> npt.NDArray[np.float64]:
    """A pixel's value out of the blocks before, around and after it: float64[side, 3].

    Straight lines between the blocks' middles, then shifted so that each block keeps its mean.
    """
    blocks = (side + step - 1) // step
    drawn = np.zeros((side, 3), dtype=np.float64)
    for pixel in range(side):
        block = pixel // step
        off = (pixel + 0.5) / step - 0.5 - block
        other = 0 if off < 0 else 2
        if not 0 <= block + other - 1 < blocks:
            other = 1
        drawn[pixel, 1] += 1.0 - abs(off)
        drawn[pixel, other] += abs(off)
    for block in range(blocks):
        first, last = block * step, min(side, block * step + step)
        for near in range(3):
            mean = 0.0
            for pixel in range(first, last):
                mean += drawn[pixel, near]
            mean /= last - first
            for pixel in range(first, last):
                drawn[pixel, near] += (1.0 if near == 1 else 0.0) - mean
    return drawn


@compiled
def _products(
    plane: Grey | Plane, rows: tuple[Plane, Places], columns: tuple[Plane, Places]
) -> Samples:
    """The rows' matrix times the plane times the columns' matrix, band by band."""
    wide = plane.shape[1]
    middle = np.zeros((64, wide), dtype=np.float32)
    for sample in range(64):
        for row in range(rows[1][sample, 0], rows[1][sample, 1]):
            weight = rows[0][sample, row]
            for column in range(wide):
                middle[sample, column] += weight * np.float32(plane[row, column])
    out = np.zeros((64, 64), dtype=np.float32)
    for sample in range(64):
        for other in range(64):
            total = np.float32(0)
            for column in range(columns[1][other, 0], columns[1][other, 1]):
                total += middle[sample, column] * columns[0][other, column]
            out[sample, other] = total
    return out
