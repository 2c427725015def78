"""Which pictures of the lake show the same photograph."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.images import near_pairs
from vigie.analysis.linking.components import flatten, join
from vigie.lake import Lake
from vigie.records.progress import Watcher

WITHIN = 31
"""Bits that two PDQ hashes of one photograph may differ in: the standard's own threshold."""
QUALITY = 50
"""Under this quality PDQ says too little: such a picture is like itself alone."""


def alike(lake: Lake, watcher: Watcher) -> pa.Table:
    """Every picture (`image_id`, sorted) with its `group`: the first picture that it is like."""
    watcher.start("pictures")
    names, hashes = _seen(lake)
    usable = np.flatnonzero([len(one) == 64 for one in hashes]).astype(np.int32)
    pairs, _ = near_pairs(_bits([hashes[row] for row in usable]), WITHIN)
    group = np.arange(len(names), dtype=np.int32)
    join(group, usable[pairs[:, 0]], usable[pairs[:, 1]])
    flatten(group)
    watcher.finish("pictures", f"{len(names):,} pictures, {len(pairs):,} pairs alike")
    found = {"image_id": names, "group": [names[first] for first in group]}
    return pa.table({name: pa.array(values, pa.string()) for name, values in found.items()})


def _seen(lake: Lake) -> tuple[list[str], list[str]]:
    """The id of each picture, sorted, and its hash (empty where it has none that can be used)."""
    hashes: dict[str, str] = {}
    for row in lake.read("pictures", ["image_id", "pdq", "quality"]).to_pylist():
        pdq = row["pdq"] if row["quality"] >= QUALITY or row["image_id"].startswith("pdq:") else ""
        hashes[row["image_id"]] = max(pdq, hashes.get(row["image_id"], ""))
    names = sorted(hashes)
    return names, [hashes[name] for name in names]


def _bits(hashes: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(bytes.fromhex("".join(hashes)), np.uint8).reshape(-1, 32)
