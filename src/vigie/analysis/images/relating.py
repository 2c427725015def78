"""Which kept pictures show one photograph, or one scene: all against all, from their prints.

A picture asks with the descriptors that its codes stand for, so that no file is opened again. What
comes out is what linking takes: pairs to join into groups of one picture, and pairs of one scene.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.claims import by_places
from vigie.analysis.images.codebook import codebook
from vigie.analysis.images.features import Features, mirrored_bins
from vigie.analysis.images.localindex import LocalArrays, Search, local_index
from vigie.analysis.images.localprints import LocalPrint, unpacked
from vigie.analysis.images.verifying import gathered_evidence

Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Related:
    """Pairs of pictures (int64[n, 2], the earlier first, ascending) by what is claimed of them."""

    altered: Pairs
    scenes: Pairs


def related(prints: Sequence[LocalPrint], search: Search | None = None) -> Related:
    """The pairs of the prints worth showing: about one false one in a million pairs.

    One print of each group that PDQ finds alike is enough: what it is related to, the group is.
    """
    arrays = local_index(prints)
    altered: set[tuple[int, int]] = set()
    scenes: set[tuple[int, int]] = set()
    own = replace(search or Search(), own=1)
    for row, one in enumerate(prints):
        for other, is_scene in _claimed(arrays, one, row, own):
            pair = (min(row, other), max(row, other))
            (scenes if is_scene else altered).add(pair)
    return Related(_pairs(altered), _pairs(scenes - altered))


def _claimed(
    arrays: LocalArrays, one: LocalPrint, row: int, search: Search
) -> list[tuple[int, bool]]:
    found = []
    for evidence in gathered_evidence(arrays, decoded(one), search):
        claim = by_places(evidence, len(arrays))
        if evidence.picture != row and claim.is_shown:
            found.append((evidence.picture, claim.is_scene))
    return found


def _pairs(found: set[tuple[int, int]]) -> Pairs:
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def decoded(one: LocalPrint) -> Features:
    """The features that a print stands for."""
    book = codebook()
    points, turned = unpacked(one.places)
    rotated = book.codes[np.arange(16)[None, :], one.codes].reshape(len(one), 128)
    upright = rotated @ book.rotation
    descriptors = np.where(turned[:, None], upright[:, mirrored_bins()], upright)
    return Features(points, descriptors.astype(np.float32), one.width, one.height)
