"""Local prints of pictures: a table beside each batch of prints, one picture a PDQ cluster.

home/batches/localprints/<pictures hash>.1.parquet   image_id, codes, places, width, height
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vigie.analysis.images.localprints import LocalPrint
from vigie.lake.batches import Batch, read_table
from vigie.lake.files import sha256_of
from vigie.lake.lake import Lake

STAGE, FORM = "localprints", "1"
SCHEMA = pa.schema(
    [
        *(("image_id", pa.string()), ("codes", pa.binary()), ("places", pa.binary())),
        *(("width", pa.float32()), ("height", pa.float32())),
    ]
)


def keep_local(lake: Lake, batch: Batch, prints: Mapping[str, LocalPrint]) -> None:
    """Keep local prints of pictures of a batch, by image id, beside those that it has."""
    if not prints:
        return
    rows = [
        {
            "image_id": name,
            "codes": one.codes.tobytes(),
            "places": one.places.astype("<u4").tobytes(),
            "width": one.width,
            "height": one.height,
        }
        for name, one in prints.items()
    ]
    table = pa.concat_tables([_held(lake, batch), pa.Table.from_pylist(rows, SCHEMA)])
    lake.write(lake.derived(STAGE, batch, FORM), table.sort_by("image_id"))


def forget_local(lake: Lake, batch: Batch, image_ids: Collection[str]) -> None:
    """Remove the local prints of some pictures of a batch."""
    held = _held(lake, batch)
    gone = pc.is_in(held["image_id"], pa.array(sorted(image_ids), pa.string()))
    if pc.any(gone).as_py():
        lake.write(lake.derived(STAGE, batch, FORM), held.filter(pc.invert(gone)))


def local_ids(lake: Lake, batch: Batch) -> list[str]:
    """The pictures of a batch that have a local print, in order."""
    ids: list[str] = _held(lake, batch, ["image_id"])["image_id"].to_pylist()
    return ids


def local_prints(lake: Lake, batch: Batch) -> Iterator[LocalPrint]:
    """The local prints of a batch, in the order of `local_ids`."""
    for row in _held(lake, batch).to_pylist():
        codes = np.frombuffer(row["codes"], np.uint8).reshape(-1, 16)
        places = np.frombuffer(row["places"], "<u4").astype(np.uint32)
        yield LocalPrint(codes, places, row["width"], row["height"])


def local_tables(lake: Lake) -> list[tuple[str, str]]:
    """Each batch that has local prints, and the SHA-256 of their table."""
    paths = [(one.batch_id, lake.derived(STAGE, one, FORM)) for one in lake.batches("pictures")]
    return [(batch, sha256_of(path)[:32]) for batch, path in paths if path.exists()]


def state_of(tables: list[tuple[str, str]]) -> str:
    """One name for all the tables together."""
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:32]


def _held(lake: Lake, batch: Batch, columns: list[str] | None = None) -> pa.Table:
    path = lake.derived(STAGE, batch, FORM)
    if path.exists():
        return read_table(path, columns)
    return SCHEMA.empty_table().select(columns or SCHEMA.names)
