"""Which ads carry a picture."""

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from vigie.lake.batches import read_table
from vigie.lake.lake import Lake


def carriers(lake: Lake, wanted: Collection[str]) -> dict[str, list[str]]:
    """The ads that carry each wanted picture, in the order of their ids; batch by batch."""
    if not wanted:
        return {}
    found: dict[str, set[str]] = {}
    names = pa.array(sorted(wanted), pa.string())
    for batch in lake.batches("ads"):
        ads = read_table(batch.path, ["ad_id", "images"]).combine_chunks()
        owner = pc.list_parent_indices(ads["images"])
        flat = pa.table({"image": pc.list_flatten(ads["images"]), "ad": ads["ad_id"].take(owner)})
        for row in flat.filter(pc.is_in(flat["image"], names)).to_pylist():
            found.setdefault(row["image"], set()).add(row["ad"])
    return {image: sorted(ads) for image, ads in sorted(found.items())}
