"""Which pictures of the lake show parts or altered copies of one photograph, and which one scene.

Every picture with a local print asks all others. Pictures that a run before has asked are not asked
again where that run is gone on from; new ones then ask the old, and the old do not ask the new.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from vigie.analysis.images.copies import keys_of
from vigie.analysis.images.localindex import LocalArrays
from vigie.analysis.images.relating import Pairs, Relation, asked, strongest
from vigie.engines.workers import Bounds, Failure
from vigie.engines.workers import run as work
from vigie.lake import Lake, Run
from vigie.lake.localprints import local_ids, local_tables
from vigie.lake.placeindex import PlaceIndex, mapped, open_places
from vigie.records.progress import Watcher

STAGE = "alike in places"
TABLE = "related"
SCHEMA = pa.schema(
    [
        *(("left", pa.string()), ("right", pa.string()), ("how", pa.string())),
        *(("is_scene", pa.bool_()), ("points", pa.int64()), ("rate", pa.float64())),
    ]
)
NOTHING_ALTERED = {
    name: pa.schema([("image_id", pa.string()), (column, pa.string())]).empty_table()
    for name, column in (("altered", "altered"), ("scenes", "scene"))
}
"""The tables of `keyed`, of a run without local features."""
_LOT, _FEW = 20, 60
_BOUNDS = Bounds(seconds=240.0, memory=6_000_000_000)


def related(lake: Lake, since: Run | None, watcher: Watcher, processes: int = 0) -> pa.Table:
    """Pairs of pictures (`left` < `right`, sorted) with what is claimed of them.

    `processes` 0: one for each processor; the result is the same for any number.
    """
    watcher.start(STAGE)
    index = open_places(lake)
    if index is None:
        watcher.finish(STAGE, "no local prints")
        return SCHEMA.empty_table()
    old = _asked_by(since, lake) if since else set()
    known = _known(since, index) if since and old else SCHEMA.empty_table()
    rows = [row for row, name in enumerate(index.names) if name not in old]
    found: list[Relation] = []
    for lot, done in _answers(index, rows, processes):
        found += done
        watcher.advance(STAGE, len(lot))
    table = _merged(known, _table(strongest(found), index.names))
    watcher.finish(STAGE, f"{len(rows):,} of {len(index.names):,} asked, {len(table):,} pairs")
    return table


def keyed(related_ones: pa.Table, pictures: pa.Table) -> dict[str, pa.Table]:
    """What linking compares ads by: `altered` (image_id, altered), `scenes` (image_id, scene).

    What was found of one picture holds of every one in its group of `pictures`.
    """
    group = dict(zip(pictures["image_id"].to_pylist(), pictures["group"].to_pylist(), strict=True))
    members: dict[str, list[str]] = {}
    for one, head in group.items():
        members.setdefault(head, []).append(one)
    heads = sorted(members)
    number = {head: place for place, head in enumerate(heads)}
    tables = {}
    for name, column, scene in (("altered", "altered", False), ("scenes", "scene", True)):
        rows = related_ones.filter(pc.equal(related_ones["is_scene"], scene)).to_pylist()
        found = {
            tuple(sorted(number[group[row[end]]] for end in ("left", "right")))
            for row in rows
            if row["left"] in group and row["right"] in group
        }
        pairs = _pairs(sorted(pair for pair in found if pair[0] != pair[1]))
        keys = [
            {"image_id": one, column: " ~ ".join(dict.fromkeys(heads[end][:24] for end in key))}
            for picture, key in keys_of(pairs)
            for one in members[heads[picture]]
        ]
        order = [("image_id", "ascending"), (column, "ascending")]
        tables[name] = pa.Table.from_pylist(keys, NOTHING_ALTERED[name].schema).sort_by(order)
    return tables


def _pairs(found: Sequence[Sequence[int]]) -> Pairs:
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _answers(
    index: PlaceIndex, rows: Sequence[int], processes: int
) -> Iterator[tuple[Sequence[int], list[Relation]]]:
    """What is claimed of each lot of pictures; in worker processes where there are many."""
    lots = [rows[begin : begin + _LOT] for begin in range(0, len(rows), _LOT)]
    answer = partial(_answer, index.folder)
    if len(rows) <= _FEW:
        yield from ((lot, answer(lot)) for lot in lots)
        return
    bounds = Bounds(_BOUNDS.seconds, _BOUNDS.memory, processes)
    for lot, done in zip(lots, work(answer, lots, bounds), strict=True):
        yield lot, answer(lot) if isinstance(done, Failure) else done


def _answer(folder: Path, rows: Sequence[int]) -> list[Relation]:
    """In a worker: what is claimed of some pictures of an index."""
    arrays = _opened(folder)
    with threadpool_limits(1):
        return [one for row in rows for one in asked(arrays, row)]


@cache
def _opened(folder: Path) -> LocalArrays:
    return mapped(folder)


def _table(found: Sequence[Relation], names: Sequence[str]) -> pa.Table:
    rows = [
        {
            **dict(
                zip(("left", "right"), sorted((names[one.left], names[one.right])), strict=True)
            ),
            "how": one.how,
            "is_scene": one.is_scene,
            "points": one.points,
            "rate": one.rate,
        }
        for one in found
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def _asked_by(since: Run, lake: Lake) -> set[str]:
    """The pictures that a run asked, where their batch's local prints are still the same."""
    same = {tuple(one) for one in since.manifest["inputs"].get("local", ())}
    held = {batch for batch, digest in local_tables(lake) if (batch, digest) in same}
    return {
        name
        for batch in lake.batches("pictures")
        if batch.batch_id in held
        for name in local_ids(lake, batch)
    }


def _known(since: Run, index: PlaceIndex) -> pa.Table:
    """What that run found, of pictures that still have a local print."""
    table = since.table(TABLE)
    names = pa.array(index.names, pa.string())
    here = pc.and_(*(pc.is_in(table[end], value_set=names) for end in ("left", "right")))
    return table.filter(here)


def _merged(known: pa.Table, new: pa.Table) -> pa.Table:
    """Both, each pair once: the surer claim."""
    order = [("left", "ascending"), ("right", "ascending")]
    both = pa.concat_tables([known, new])
    ranked = both.sort_by([*order, ("is_scene", "ascending"), ("rate", "ascending")])
    first: dict[tuple[str, str], int] = {}
    ends = zip(ranked["left"].to_pylist(), ranked["right"].to_pylist(), strict=True)
    for row, pair in enumerate(ends):
        first.setdefault(pair, row)
    return ranked.take(pa.array(sorted(first.values()), pa.int64()))
