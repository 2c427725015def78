"""The lake's local prints as an inverted file: arrays in a folder, mapped into memory.

    home/index/places-<hash of the tables in it>/<array>.npy, names.parquet

The tables are what is true; the folder can be removed at any time and is made again.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import numpy as np
import pyarrow as pa

from vigie.analysis.images.localindex import LocalArrays, fill, shapes
from vigie.analysis.images.localprints import LocalPrint
from vigie.lake.batches import read_table, write_table
from vigie.lake.errors import explain
from vigie.lake.files import UNFINISHED, sweep
from vigie.lake.lake import Lake
from vigie.lake.localprints import local_ids, local_prints, local_tables, state_of

_NAMES = "names.parquet"


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Every local print of the lake: `names` are the pictures by their number."""

    folder: Path
    names: list[str]
    arrays: LocalArrays


def open_places(lake: Lake) -> PlaceIndex | None:
    """The index as the lake stands now, made if it is not there; None where nothing is to index.

    Two that make it at once do no harm: the second finds the first's. Errors: DiskFull.
    """
    tables = local_tables(lake)
    if not tables:
        return None
    folder = lake.home / "index" / f"places-{state_of(tables)}"
    if not (folder / _NAMES).exists():
        try:
            _make(lake, folder)
        except OSError as error:
            raise explain(error, folder) from error
    names: list[str] = read_table(folder / _NAMES)["image_id"].to_pylist()
    return PlaceIndex(folder, names, mapped(folder)) if names else None


def mapped(folder: Path) -> LocalArrays:
    """The arrays of an index, mapped for reading."""
    names = LocalArrays.__slots__
    return LocalArrays(**{name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in names})


def _make(lake: Lake, folder: Path) -> None:
    batches = [one for one in lake.batches("pictures") if local_ids(lake, one)]
    names = [name for one in batches for name in local_ids(lake, one)]

    def prints() -> Iterator[LocalPrint]:
        for one in batches:
            yield from local_prints(lake, one)

    sweep(folder.parent)
    draft = folder.with_name(f"{UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}-{folder.name}")
    draft.mkdir(parents=True)
    try:
        sizes = shapes(sum(len(one) for one in prints()), len(names))
        made = {name: _array(draft / f"{name}.npy", *of) for name, of in sizes.items()}
        fill(LocalArrays(**made), prints)
        write_table(draft / _NAMES, pa.table({"image_id": pa.array(names, pa.string())}))
        for other in folder.parent.glob("places-*"):
            rmtree(other, ignore_errors=True)
        draft.replace(folder)
    finally:
        rmtree(draft, ignore_errors=True)


def _array(path: Path, kind: type[np.generic], shape: tuple[int, ...]) -> np.ndarray:
    if 0 in shape:  # an empty file cannot be mapped
        np.save(path, np.zeros(shape, kind))
        return np.zeros(shape, kind)
    made: np.ndarray = np.lib.format.open_memmap(path, "w+", kind, shape)
    return made
