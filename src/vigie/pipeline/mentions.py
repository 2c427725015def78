"""The mentions of each batch of ads, made once and kept beside it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice

import pyarrow as pa

from vigie.analysis.identifiers import Hints, extract
from vigie.engines.workers import Bounds, Failure, run
from vigie.lake import Batch, Lake, read_table
from vigie.lake.schemas import schema_of, to_table
from vigie.pipeline.versions import code_of, libraries
from vigie.records import Mention, Reject
from vigie.records.progress import Watcher

STAGE = "mentions"
COLUMNS = ("ad_id", "version", "source", "title", "text", "location", "extra", "posted_at",
           "file", "line")  # fmt: skip
SLICE = 250
ORDER = [(column, "ascending") for column in ("ad_id", "version", "start", "end", "kind", "value")]
SCHEMA = pa.schema(
    [pa.field("ad_id", pa.string()), pa.field("version", pa.string()), *schema_of(Mention)]
)


def mentions(lake: Lake, watcher: Watcher, bounds: Bounds) -> pa.Table:
    """Every mention of every ad in the lake; batches seen before are read, not made again.

    An ad whose text takes more than its bounds leaves a reject (`extraction_timeout`) and no
    mentions; it is still an ad.
    """
    version = _version()
    batches = lake.batches("ads")
    missing = [batch for batch in batches if not lake.derived(STAGE, batch, version).exists()]
    watcher.start("identifiers", sum(batch.rows for batch in missing))
    with closing(run(of_rows, _slices(missing), bounds)) as made:
        for batch in missing:
            parts = islice(made, -(-batch.rows // SLICE))
            table = _whole(lake, batch, _counted(parts, watcher), bounds)
            lake.write(lake.derived(STAGE, batch, version), table)
    tables = [read_table(lake.derived(STAGE, batch, version)) for batch in batches]
    found = pa.concat_tables([SCHEMA.empty_table(), *tables]).sort_by(ORDER)
    watcher.finish("identifiers", f"{found.num_rows:,} mentions")
    return found


def of_rows(ads: pa.Table) -> pa.Table:
    """The mentions of some ads, in their order and in the order of the text."""
    ids: list[tuple[str, str]] = []
    found: list[Mention] = []
    for row in ads.to_pylist():
        text = f"{row['title']}\n{row['text']}" if row["title"] else row["text"]
        region = json.loads(row["extra"]).get("region")
        hints = Hints(
            location=row["location"],
            region=region if isinstance(region, str) else "",
            source=row["source"],
            posted=row["posted_at"].isoformat() if row["posted_at"] else "",
        )
        here = extract(text, hints)
        found.extend(here)
        ids.extend([(row["ad_id"], row["version"])] * len(here))
    columns = [pa.array([one[side] for one in ids], pa.string()) for side in (0, 1)]
    return pa.Table.from_arrays([*columns, *to_table(Mention, found).columns], schema=SCHEMA)


def _version() -> str:
    return f"{code_of('analysis/identifiers')}-{libraries()['phonenumbers']}"


def _slices(batches: Iterable[Batch]) -> Iterator[pa.Table]:
    for batch in batches:
        ads = read_table(batch.path, COLUMNS)
        yield from (ads.slice(at, SLICE) for at in range(0, ads.num_rows, SLICE))


def _counted(parts: Iterable[pa.Table | Failure], watcher: Watcher) -> Iterator[pa.Table | Failure]:
    for part in parts:
        watcher.advance("identifiers", SLICE)
        yield part


def _whole(
    lake: Lake, batch: Batch, parts: Iterable[pa.Table | Failure], bounds: Bounds
) -> pa.Table:
    """A batch's mentions; where a slice failed, each of its ads is tried by itself."""
    tables = [SCHEMA.empty_table()]
    for number, part in enumerate(parts):
        if isinstance(part, Failure):
            rows = read_table(batch.path, COLUMNS).slice(number * SLICE, SLICE)
            tables.extend(_one_by_one(lake, rows, bounds))
        else:
            tables.append(part)
    return pa.concat_tables(tables)


def _one_by_one(lake: Lake, rows: pa.Table, bounds: Bounds) -> Iterator[pa.Table]:
    """Each ad of a slice by itself, so that one bad text costs one ad."""
    singles = [rows.slice(at, 1) for at in range(rows.num_rows)]
    rejects = []
    for part, ad in zip(run(of_rows, singles, bounds), singles, strict=True):
        if isinstance(part, Failure):
            row = ad.to_pylist()[0]
            reason = f"extraction_{part.reason}"
            rejects.append(Reject(row["file"], row["line"], reason, part.detail))
        else:
            yield part
    if rejects:
        lake.add("rejects", to_table(Reject, rejects))
