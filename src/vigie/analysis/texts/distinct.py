"""Texts that are the same text are held once, in an order that no input order can change."""

from dataclasses import dataclass, replace

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

    def only(self, indices: Indices) -> "Distinct":
        """Give some of the texts, in this order; the hashes are not copied."""
        return Distinct(
            self.fingerprints[indices],
            self.starts[indices],
            self.lengths[indices],
            self.copies[indices],
            self.shingles,
            self.whole[indices],
        )

    def followed_by(self, later: "Distinct") -> "Distinct":
        """Give these texts and then the later ones, whatever their fingerprints.

        The hashes stay where they are while the room behind them suffices.
        """
        used = int((self.starts + self.lengths).max(initial=0))
        packed = later.packed()
        room = _with_room(self.shingles, used, len(packed.shingles))
        room[used : used + len(packed.shingles)] = packed.shingles
        return Distinct(
            np.concatenate([self.fingerprints, packed.fingerprints]),
            np.concatenate([self.starts, packed.starts + used]),
            np.concatenate([self.lengths, packed.lengths]),
            np.concatenate([self.copies, packed.copies]),
            room,
            np.concatenate([self.whole, packed.whole]),
        )

    def packed(self) -> "Distinct":
        """Give the same texts with their hashes one after the other and none between."""
        starts = np.cumsum(self.lengths) - self.lengths
        places = np.repeat(self.starts - starts, self.lengths) + np.arange(int(self.lengths.sum()))
        return replace(self, starts=starts, shingles=self.shingles[places])


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


def _with_room(shingles: Hashes, used: int, more: int) -> Hashes:
    """Give the same hashes with room for more, copied only where there is none."""
    if used + more <= len(shingles):
        return shingles
    grown = np.empty(used + more + (used + more) // 4, np.uint32)
    grown[:used] = shingles[:used]
    return grown
