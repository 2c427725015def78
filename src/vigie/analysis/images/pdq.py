"""PDQ: 256 bits that stay nearly the same when a photograph is re-encoded or scaled (Meta, 2019).

The luma plane is blurred twice by a box filter, sampled at 64 by 64 points, turned by a cosine
transform into its 16 by 16 lowest frequencies (the constant one left out), and each frequency above
their median sets a bit. Every sum is in float32 and in the order of Meta's C++, so that the bits
equal those of `pdqhash`. Two hashes within 31 bits are taken for one photograph.
"""

import math

import cv2
import numpy as np
import numpy.typing as npt

from vigie.analysis.images.compiled import compiled

Plane = npt.NDArray[np.float32]
Samples = Plane
Pixels = npt.NDArray[np.uint8]
Hash = npt.NDArray[np.uint8]
Grey = Pixels

SAMPLES, FREQUENCIES, SMALLEST_SIDE = 64, 16, 5
MATCH = 31
"""Bits that may differ between two hashes of one photograph (Meta's recommendation)."""
ORIENTATIONS = (
    "upright",
    "rotated_90",
    "rotated_180",
    "rotated_270",
    "flipped_vertically",
    "flipped_horizontally",
    "transposed",
    "transposed_across",
)


def _cosines() -> Plane:
    """The 64 by 16 matrix of the transform (column i: frequency i + 1)."""
    scale = float(np.float32(math.sqrt(2.0 / SAMPLES)))
    step = math.pi / 2.0 / SAMPLES
    rows = [
        [scale * math.cos(step * (i + 1) * (2 * j + 1)) for i in range(FREQUENCIES)]
        for j in range(SAMPLES)
    ]
    return np.array(rows, dtype=np.float32)


_COSINES = _cosines()
_ODD_ROW, _ODD_COLUMN = np.indices((FREQUENCIES, FREQUENCIES)) % 2 == 1
_ODD_ONE = _ODD_ROW ^ _ODD_COLUMN


@compiled
def planes(pixels: Pixels) -> tuple[Plane, Grey]:
    """The luma of uint8[rows, columns, 3], weighed in float64, and the mean of red, green and blue
    without its fraction: float32[rows, columns] and uint8[rows, columns], in one pass.
    """
    rows, columns = pixels.shape[0], pixels.shape[1]
    light = np.empty((rows, columns), dtype=np.float32)
    mean = np.empty((rows, columns), dtype=np.uint8)
    flat = pixels.reshape(rows, columns * 3)
    for i in range(rows):
        line = flat[i]
        for j in range(columns):
            at = np.uint32(3 * j)  # unsigned: no check for places counted from the end
            red, green, blue = np.int32(line[at]), np.int32(line[at + 1]), np.int32(line[at + 2])
            light[i, j] = np.float32(red * 0.299 + green * 0.587 + blue * 0.114)
            mean[i, j] = (red + green + blue) // 3
    return light, mean


@compiled
def _box(plane: Plane, window: int, wanted: npt.NDArray[np.int64]) -> Plane:
    """The running mean down each column, over `window` rows, at the wanted rows (ascending,
    the same one as often as it is named).
    """
    rows, columns = plane.shape
    half = (window + 2) // 2
    out = np.empty((wanted.shape[0], columns), dtype=np.float32)
    sums = np.zeros(columns, dtype=np.float32)
    written, inside = 0, 0
    for step in range(rows + half - 1):
        if step < rows:
            inside += 1
            for j in range(columns):
                sums[j] += plane[step, j]
        if step >= window:
            inside -= 1
            for j in range(columns):
                sums[j] -= plane[step - window, j]
        row = step - half + 1
        while written < wanted.shape[0] and row == wanted[written]:
            count = np.float32(inside)
            for j in range(columns):
                out[written, j] = sums[j] / count
            written += 1
    return out


@compiled
def _spectrum(samples: Plane, cosines: Plane) -> Plane:
    """The 16 by 16 lowest frequencies of the 64 by 64 samples, summed in Meta's order."""
    middle = np.zeros((16, 64), dtype=np.float32)
    for i in range(16):
        for k in range(64):
            for j in range(64):
                middle[i, j] += cosines[k, i] * samples[k, j]
    out = np.zeros((16, 16), dtype=np.float32)
    for i in range(16):
        for k in range(64):
            for j in range(16):
                out[i, j] += middle[i, k] * cosines[k, j]
    return out


@compiled
def _quality(samples: Plane) -> int:
    """Meta's measure of how much there is to see: 0 (flat) to 100."""
    total = 0
    for i in range(64):
        for j in range(64):
            if i < 63:
                fall = (samples[i, j] - samples[i + 1, j]) * np.float32(100) / np.float32(255)
                total += abs(int(fall))
            if j < 63:
                fall = (samples[i, j] - samples[i, j + 1]) * np.float32(100) / np.float32(255)
                total += abs(int(fall))
    return min(100, total // 90)


def window(side: int) -> int:
    """The width of the box filter along a side, in pixels."""
    return (side + 2 * SAMPLES - 1) // (2 * SAMPLES)


def centres(side: int) -> npt.NDArray[np.int64]:
    """Where the 64 samples lie along a side."""
    return (((np.arange(SAMPLES) + 0.5) * side) / SAMPLES).astype(np.int64)


def samples_of(plane: Plane) -> Samples:
    """The blurred picture at 64 by 64 points, from its luma (rows, columns)."""
    rows, columns = plane.shape
    if rows == columns == SAMPLES:
        return plane
    plane = _turned_over(_box(_turned_over(plane), window(columns), np.arange(columns)))
    plane = _turned_over(_box(plane, window(rows), np.arange(rows)))
    plane = _turned_over(_box(plane, window(columns), centres(columns)))
    return _box(plane, window(rows), centres(rows))


def _turned_over(plane: Plane) -> Plane:
    """Rows as columns, in memory too; OpenCV's copy takes a fifth of NumPy's time."""
    return np.asarray(cv2.transpose(plane), dtype=np.float32)


def spectrum(pixels: Pixels) -> tuple[Plane, int] | None:
    """The 16 by 16 frequencies and the quality, or None where a side is under 5 pixels."""
    return spectrum_of_luma(planes(np.ascontiguousarray(pixels))[0])


def spectrum_of_luma(plane: Plane) -> tuple[Plane, int] | None:
    """As `spectrum`, from the luma that `planes` gives."""
    return spectrum_of(samples_of(plane)) if min(plane.shape) >= SMALLEST_SIDE else None


def spectrum_of(samples: Samples) -> tuple[Plane, int]:
    """The 16 by 16 frequencies and the quality of 64 by 64 samples."""
    return _spectrum(samples, _COSINES), _quality(samples)


def bits(frequencies: Plane) -> Hash:
    """The 32 bytes of a spectrum: a bit for each frequency above the median (the 128th of 256)."""
    flat = frequencies.reshape(-1)
    median = np.partition(flat, 127)[127]
    packed: Hash = np.packbits((flat > median)[::-1])
    return packed


def eight(frequencies: Plane) -> Hash:
    """The hashes of the picture in its eight orientations (`ORIENTATIONS`), uint8[8, 32].

    A turn or a flip only transposes the spectrum and changes signs, so that one transform serves
    all eight.
    """
    turned = np.stack(_turned(frequencies)).reshape(len(ORIENTATIONS), -1)
    medians = np.partition(turned, 127, axis=1)[:, 127:128]
    packed: Hash = np.packbits((turned > medians)[:, ::-1], axis=1)
    return packed


def eight_of_hash(one: Hash) -> Hash:
    """What the eight hashes would be, from one hash alone: uint8[8, 32], the first as it is.

    For a picture of which nothing but its hash is known. A bit says on which side of the median a
    frequency lies, and the median is near nought: so a changed sign turns a bit over, but for the
    few frequencies between the two.
    """
    signs = np.unpackbits(one)[::-1].reshape(FREQUENCIES, FREQUENCIES).astype(np.float32) * 2 - 1
    turned: Hash = np.stack([np.packbits((side.reshape(-1) > 0)[::-1]) for side in _turned(signs)])
    return turned


def _turned(frequencies: Plane) -> tuple[Plane, ...]:
    """The spectrum of the picture in each of its orientations."""
    opposite = -frequencies
    by_row = np.where(_ODD_ROW, frequencies, opposite)
    by_column = np.where(_ODD_COLUMN, frequencies, opposite)
    by_both = np.where(_ODD_ONE, opposite, frequencies)
    return (
        frequencies,
        by_column.T,
        by_both,
        by_row.T,
        by_row,
        by_column,
        frequencies.T,
        by_both.T,
    )
