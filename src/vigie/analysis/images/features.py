"""Local features: the small places by which a picture is known again when most of it has changed.

SIFT (Lowe, 2004) on a picture of at most so many pixels a side, the features spread over it, each
descriptor as the root of its L1 norm (Arandjelović and Zisserman, 2012). A mirrored picture costs
no second extraction: mirroring only moves the bins of a descriptor.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from vigie.analysis.images.pdq import Pixels

Points = npt.NDArray[np.float32]
Descriptors = npt.NDArray[np.float32]

_GRID = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """At what size a picture is looked at, and how many features are kept of it."""

    side: int = 512
    most: int = 280


KEPT = Scale()
"""For pictures that are kept: 280 features of 28 bytes in the index."""
ASKED = Scale(side=800, most=900)
"""For a query, which may be a collage or a screen of which the picture is a part."""


@dataclass(frozen=True, slots=True)
class Features:
    """Where features lie and what they look like.

    `points` float32[n, 4]: x and y as parts of the longer side, size likewise, angle in radians.
    `descriptors` float32[n, 128] of length 1. `width` and `height` as parts of the longer side.
    """

    points: Points
    descriptors: Descriptors
    width: float
    height: float

    def __len__(self) -> int:
        return len(self.points)


def mirrored_bins() -> npt.NDArray[np.int64]:
    """Where each of the 128 values goes: cells swap left and right, angles turn the other way."""
    rows, columns, angles = np.indices((4, 4, 8))
    bins: npt.NDArray[np.int64] = (((3 - rows) * 4 + columns) * 8 + (-angles) % 8).reshape(-1)
    return bins


_MIRRORED = mirrored_bins()


def features_of(pixels: Pixels, scale: Scale) -> Features:
    """The features of RGB bytes (rows, columns, 3), strongest first in each part of the picture."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    longer = max(grey.shape)
    factor = scale.side / longer
    if factor < 1:
        size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    found, raw = _sift(grey, scale.most)
    longer = max(grey.shape)
    points = np.array(
        [
            (one.pt[0] / longer, one.pt[1] / longer, one.size / longer, np.radians(one.angle))
            for one in found
        ],
        dtype=np.float32,
    ).reshape(-1, 4)
    return Features(points, _rooted(raw), grey.shape[1] / longer, grey.shape[0] / longer)


def _sift(grey: npt.NDArray[Any], most: int) -> tuple[list[cv2.KeyPoint], Descriptors]:
    """The features to keep and their descriptors.

    All are described at once: describing a few later builds the pyramid of blurs a second time,
    which costs more than the descriptors that are thrown away.
    """
    detector = cv2.SIFT.create(nfeatures=4 * most, contrastThreshold=0.015, edgeThreshold=15)
    found, raw = detector.detectAndCompute(grey, None)
    if not found:
        return [], np.empty((0, 128), dtype=np.float32)
    chosen = _spread(list(found), grey.shape, most)
    return [found[place] for place in chosen], np.asarray(raw, dtype=np.float32)[chosen]


def _spread(found: list[cv2.KeyPoint], shape: tuple[int, ...], most: int) -> list[int]:
    """The places of the features to keep: by rank within their cell of a grid and their octave.

    Large features are few and outlive shrinking; without the octaves the small ones would take all.
    """
    strengths = np.array([one.response for one in found])
    rows = np.array([one.pt[1] for one in found]) * _GRID // max(1, shape[0])
    columns = np.array([one.pt[0] for one in found]) * _GRID // max(1, shape[1])
    octaves = np.clip(np.log2([one.size for one in found]), 1, 5).astype(np.int64)
    order = np.argsort(-strengths, kind="stable")
    ranks = np.empty(len(found), dtype=np.int64)
    seen: dict[tuple[int, int, int], int] = {}
    for place in order:
        cell = (int(rows[place]), int(columns[place]), int(octaves[place]))
        ranks[place] = seen[cell] = seen.get(cell, -1) + 1
    balanced = np.lexsort((np.arange(len(found)), -strengths, ranks // 2))
    return [int(place) for place in balanced[:most]]


def _rooted(raw: Descriptors) -> Descriptors:
    """Descriptors whose scalar product compares them as histograms."""
    sums = np.maximum(raw.sum(axis=1, keepdims=True), 1e-6)
    rooted: Descriptors = np.sqrt(raw / sums).astype(np.float32)
    return rooted


def mirrored(features: Features) -> Features:
    """The features of the picture seen in a mirror (left and right swapped)."""
    points = features.points.copy()
    points[:, 0] = features.width - points[:, 0]
    points[:, 3] = (np.pi - points[:, 3]) % (2 * np.pi)
    return Features(points, features.descriptors[:, _MIRRORED], features.width, features.height)
