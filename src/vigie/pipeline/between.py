"""Two ads of a run that it did not link, compared with everything the run was made from."""

import pyarrow as pa

from vigie.analysis import linking
from vigie.analysis.linking.between import Two, between
from vigie.engines import Choice, open_engine
from vigie.lake import Lake, Run, read_table
from vigie.pipeline.related import NOTHING_ALTERED
from vigie.pipeline.run import ADS

TABLES = ("mentions", "templates", "pictures")


def compare_two(lake: Lake, run: Run, left: str, right: str) -> pa.Table | None:
    """The record of `Link` that the ads' accounts would have, however little it weighs.

    None where one account posted both, or where the run did not keep what it compared. Takes as
    long as a run's linking takes to gather, for what is common decides what a thing weighs.
    """
    if not all(run.has(name) for name in TABLES):
        return None
    held = set(run.manifest["inputs"]["ads"])
    parts = [read_table(one.path, list(ADS)) for one in lake.batches("ads") if one.batch_id in held]
    tables = {"ads": pa.concat_tables(parts), **{name: run.table(name) for name in TABLES}}
    for name, none in NOTHING_ALTERED.items():  # a run from before local features has neither
        tables[name] = run.table(name) if run.has(name) else none
    two = Two(left, right, run.manifest["outcome"].get("linking_weights"))
    with open_engine(Choice("local", "2GB", ""), lake.scratch) as engine:
        return between(engine, tables, two, linking.Parameters())
