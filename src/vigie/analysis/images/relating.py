"""Which kept pictures show one photograph, or one scene: each against all, from their prints.

A picture asks with the descriptors that its codes stand for, so that no file is opened again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.claims import by_places
from vigie.analysis.images.codebook import codebook
from vigie.analysis.images.features import Features, mirrored_bins
from vigie.analysis.images.localindex import LocalArrays, Search, local_index
from vigie.analysis.images.localprints import LocalPrint, unpacked
from vigie.analysis.images.verifying import gathered_evidence

Pairs = npt.NDArray[np.int64]

ASKING = Search(own=1)
"""A kept picture that asks meets itself."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is claimed of one picture and another, by their numbers.

    `how` is the claim and its way; `points` places agree; of a pair of unrelated pictures `rate`
    would have as much in common.
    """

    left: int
    right: int
    how: str
    is_scene: bool
    points: int
    rate: float


@dataclass(frozen=True, slots=True)
class Related:
    """Pairs of pictures (int64[n, 2], the earlier first, ascending) by what is claimed of them."""

    altered: Pairs
    scenes: Pairs


def related(prints: Sequence[LocalPrint], search: Search = ASKING) -> Related:
    """The pairs of the prints worth showing: about one false one in a million pairs.

    One print of each group that PDQ finds alike is enough: what it is related to, the group is.
    """
    arrays = local_index(prints)
    best = strongest([one for row in range(len(prints)) for one in asked(arrays, row, search)])
    pairs = [[(one.left, one.right) for one in best if one.is_scene == scene] for scene in (0, 1)]
    return Related(*(np.array(one, dtype=np.int64).reshape(-1, 2) for one in pairs))


def asked(arrays: LocalArrays, row: int, search: Search = ASKING) -> list[Relation]:
    """What is claimed of a kept picture and each other."""
    first, last = (int(at) for at in arrays.firsts[row : row + 2])
    wide, high = arrays.sizes[row]
    codes = np.asarray(arrays.codes[arrays.at[first:last]])
    own = LocalPrint(codes, np.asarray(arrays.places[first:last]), float(wide), float(high))
    found = []
    for evidence in gathered_evidence(arrays, decoded(own), search):
        claim = by_places(evidence, len(arrays))
        if evidence.picture != row and claim.is_shown:
            left, right = sorted((row, evidence.picture))
            points = (evidence.loose if claim.is_scene else evidence.close).points
            found.append(Relation(left, right, claim.how, claim.is_scene, points, claim.rate))
    return found


def strongest(found: Sequence[Relation]) -> list[Relation]:
    """One relation for each pair: one photograph rather than one scene, then the rarest."""
    best: dict[tuple[int, int], Relation] = {}
    for one in sorted(found, key=lambda one: (one.is_scene, one.rate, -one.points, one.how)):
        best.setdefault((one.left, one.right), one)
    return [best[pair] for pair in sorted(best)]


def decoded(one: LocalPrint) -> Features:
    """The features that a print stands for."""
    book = codebook()
    points, turned = unpacked(one.places)
    rotated = book.codes[np.arange(16)[None, :], one.codes].reshape(len(one), 128)
    upright = rotated @ book.rotation
    descriptors = np.where(turned[:, None], upright[:, mirrored_bins()], upright)
    return Features(points, descriptors.astype(np.float32), one.width, one.height)
