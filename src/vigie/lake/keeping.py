"""Pictures that are kept: blurred thumbnails beside each batch of prints, or whole files.

home/batches/thumbnails/<pictures hash>.1.parquet    image_id, content (a small, grey, blurred JPEG)
home/pictures/<2 digits>/<sha256>                    the file as it was collected
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from vigie.lake.batches import Batch, read_table
from vigie.lake.files import write_bytes
from vigie.lake.lake import Lake
from vigie.lake.localprints import forget_local

Choice = Literal["none", "blurred", "full"]
THUMBNAILS, FORM = "thumbnails", "1"
SCHEMA = pa.schema([("image_id", pa.string()), ("content", pa.binary())])


@dataclass(frozen=True, slots=True)
class Keeping:
    """What an ingest keeps of each picture beside its hashes.

    `none`: nothing. `blurred`: a thumbnail by which nobody can be known. `full`: that, and the file
    as it was, until the lake's whole files take `most` bytes together; then thumbnails alone.
    `local`: whether one picture of each that PDQ finds alike keeps a print of its local features.
    """

    choice: Choice = "blurred"
    most: int = 20_000_000_000
    local: bool = True


BLURRED = Keeping()


def keep_thumbnails(lake: Lake, batch: Batch, contents: Mapping[str, bytes]) -> None:
    """Keep the thumbnails of a batch of prints, by image id."""
    if contents:
        rows = [{"image_id": name, "content": contents[name]} for name in sorted(contents)]
        lake.write(_path(lake, batch), pa.Table.from_pylist(rows, SCHEMA))


def thumbnail(lake: Lake, image_id: str) -> bytes | None:
    """A picture's thumbnail (JPEG), where one is kept."""
    for batch in lake.batches("pictures"):
        path = _path(lake, batch)
        if path.exists():
            held = read_table(path, ["image_id"])["image_id"]
            at = pc.index(held, image_id).as_py()
            if at >= 0:
                content = read_table(path)["content"][at].as_py()
                return bytes(content) if content else None
    return None


def keep_whole(lake: Lake, image_id: str, content: bytes) -> None:
    """Keep a picture's file as it was collected."""
    path = whole_path(lake, image_id)
    if not path.exists():
        write_bytes(path, content)


def whole_path(lake: Lake, image_id: str) -> Path:
    """Where a picture's whole file is, if it is kept."""
    return lake.home / "pictures" / image_id[:2] / image_id


def whole_bytes(lake: Lake) -> int:
    """How many bytes the whole files take together."""
    return sum(path.stat().st_size for path in (lake.home / "pictures").glob("??/*"))


def forget(lake: Lake, batch: Batch, image_ids: Collection[str]) -> None:
    """Remove whatever is kept of some pictures of a batch but their hashes."""
    path = _path(lake, batch)
    if path.exists():
        table = read_table(path)
        gone = pc.is_in(table["image_id"], pa.array(sorted(image_ids), pa.string()))
        if pc.any(gone).as_py():
            lake.write(path, table.filter(pc.invert(gone)))
    forget_local(lake, batch, image_ids)
    for image_id in image_ids:
        whole_path(lake, image_id).unlink(missing_ok=True)


def kept(lake: Lake) -> dict[str, int]:
    """How many thumbnails and how many whole files the lake holds."""
    paths: Iterable[Path] = (_path(lake, batch) for batch in lake.batches("pictures"))
    blurred = sum(read_table(path, ["image_id"]).num_rows for path in paths if path.exists())
    return {"blurred": blurred, "full": sum(1 for _ in (lake.home / "pictures").glob("??/*"))}


def _path(lake: Lake, batch: Batch) -> Path:
    return lake.derived(THUMBNAILS, batch, FORM)
