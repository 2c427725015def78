"""The templates of all ads: prints of each batch, made once and kept beside it, then grouped."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pyarrow as pa

from vigie.analysis.texts.stage import PRINTS, prints_table, templates_table
from vigie.lake import Lake, read_table
from vigie.pipeline.versions import code_of
from vigie.records.progress import Watcher

STAGE = "textprints"
COLUMNS = ("ad_id", "version", "title", "text")
THREADS = 2
T = TypeVar("T")
R = TypeVar("R")


def templates(lake: Lake, watcher: Watcher) -> pa.Table:
    """Which ads say nearly the same; batches printed before are read, not printed again."""
    version = code_of("analysis/texts")
    batches = lake.batches("ads")
    missing = [batch for batch in batches if not lake.derived(STAGE, batch, version).exists()]
    watcher.start("texts", len(missing) + 1)
    with ThreadPoolExecutor(THREADS) as threads:
        read = ahead(lambda batch: read_table(batch.path, COLUMNS), missing, threads)
        for batch, texts in zip(missing, read, strict=True):
            made = prints_table(texts, threads.map)
            lake.write(lake.derived(STAGE, batch, version), made)
            watcher.advance("texts")
        parts = [read_table(lake.derived(STAGE, batch, version)) for batch in batches]
        found = templates_table(pa.concat_tables([PRINTS.empty_table(), *parts]), threads.map)
    alike = found.num_rows - len(found["template"].unique())
    watcher.finish("texts", f"{alike:,} texts like another")
    return found


def ahead(read: Callable[[T], R], given: Iterable[T], threads: ThreadPoolExecutor) -> Iterator[R]:
    """What is read of each, in order; the next is being read while the last one is worked on."""
    waiting = None
    for one in given:
        following = threads.submit(read, one)
        if waiting is not None:
            yield waiting.result()
        waiting = following
    if waiting is not None:
        yield waiting.result()
