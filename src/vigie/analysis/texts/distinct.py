"""Texts that are the same text are held once, in an order that no input order can change."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.texts.prints import Hashes, Offsets, TextPrints, Wide

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Distinct:
    """The n different texts of a collection, by rising fingerprint; texts with no words left out.

    Text i has the hashes `shingles[starts[i]:starts[i] + lengths[i]]` and stands `copies[i]` times
    in the collection. `whole[i]` marks one that is made of what everybody writes (see `stops`).
    """

    fingerprints: Wide
    starts: Offsets
    lengths: Offsets
    copies: Indices
    shingles: Hashes
    whole: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.fingerprints)

    @property
    def sets(self) -> tuple[Hashes, Offsets, Offsets, npt.NDArray[np.bool_]]:
        """The texts as the compiled loops take them."""
        return self.shingles, self.starts, self.lengths, self.whole


def distinct(prints: TextPrints) -> tuple[Distinct, Indices]:
    """Give the different texts, and for each print the index of its text (-1: it has no words)."""
    found, first, place, copies = np.unique(
        prints.fingerprints, return_index=True, return_inverse=True, return_counts=True
    )
    empty = int(len(found) > 0 and found[0] == 0)
    kept = first[empty:]
    held = Distinct(
        fingerprints=found[empty:],
        starts=prints.starts[kept],
        lengths=prints.starts[kept + 1] - prints.starts[kept],
        copies=copies[empty:],
        shingles=prints.shingles,
        whole=np.zeros(len(kept), np.bool_),
    )
    return held, place - empty
