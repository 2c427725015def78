"""The templates of all ads: prints of each batch, made once and kept beside it, then grouped."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from vigie.analysis.texts.stage import PRINTS, prints_table, templates_table
from vigie.lake import Lake, read_table
from vigie.pipeline.versions import code_of
from vigie.records.progress import Watcher

STAGE = "textprints"
COLUMNS = ("ad_id", "version", "title", "text")
THREADS = 2


def templates(lake: Lake, watcher: Watcher) -> pa.Table:
    """Which ads say nearly the same; batches printed before are read, not printed again."""
    version = code_of("analysis/texts")
    batches = lake.batches("ads")
    missing = [batch for batch in batches if not lake.derived(STAGE, batch, version).exists()]
    watcher.start("texts", len(missing) + 1)
    with ThreadPoolExecutor(THREADS) as threads:
        for batch in missing:
            made = prints_table(read_table(batch.path, COLUMNS), threads.map)
            lake.write(lake.derived(STAGE, batch, version), made)
            watcher.advance("texts")
        parts = [read_table(lake.derived(STAGE, batch, version)) for batch in batches]
        found = templates_table(pa.concat_tables([PRINTS.empty_table(), *parts]), threads.map)
    alike = found.num_rows - len(found["template"].unique())
    watcher.finish("texts", f"{alike:,} texts like another")
    return found
