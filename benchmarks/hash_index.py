"""An exact index of PDQ hashes on disk: time, memory and what is missed, beside faiss.

    python -m benchmarks.hash_index [--hashes 10000000] [--queries 2000] [--folder DIR] [--write]

Hashes are random bits, which real PDQ hashes are near to; each query is one of them with up to 31
bits turned, so that there is something to find. The peers get the same hashes and, being slower,
the first of the same queries, on one thread: `IndexBinaryFlat` compares all with all, and what it
finds the index must find (else nothing is written); `IndexBinaryMultiHash` is faiss's own
multi-index. Of the other queries the hash that each was turned from must be found. `--write` keeps
the table in docs/benchmarks/hash-index.md.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import faiss
import numpy as np
import numpy.typing as npt
import psutil

from vigie.analysis.images.hashindex import HashIndex
from vigie.lake.indexfile import read_index, write_index

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "hash-index.md"
CALL = "python -m benchmarks.hash_index --hashes {0.hashes} --queries {0.queries}"
SEED, WITHIN, FLAT, ADDED = 11, 31, 40, 20_000
Hashes = npt.NDArray[np.uint8]
Found = list[tuple[int, int]]


def main() -> None:
    """Build, search, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashes", type=int, default=10_000_000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="Where the index may lie (default: /tmp).")
    parser.add_argument("--alone", action="store_true", help="Leave faiss out.")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory(dir=asked.folder) as folder:
        text = table(asked, Path(folder) / "pdq.index")
    print(text)
    if asked.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")


def table(asked: argparse.Namespace, path: Path) -> str:
    """Measure, and say it as a page."""
    rng = np.random.default_rng(SEED)
    words = rng.integers(0, 2**64, (asked.hashes, 4), dtype=np.uint64)
    turned, queries = _queries(words, asked.queries, rng)
    began = perf_counter()
    write_index(path, words, {})
    built = perf_counter() - began
    read = read_index(path)
    if read is None:
        raise RuntimeError("the index that was just written cannot be read")
    index = HashIndex(read[1])
    for query in queries[:200]:  # the file's pages come into memory, as they do in a long process
        index.search(query, WITHIN)
    ours, found = _timed(queries, lambda query: _pairs(index, query))
    added = _adding(index, rng)
    size = path.stat().st_size / asked.hashes
    lost = sum(row not in dict(one) for row, one in zip(turned.tolist(), found, strict=True))
    rows = [("Vigie, 13 slots, a mapped file", ours, size, f"{lost} of {len(found)}")]
    note = ""
    if not asked.alone:
        rows += _peers(words.view(np.uint8).reshape(-1, 32), queries, found)
        note = f"\nIn the middle {np.median(rows[1][1]) / np.median(ours):,.0f} times faiss Flat.\n"
    lines = [
        f"# Finding a hash among {asked.hashes:,}",
        "",
        f"`{CALL.format(asked)}`, one thread of {psutil.cpu_count()}, within {WITHIN} bits of 256.",
        "",
        "| | p50 ms | p99 ms | bytes a hash | queries with something missed |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {1e3 * np.median(took):.3f} | {1e3 * np.quantile(took, 0.99):.3f} "
            f"| {'not known' if np.isnan(held) else f'{held:.0f}'} | {missed} |"
            for name, took, held, missed in rows
        ),
        note,
        f"Sorting and writing the file took {built:.0f} s. Adding a hash takes {added:.1f} µs.",
        f"It is found by the next search: {ADDED:,} were added, and every 97th was looked for.",
    ]
    return "\n".join(lines) + "\n"


def _queries(
    words: npt.NDArray[np.uint64], many: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], Hashes]:
    """Which hashes were turned, and the hashes that came of it."""
    rows = rng.choice(len(words), many, replace=False)
    bits = np.unpackbits(words[rows].view(np.uint8).reshape(-1, 32), axis=1)
    for one in bits:
        one[rng.choice(256, rng.integers(0, WITHIN + 1), replace=False)] ^= 1
    return rows, np.packbits(bits, axis=1)


def _timed(queries: Hashes, search: Callable[[Hashes], Found]) -> tuple[list[float], list[Found]]:
    took, found = [], []
    for query in queries:
        began = perf_counter()
        one = search(query)
        took.append(perf_counter() - began)
        found.append(one)
    return took, found


def _pairs(index: HashIndex, query: Hashes) -> Found:
    rows, bits = index.search(query, WITHIN)
    return sorted(zip(rows.tolist(), bits.tolist(), strict=True))


def _adding(index: HashIndex, rng: np.random.Generator) -> float:
    """Microseconds to add a hash; each is then looked for."""
    more = rng.integers(0, 256, (ADDED, 32), dtype=np.uint8)
    began = perf_counter()
    for one in more:
        index.add(one)
    took = perf_counter() - began
    first = len(index) - ADDED
    for place in range(0, ADDED, 97):
        if (first + place, 0) not in _pairs(index, more[place]):
            raise RuntimeError("an added hash was not found")
    return 1e6 * took / ADDED


def _peers(
    hashes: Hashes, queries: Hashes, ours: list[Found]
) -> list[tuple[str, list[float], float, str]]:
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexBinaryFlat(256)
    flat.add(hashes)
    few = queries[:FLAT]
    flat_took, truth = _timed(few, lambda query: _ranged(flat, query))
    if _missed(ours[:FLAT], truth):
        raise RuntimeError("the index misses what faiss Flat finds")
    rows = [("faiss Flat", flat_took, 32.0, f"0 of {FLAT}")]
    multi = faiss.IndexBinaryMultiHash(256, 11, 23)
    multi.nflip = 2
    multi.add(hashes)
    took, found = _timed(few, lambda query: _ranged(multi, query))
    return [
        *rows,
        (
            "faiss MultiHash, 11 of 23 bits, 2 flips",
            took,
            float("nan"),
            f"{_missed(found, truth)} of {FLAT}",
        ),
    ]


def _ranged(index: object, query: Hashes) -> Found:
    _, bits, rows = index.range_search(query.reshape(1, 32), WITHIN + 1)  # type: ignore[attr-defined]  # faiss has no types
    return sorted(zip(rows.tolist(), bits.astype(int).tolist(), strict=True))


def _missed(found: list[Found], truth: list[Found]) -> int:
    """In how many answers something is not there that should be."""
    return sum(not set(true) <= set(one) for one, true in zip(found, truth, strict=True))


if __name__ == "__main__":
    main()
