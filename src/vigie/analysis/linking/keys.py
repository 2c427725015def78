"""The keys that ads or accounts carry, as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vigie.analysis.linking.arrow import Column, array, pc

Ints = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
NO_DAY = -(2**31)
"""The day of an ad whose date is unknown."""


@dataclass(frozen=True, slots=True)
class Names:
    """Each key's kind and value; a key's number is its place in the order of (kind, value)."""

    kind: Small
    value: Column

    def __len__(self) -> int:
        return len(self.kind)

    def where(self, chosen: Ints) -> "Names":
        """The chosen keys, by their numbers."""
        return Names(self.kind[chosen], self.value.take(array(chosen)))


@dataclass(frozen=True, slots=True)
class Carried:
    """Which owner (an ad or an account) carries which key, sorted by owner and key, each once.

    `first` and `last` are the days (since 1970) of the earliest and latest ad that shows the key;
    `ad` is the first such ad, by the order of ad ids.
    """

    owner: Ints
    key: Ints
    first: Ints
    last: Ints
    ad: Ints

    def __len__(self) -> int:
        return len(self.owner)

    def where(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.integer]) -> "Carried":
        """The chosen rows, by a mask or by their numbers."""
        return Carried(
            self.owner[chosen],
            self.key[chosen],
            self.first[chosen],
            self.last[chosen],
            self.ad[chosen],
        )


def regroup(carried: Carried, owner: Ints) -> Carried:
    """The same keys carried by new owners, each once: earliest and latest day, first ad."""
    order = np.lexsort((carried.ad, carried.key, owner))
    owners, keys = owner[order], carried.key[order]
    begins = np.ones(len(order), bool)
    begins[1:] = (owners[1:] != owners[:-1]) | (keys[1:] != keys[:-1])
    starts = np.flatnonzero(begins)
    if not len(starts):
        return carried
    known_first = np.where(carried.first == NO_DAY, 2**31 - 1, carried.first)[order]
    first = np.minimum.reduceat(known_first, starts)
    return Carried(
        owners[starts].astype(np.int32),
        keys[starts],
        np.where(first == 2**31 - 1, NO_DAY, first).astype(np.int32),
        np.maximum.reduceat(carried.last[order], starts).astype(np.int32),
        carried.ad[order][starts],
    )


def number(kinds: Small, values: Column) -> tuple[Ints, Names]:
    """Number (kind, value) pairs in their order, whatever the order of the rows."""
    letters = array([chr(65 + code) for code in range(64)]).take(array(kinds))
    encoded = pc.binary_join_element_wise(letters, values, "").dictionary_encode()
    words = encoded.dictionary
    order = pc.sort_indices(words).to_numpy()
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    words = words.take(array(order))
    kind = np.zeros(len(words), np.int8)
    rows = rank[encoded.indices.to_numpy(zero_copy_only=False)]
    kind[rows] = kinds
    return rows, Names(kind, pc.utf8_slice_codeunits(words, 1))
