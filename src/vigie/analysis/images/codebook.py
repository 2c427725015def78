"""Descriptors as 16 bytes each, and the cell of the inverted file in which each belongs.

A picture and its mirror image have the same features but for a permutation of the bins, so that
each descriptor is kept in the one of its two forms that lies on the positive side of an axis; which
one it was is kept as a bit. The kept form is rotated (optimised product quantisation: Ge, He, Ke,
Sun, 2013), each half is given the nearest of 512 cells (an inverted multi-index: Babenko and
Lempitsky, 2012), each sixteenth the nearest of 256 codes. The tables ship with the room.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.features import Descriptors, mirrored_bins

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]
Cells = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PARTS, CODES, HALF_CELLS = 16, 256, 512
CELLS = HALF_CELLS * HALF_CELLS
UNSURE = 0.06
"""So near the axis a query's descriptor is looked for in both its forms."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The tables: `axis` [128], `rotation` [128, 128], `cells` [2, 512, 64], `codes` [16, 256, 8];
    all float32.
    """

    axis: Floats
    rotation: Floats
    cells: Floats
    codes: Floats


@dataclass(frozen=True, slots=True)
class Turned:
    """Descriptors in kept form.

    `rotated` float32[n, 128]; `was_turned` bool[n] says of which the mirrored form is kept;
    `source` int64[n] is the row that each came from.
    """

    rotated: Floats
    was_turned: Flags
    source: Cells


@cache
def codebook() -> Codebook:
    """The codebook that the room ships."""
    stored = np.load(BytesIO((files(__package__) / "codebook.npz").read_bytes()))
    return Codebook(*(stored[name].astype(np.float32) for name in Codebook.__slots__))


def kept_form(book: Codebook, descriptors: Descriptors) -> Turned:
    """Each descriptor once."""
    turned = descriptors @ book.axis < 0
    return _turned(book, descriptors, np.arange(len(descriptors)), turned)


def asked_forms(book: Codebook, descriptors: Descriptors) -> Turned:
    """Each descriptor once, and those near the axis in their other form too."""
    side = descriptors @ book.axis
    unsure = np.flatnonzero(np.abs(side) < UNSURE)
    source = np.concatenate((np.arange(len(descriptors)), unsure))
    turned = np.concatenate((side < 0, side[unsure] >= 0))
    return _turned(book, descriptors[source], source, turned)


def _turned(book: Codebook, descriptors: Descriptors, source: Cells, turned: Flags) -> Turned:
    upright = np.where(turned[:, None], descriptors[:, mirrored_bins()], descriptors)
    return Turned((upright @ book.rotation.T).astype(np.float32), turned, source)


def halves(book: Codebook, rotated: Floats) -> Floats:
    """Squared distances of each half to its 512 cells, less the half's own length: [n, 2, 512]."""
    parts = rotated.reshape(-1, 2, 64)
    lengths = (book.cells**2).sum(axis=2)
    away = np.empty((len(rotated), 2, HALF_CELLS), dtype=np.float32)
    for half in range(2):
        away[:, half] = lengths[half] - 2 * parts[:, half] @ book.cells[half].T
    return away


def cells_of(book: Codebook, rotated: Floats) -> Cells:
    """The cell of each descriptor, 0 to 262,143."""
    nearest = halves(book, rotated).argmin(axis=2).astype(np.int64)
    cells: Cells = nearest[:, 0] * HALF_CELLS + nearest[:, 1]
    return cells


def tables(book: Codebook, rotated: Floats) -> Floats:
    """Squared distances of each sixteenth to its 256 codes: float32[n, 16, 256]."""
    parts = rotated.reshape(-1, PARTS, 8)
    made = np.empty((len(rotated), PARTS, CODES), dtype=np.float32)
    lengths = (book.codes**2).sum(axis=2)
    for part in range(PARTS):
        mine = parts[:, part]
        own = (mine**2).sum(axis=1)
        made[:, part] = lengths[part] + own[:, None] - (2 * mine) @ book.codes[part].T
    return made


def codes_of(book: Codebook, rotated: Floats) -> Codes:
    """The 16 bytes of each descriptor: uint8[n, 16]."""
    codes: Codes = tables(book, rotated).argmin(axis=2).astype(np.uint8)
    return codes
