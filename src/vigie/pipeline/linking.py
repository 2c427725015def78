"""Linking: only what new ads reach where the run before allows it, else everything."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vigie.analysis.linking import Known, Parameters, grow, known_tables, link, read_known
from vigie.analysis.linking.known import NAMES
from vigie.engines import Engine
from vigie.lake import Lake, Run, read_table

MOST_NEW = 0.1
"""Once more than this share of the ads came after the last whole linking, all is linked again."""
UNCHANGED = ("vigie", "code", "libraries", "parameters")


@dataclass(frozen=True, slots=True)
class Joined:
    """What linking made: what is known now, the links part by part, and how they came about.

    `told`: `since` (the run that was gone on from, or None), how many ads the last whole linking
    had (`ads_at_whole`), and how many ads were `touched`: those `touched`, where not all were.
    """

    known: Known
    parts: Iterator[pa.Table]
    told: Mapping[str, Any]
    touched: pa.Array | None = None

    def tables(self) -> dict[str, pa.Table]:
        """The tables that the next run goes on from."""
        return known_tables(self.known)


def base_of(lake: Lake, before: Run | None, given: Mapping[str, Any]) -> Run | None:
    """The run to go on from: the newest, if it was made by the same code and has no ads that are
    gone now, and not too many ads came since everything was linked."""
    if before is None or not all(before.has(name) for name in (*NAMES, "related")):
        return None
    made_from, outcome = before.manifest["inputs"], before.manifest["outcome"].get("linking", {})
    same = all(made_from.get(name) == given[name] for name in UNCHANGED)
    if not same or not set(made_from["ads"]) <= set(given["ads"]):
        return None
    rows = sum(batch.rows for batch in lake.batches("ads"))
    few = rows <= (1 + MOST_NEW) * outcome.get("ads_at_whole", 0)
    return before if few else None


def linked_whole(engine: Engine, tables: Mapping[str, pa.Table]) -> Joined:
    """Everything linked."""
    made = link(engine, tables, Parameters())
    rows = tables["ads"].num_rows
    told = {"since": None, "ads_at_whole": rows, "touched": len(made.known.ads)}
    return Joined(made.known, made.links.parts(), told)


def linked_since(engine: Engine, base: Run, lake: Lake, tables: Mapping[str, pa.Table]) -> Joined:
    """What new and changed ads reach linked anew; all other links as the run before has them."""
    known = read_known({name: base.table(name) for name in NAMES})
    changed = _changed(base, lake, tables)
    grown = grow(engine, known, _of_ads(tables, changed), Parameters())
    told = {
        "since": base.run_id,
        "ads_at_whole": base.manifest["outcome"]["linking"]["ads_at_whole"],
        "touched": len(grown.touched),
    }
    links = _merged(base, grown.links.whole(), grown.touched)
    return Joined(grown.known, links, told, grown.touched)


def _changed(base: Run, lake: Lake, tables: Mapping[str, pa.Table]) -> pa.Array:
    """The ads that are new, or whose template or pictures are others than in the run before."""
    had = set(base.manifest["inputs"]["ads"])
    new = [batch for batch in lake.batches("ads") if batch.batch_id not in had]
    parts = [read_table(batch.path, ["ad_id"])["ad_id"] for batch in new]
    texts = _other_rows(
        tables["templates"], base.table("templates"), ("ad_id", "version", "template")
    )
    parts.append(texts["ad_id"])
    others = [_other_keys(tables, base, *of) for of in _OF_PICTURES]
    pictures = pc.unique(pa.chunked_array([c for one in others for c in one.chunks], pa.string()))
    if len(pictures):
        ads = tables["ads"].select(["ad_id", "images"])
        shown = pa.table({
            "ad_id": ads["ad_id"].take(pc.list_parent_indices(ads["images"])),
            "image": pc.list_flatten(ads["images"]),
        })  # fmt: skip
        parts.append(shown.filter(pc.is_in(shown["image"], value_set=pictures))["ad_id"])
    return pc.unique(pa.chunked_array([c for part in parts for c in part.chunks], pa.string()))


_OF_PICTURES = (("pictures", "group"), ("altered", "altered"), ("scenes", "scene"))


def _other_keys(
    tables: Mapping[str, pa.Table], base: Run, name: str, column: str
) -> pa.ChunkedArray:
    """The pictures of which a table says what it did not say before, or no longer what it did."""
    columns = ("image_id", column)
    now, before = tables[name].select(columns), base.table(name, list(columns))
    both = _other_rows(now, before, columns), _other_rows(before, now, columns)
    return pa.concat_tables(both)["image_id"].cast(pa.string())  # of no rows it has no type


def _other_rows(now: pa.Table, before: pa.Table, columns: tuple[str, ...]) -> pa.Table:
    """The rows of `now` that were not there before."""
    wrote = [
        pc.binary_join_element_wise(
            *(pc.fill_null(table[name].cast(pa.string()), "") for name in columns), "\n"
        )
        for table in (now, before)
    ]
    return now.filter(pc.invert(pc.is_in(wrote[0], value_set=wrote[1].combine_chunks())))


def _of_ads(tables: Mapping[str, pa.Table], ads: pa.Array) -> dict[str, pa.Table]:
    return {
        name: table.filter(pc.is_in(table["ad_id"], value_set=ads))
        if "ad_id" in table.column_names
        else table
        for name, table in tables.items()
    }


def _merged(base: Run, new: pa.Table, touched: pa.Array) -> Iterator[pa.Table]:
    """The links of the run before without those of touched ads, and the new ones, in order."""
    order = [("left", "ascending"), ("right", "ascending")]
    ends = list(zip(new["left"].to_pylist(), new["right"].to_pylist(), strict=True))
    done, wrote = 0, False
    for part in base.parts("links"):
        gone = pc.or_(*(pc.is_in(part[end], value_set=touched) for end in ("left", "right")))
        kept = part.filter(pc.invert(gone))
        if kept.num_rows:
            last = (kept["left"][-1].as_py(), kept["right"][-1].as_py())
            upto = bisect_right(ends, last)
            yield pa.concat_tables([kept, new.slice(done, upto - done)]).sort_by(order)
            done, wrote = upto, True
    if done < new.num_rows or not wrote:
        yield new.slice(done)
