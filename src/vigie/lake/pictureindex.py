"""The lake's pictures by PDQ hash: a sorted file on disk, and the batches that came since.

    home/index/pdq-<hash of the batches in it>.index

The batches are what is true; the file can be removed at any time and is made again. A batch that is
not in the file is read and searched flat, so that a picture is found from the moment it is kept.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vigie.analysis.images.hashindex import HashIndex, index_of
from vigie.analysis.images.pairs import Hashes
from vigie.analysis.images.rectangles import QUALITY
from vigie.lake.batches import Batch, read_table
from vigie.lake.indexfile import read_index, write_index
from vigie.lake.lake import Lake
from vigie.lake.schemas import schema_of
from vigie.records import ImagePrint

LEAST, PART = 100_000, 4
"""A new file is written once so many hashes, and a quarter of those in the file, lie outside."""


@dataclass(slots=True)
class PictureIndex:
    """Every picture of the lake whose hash says enough; `sizes` is how many each batch gave."""

    index: HashIndex
    batches: Sequence[Batch]
    sizes: Sequence[int]

    def within(self, queries: Hashes, bits: int) -> set[str]:
        """The ids of the pictures within so many bits (at most 31) of any of the hashes."""
        rows = [self.index.search(query, bits)[0] for query in queries]
        numbers = np.unique(np.concatenate([np.empty(0, np.int64), *rows]))
        ends = np.cumsum(self.sizes)
        owners = np.searchsorted(ends, numbers, side="right")
        found: set[str] = set()
        for owner in np.unique(owners):
            names, _ = usable(self.batches[owner])
            begin = int(ends[owner]) - self.sizes[owner]
            found.update(names[int(number) - begin] for number in numbers[owners == owner])
        return found


def open_index(lake: Lake) -> PictureIndex:
    """The index as the lake stands now. Writes nothing."""
    held = {batch.batch_id: batch for batch in lake.batches("pictures")}
    for path in sorted(_folder(lake).glob("pdq-*.index"), key=_bytes, reverse=True):
        read = read_index(path)
        if read and set(read[0]["batches"]) <= held.keys():
            ids, sizes = list(read[0]["batches"]), list(read[0]["sizes"])
            return _with_rest(
                PictureIndex(HashIndex(read[1]), [held[one] for one in ids], sizes), held
            )
    return _with_rest(PictureIndex(index_of(np.empty((0, 32), np.uint8)), [], []), held)


def refresh_index(lake: Lake) -> bool:
    """Write a new file where enough came since the last; whether it was done.

    Call it under the lake's lock. Killed at any point, it leaves the old file or the new one.
    """
    opened = open_index(lake)
    sorted_ones = len(opened.index) - opened.index.tail
    if opened.index.tail < max(LEAST, sorted_ones // PART):
        return False
    ids = [batch.batch_id for batch in opened.batches]
    name = hashlib.sha256("".join(ids).encode()).hexdigest()[:32]
    path = _folder(lake) / f"pdq-{name}.index"
    write_index(path, opened.index.words(), {"batches": ids, "sizes": list(opened.sizes)})
    for other in _folder(lake).glob("pdq-*.index"):
        if other != path:
            other.unlink(missing_ok=True)
    return True


def pictures_named(lake: Lake, ids: Collection[str]) -> pa.Table:
    """The prints of some pictures, batch by batch: only what is wanted is read in full."""
    wanted = pa.array(sorted(ids), pa.string())
    parts = [schema_of(ImagePrint).empty_table()]
    for batch in lake.batches("pictures"):
        named = pc.is_in(read_table(batch.path, ["image_id"])["image_id"], wanted)
        if pc.any(named).as_py():
            parts.append(read_table(batch.path).filter(named))
    return pa.concat_tables(parts)


def usable(batch: Batch) -> tuple[list[str], Hashes]:
    """The ids of a batch's pictures whose hash says enough, and the hashes, uint8[n, 32]."""
    table = read_table(batch.path, ["image_id", "pdq", "quality", "width"])
    telling = pc.or_(pc.greater_equal(table["quality"], QUALITY), pc.equal(table["width"], 0))
    good = table.filter(pc.and_(telling, pc.equal(pc.utf8_length(table["pdq"]), 64)))
    digits = bytes.fromhex("".join(good["pdq"].to_pylist()))
    hashes: npt.NDArray[np.uint8] = np.frombuffer(digits, dtype=np.uint8).reshape(-1, 32)
    return good["image_id"].to_pylist(), hashes


def _with_rest(opened: PictureIndex, held: dict[str, Batch]) -> PictureIndex:
    """The same index with every batch that is not in its file."""
    known = {batch.batch_id for batch in opened.batches}
    rest = [held[one] for one in sorted(held.keys() - known)]
    sizes = list(opened.sizes)
    for batch in rest:
        hashes = usable(batch)[1]
        opened.index.add_many(hashes)
        sizes.append(len(hashes))
    return PictureIndex(opened.index, [*opened.batches, *rest], sizes)


def _folder(lake: Lake) -> Path:
    return lake.home / "index"


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
