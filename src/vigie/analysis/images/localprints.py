"""What is kept of a picture's local features: 16 bytes of likeness and four of place for each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.codebook import Codes, Flags, codebook, codes_of, kept_form
from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.features import Features, Points

Packed = npt.NDArray[np.uint32]

SMALLEST = 1 / 1024
"""The size of feature, as a part of the longer side, at which the scale of sizes begins."""
STEPS = 7.0
"""Steps of the scale of sizes to an octave; there are 64."""


@dataclass(frozen=True, slots=True)
class LocalPrint:
    """A picture's features as they are kept.

    `codes` uint8[n, 16]; `places` uint32[n]: from the lowest bit, x and y (9 bits each, parts of
    the longer side), angle (7), size (6, a seventh of an octave each), and whether the mirrored
    form is kept; `width` and `height` as parts of the longer side.
    """

    codes: Codes
    places: Packed
    width: float
    height: float

    def __len__(self) -> int:
        return len(self.codes)


def local_print(features: Features) -> LocalPrint:
    """The features in kept form."""
    form = kept_form(codebook(), features.descriptors)
    places = packed(features.points, form.was_turned)
    return LocalPrint(codes_of(codebook(), form.rotated), places, features.width, features.height)


def packed(points: Points, was_turned: Flags) -> Packed:
    """Places, sizes and angles in 32 bits each."""
    x, y = (np.clip(points[:, axis] * 511, 0, 511).round() for axis in range(2))
    angle = (points[:, 3] / (2 * np.pi) * 128).round() % 128
    size = np.clip(np.log2(np.maximum(points[:, 2], 1e-9) / SMALLEST) * STEPS, 0, 63).round()
    whole = [one.astype(np.uint32) for one in (x, y, angle, size, was_turned)]
    joined = np.zeros(len(points), dtype=np.uint32)
    for one, shift in zip(whole, (0, 9, 18, 25, 31), strict=True):
        joined |= one << np.uint32(shift)
    return joined


@compiled
def unpacked(places: Packed) -> tuple[Points, npt.NDArray[np.bool_]]:
    """Places as float32[n, 4] (x, y, size, angle), and whether the mirrored form is kept."""
    points = np.empty((places.shape[0], 4), dtype=np.float32)
    turned = np.empty(places.shape[0], dtype=np.bool_)
    for row in range(places.shape[0]):
        value = int(places[row])
        points[row, 0] = (value & 511) / 511
        points[row, 1] = (value >> 9 & 511) / 511
        points[row, 2] = SMALLEST * 2.0 ** ((value >> 25 & 63) / STEPS)
        points[row, 3] = (value >> 18 & 127) * (2 * np.pi / 128)
        turned[row] = value >> 31 == 1
    return points, turned
