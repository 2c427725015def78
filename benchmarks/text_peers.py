"""The ways of grouping texts that `texts.py` measures: Vigie's, and its peers'."""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from vigie.analysis.texts.stage import prints_table, templates_table
from vigie.pipeline.templates import ahead

PERMUTATIONS = 128
THRESHOLD = 0.6
BANDS, ROWS = 18, 7
"""With 32 bands for rensa, each peer's best F1 of thresholds 0.4 to 0.7 on a seed set apart."""


@dataclass(frozen=True)
class Way:
    """How texts are grouped: from Parquet files to one label a text; `warm` loads what it needs."""

    group: Callable[[Sequence[Path]], np.ndarray]
    warm: Callable[[], object]


def vigie(files: Sequence[Path]) -> np.ndarray:
    """Give each text's template by Vigie's two steps, a batch at a time."""
    with ThreadPoolExecutor(2) as threads:
        read = ahead(pq.read_table, files, threads)
        prints = [prints_table(texts, threads.map) for texts in read]
        found = templates_table(pa.concat_tables(prints), threads.map)
    names = found["template"].combine_chunks().dictionary_encode()
    labels: np.ndarray = names.indices.to_numpy()
    return labels


def rensa(files: Sequence[Path]) -> np.ndarray:
    """Group with rensa's bulk MinHash and LSH; candidates verified by its own estimate."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 (a peer, installed for benchmarks)

    prints = RMinHash.from_token_sets(_pairs(files), PERMUTATIONS, 42)
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, 32)
    index.insert_many(prints)
    return _grouped(prints, index.query)


def datasketch(files: Sequence[Path]) -> np.ndarray:
    """Group with datasketch's bulk MinHash and LSH; candidates verified by its own estimate."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 (a peer, for benchmarks)

    sets = ([pair.encode() for pair in pairs] for pairs in _pairs(files))
    prints = list(MinHash.generator(sets, num_perm=PERMUTATIONS, seed=42))
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    with index.insertion_session() as session:
        for i, print_ in enumerate(prints):
            session.insert(i, print_, check_duplication=False)
    return _grouped(prints, index.query)


def _pairs(files: Sequence[Path]) -> list[list[str]]:
    found = []
    for file in files:
        for text in pq.read_table(file, columns=["text"])["text"].to_pylist():
            words = re.findall(r"\w+", re.sub(r"\d+", "#", text.casefold()))
            found.append([f"{a} {b}" for a, b in pairwise(words)])
    return found


def _grouped(prints: Sequence[Any], near: Callable[[Any], Iterable[int]]) -> np.ndarray:
    parent = list(range(len(prints)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, print_ in enumerate(prints):
        for j in near(print_):
            if j < i and root(i) != root(j) and print_.jaccard(prints[j]) >= THRESHOLD:
                parent[max(root(i), root(j))] = min(root(i), root(j))
    return np.array([root(i) for i in range(len(prints))])


def _warm_vigie() -> object:
    texts = [" ".join(f"w{i * j % 7}" for j in range(20)) for i in range(200)]
    few = pa.table({"ad_id": texts, "version": texts, "title": texts, "text": texts})
    return templates_table(prints_table(few))


RUNS = {
    "vigie": Way(vigie, _warm_vigie),
    "rensa": Way(rensa, lambda: __import__("rensa")),
    "datasketch": Way(datasketch, lambda: __import__("datasketch")),
}
