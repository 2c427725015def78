"""An inverted file of local features: of each feature asked for, the kept ones that are like it.

Features lie by cell, so that a query reads a few runs of a few hundred; from a feature one comes to
its place in its picture, and from a picture to its features. 28 bytes a feature in all. The arrays
can be memory-mapped files; `fill` writes them in two passes over the prints, whatever their number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from vigie.analysis.images.codebook import (
    CELLS,
    HALF_CELLS,
    Cells,
    Codes,
    Floats,
    asked_forms,
    cells_of,
    codebook,
    halves,
    tables,
)
from vigie.analysis.images.compiled import compiled
from vigie.analysis.images.features import Features
from vigie.analysis.images.localprints import LocalPrint, Packed

BY_CHANCE = 0.002
"""Of the kept features that are read, so many are the same as one asked for by chance, at most."""
_REACH = 16
"""Cells of either half that are paired."""

Prints = Callable[[], Iterable[LocalPrint]]


@dataclass(frozen=True, slots=True)
class LocalArrays:
    """What is kept of an index of n features of p pictures.

    By cell: `codes` uint8[n, 16], `rows` uint32[n] (which feature it is), `starts` uint32[cells +
    1]. By picture: `places` uint32[n] as in `LocalPrint`, `at` uint32[n] (where the feature lies
    among the codes), `firsts` int64[p + 1], `sizes` float32[p, 2].
    """

    codes: Codes
    rows: Packed
    starts: Packed
    places: Packed
    at: Packed
    firsts: Cells
    sizes: Floats

    def __len__(self) -> int:
        return len(self.sizes)


def shapes(features: int, pictures: int) -> dict[str, tuple[Any, tuple[int, ...]]]:
    """The type and shape of each array, by name, for so many features of so many pictures."""
    return {
        "codes": (np.uint8, (features, 16)),
        "rows": (np.uint32, (features,)),
        "starts": (np.uint32, (CELLS + 1,)),
        "places": (np.uint32, (features,)),
        "at": (np.uint32, (features,)),
        "firsts": (np.int64, (pictures + 1,)),
        "sizes": (np.float32, (pictures, 2)),
    }


def local_index(prints: Iterable[LocalPrint]) -> LocalArrays:
    """The index of prints that fit in memory."""
    held = list(prints)
    wanted = shapes(sum(len(one) for one in held), len(held))
    empty = LocalArrays(**{name: np.zeros(shape, kind) for name, (kind, shape) in wanted.items()})
    return fill(empty, lambda: held)


def fill(arrays: LocalArrays, prints: Prints) -> LocalArrays:
    """Write the prints (given twice, in one order) into arrays of zeros of the right shapes."""
    picture = first = 0
    for one in prints():
        cells = print_cells(one)
        arrays.at[first : first + len(one)] = cells
        np.add.at(arrays.starts, cells + 1, np.uint32(1))
        arrays.sizes[picture] = one.width, one.height
        picture, first = picture + 1, first + len(one)
        arrays.firsts[picture] = first
    arrays.starts[:] = np.cumsum(arrays.starts, dtype=np.uint32)
    filled = arrays.starts[:-1].copy()
    first = 0
    for one in prints():
        cells = arrays.at[first : first + len(one)].astype(np.int64)
        _place(arrays_of(arrays), (one.codes, one.places, cells), filled, first)
        first += len(one)
    return arrays


def print_cells(one: LocalPrint) -> Cells:
    """The cell of each kept feature: that of the descriptor which its code stands for."""
    book = codebook()
    parts = book.codes[np.arange(16)[None, :], one.codes]
    return cells_of(book, parts.reshape(len(one), 128))


def arrays_of(arrays: LocalArrays) -> tuple[Any, ...]:
    """The arrays as a tuple, as compiled functions take them."""
    return tuple(getattr(arrays, one.name) for one in fields(arrays))


@compiled
def _place(
    arrays: tuple[Codes, Packed, Packed, Packed, Packed, Cells, Floats],
    new: tuple[Codes, Packed, Cells],
    filled: Packed,
    first: int,
) -> None:
    codes, rows, _, places, at, _, _ = arrays
    new_codes, new_places, cells = new
    for k in range(cells.shape[0]):
        place = filled[cells[k]]
        filled[cells[k]] += np.uint32(1)
        codes[place] = new_codes[k]
        rows[place] = np.uint32(first + k)
        places[first + k] = new_places[k]
        at[first + k] = place


@dataclass(frozen=True, slots=True)
class Search:
    """How widely is searched: cells read for each feature asked for, and hits kept of it, within
    a squared distance; how near a kept feature must be to count as the same; how many pictures are
    verified; and how many copies of the query itself are kept.
    """

    cells: int = 12
    hits: int = 32
    limit: float = 0.18
    common: float = 0.09
    pictures: int = 10
    own: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's features in the forms that are looked for.

    `features` as they are; `source` int64[m] the feature of each form; `was_turned` bool[m];
    `tables` float32[m, 16, 256] the squared distances to all codes.
    """

    features: Features
    source: Cells
    was_turned: npt.NDArray[np.bool_]
    tables: Floats


@dataclass(frozen=True, slots=True)
class Hits:
    """Kept features that are like those asked for, each row one.

    `form` int64[h] the form asked for, `row` uint32[h] the kept feature, `away` float32[h] their
    squared distance (0 to the limit); `seen` int64[m] how many kept features are the same as each
    form.
    """

    form: Cells
    row: Packed
    away: Floats
    seen: Cells


def hits(arrays: LocalArrays, features: Features, search: Search) -> tuple[Asked, Hits]:
    """The features asked for and what is like them."""
    book = codebook()
    form = asked_forms(book, features.descriptors)
    asked = Asked(features, form.source, form.was_turned, tables(book, form.rotated))
    sides = halves(book, form.rotated)
    count, rows, away, seen = _probe(
        (arrays.codes, arrays.rows, arrays.starts),
        sides,
        asked.tables,
        (search.cells, search.hits, np.float32(search.limit), np.float32(search.common)),
    )
    kept = np.arange(search.hits)[None, :] < count[:, None]
    forms = np.broadcast_to(np.arange(len(count))[:, None], kept.shape)
    return asked, Hits(forms[kept], rows[kept], away[kept], seen - search.own)


@compiled
def _least(away: Floats) -> tuple[Cells, Floats]:
    """Which of the cells of a half are nearest, nearest first, and their distances."""
    which = np.zeros(_REACH, dtype=np.int64)
    least = np.full(_REACH, np.float32(np.inf), dtype=np.float32)
    for cell in range(away.shape[0]):
        at = _REACH - 1
        if away[cell] >= least[at]:
            continue
        while at > 0 and least[at - 1] > away[cell]:
            least[at], which[at] = least[at - 1], which[at - 1]
            at -= 1
        least[at], which[at] = away[cell], cell
    return which, least


@compiled
def _nearest_cells(sides: Floats, wanted: int) -> Cells:
    """The cells whose halves are nearest together, nearest first (the multi-sequence algorithm)."""
    first, near_first = _least(sides[0])
    second, near_second = _least(sides[1])
    cells = np.empty(wanted, dtype=np.int64)
    taken = np.zeros(_REACH, dtype=np.int64)
    for k in range(wanted):
        best, which = np.float32(np.inf), 0
        for row in range(_REACH):
            if taken[row] < _REACH:
                total = near_first[row] + near_second[taken[row]]
                if total < best:
                    best, which = total, row
            if taken[row] == 0:
                break
        cells[k] = first[which] * HALF_CELLS + second[taken[which]]
        taken[which] += 1
    return cells


@compiled
def _probe(
    kept: tuple[Codes, Packed, Packed],
    sides: Floats,
    table: Floats,
    search: tuple[int, int, np.float32, np.float32],
) -> tuple[Cells, Packed, Floats, Cells]:
    """For each form the nearest kept features of the nearest cells, by distance."""
    codes, rows, starts = kept
    wanted, most, limit, common = search
    size = sides.shape[0]
    count, seen = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    found = np.zeros((size, most), dtype=np.uint32)
    away = np.zeros((size, most), dtype=np.float32)
    for form in range(size):
        cells = _nearest_cells(sides[form], wanted)
        read = 0
        for cell in cells:
            read += starts[cell + 1] - starts[cell]
            for at in range(starts[cell], starts[cell + 1]):
                total = np.float32(0)
                for part in range(8):
                    total += table[form, part, codes[at, part]]
                if total >= limit:  # nine in ten are too far already
                    continue
                for part in range(8, 16):
                    total += table[form, part, codes[at, part]]
                if total < common:
                    seen[form] += 1
                if total < limit:
                    new = (rows[at], total)
                    count[form] = _insert(found[form], away[form], count[form], new)
        seen[form] -= int(BY_CHANCE * read)
    return count, found, away, seen


@compiled
def _insert(found: Packed, away: Floats, size: int, new: tuple[np.uint32, np.float32]) -> int:
    """Keep the nearest in order, of equals the one that came first before; how many there are."""
    row, total = new
    if size == found.shape[0]:
        if total >= away[size - 1]:
            return size
        size -= 1
    last = size
    while size > 0 and away[size - 1] > total:
        away[size], found[size] = away[size - 1], found[size - 1]
        size -= 1
    away[size], found[size] = total, row
    return last + 1
