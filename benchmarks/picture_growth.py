"""How the second stage grows: its time a query and its bytes a picture among ever more pictures.

The pictures beyond the benchmark's own are made on their descriptors: features of the real ones put
together anew, each with some of its sixteen codes drawn again, at places of their own.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from vigie.analysis.images.features import Features
from vigie.analysis.images.localindex import LocalArrays, arrays_of, fill, shapes
from vigie.analysis.images.localprints import LocalPrint
from vigie.analysis.images.verifying import gathered_evidence

_REDRAWN, _LOT = 12, 100


def made(prints: list[LocalPrint], count: int) -> Iterator[LocalPrint]:
    """The prints, and then others made of them, so many in all; the same each time."""
    yield from prints[:count]
    rng = np.random.default_rng(17)
    codes = np.concatenate([one.codes for one in prints])
    left = count - len(prints)
    while left > 0:
        many = min(left, _LOT)
        size = 280 * many
        drawn = codes[rng.integers(len(codes), size=size)]
        other = codes[rng.integers(len(codes), size=size)]
        again = rng.random((size, 16), np.float32) < _REDRAWN / 16
        drawn[again] = other[again]
        places = rng.integers(0, 2**32, size=size, dtype=np.uint32)
        for at in range(0, size, 280):
            yield LocalPrint(drawn[at : at + 280], places[at : at + 280], 1.0, 0.75)
        left -= many


def on_disk(folder: Path, prints: list[LocalPrint], count: int) -> LocalArrays:
    """The index in memory-mapped files."""
    features = sum(len(one) for one in prints[:count]) + 280 * max(0, count - len(prints))
    mapped = {
        name: np.memmap(folder / f"{name}.bin", kind, "w+", shape=shape)
        for name, (kind, shape) in shapes(features, count).items()
    }
    return fill(LocalArrays(**mapped), lambda: made(prints, count))


def growth(prints: list[LocalPrint], asked: list[Features], most: int) -> list[str]:
    """A table: pictures, bytes of each, milliseconds of processor time a query."""
    lines = [
        (
            "Second stage, memory-mapped, one core (without the query's own features, which take "
            "about 0.2 s a query at 800 pixels):"
        ),
        "",
        "| pictures | bytes a picture | ms a query, mean | ms a query, p95 | seconds to build |",
        "|---:|---:|---:|---:|---:|",
    ]
    steps = [count for count in (1_000, 10_000, 100_000, 1_000_000) if count <= most]
    for count in steps:
        with TemporaryDirectory() as folder:
            began = time.process_time()
            arrays = on_disk(Path(folder), prints, count)
            built = time.process_time() - began
            size = sum(one.nbytes for one in arrays_of(arrays)) - arrays.starts.nbytes
            taken = []
            gathered_evidence(arrays, asked[0])
            for one in asked:
                began = time.process_time()
                gathered_evidence(arrays, one)
                taken.append((time.process_time() - began) * 1000)
            del arrays
        mean, slow = np.mean(taken), np.percentile(taken, 95)
        lines.append(f"| {count:,} | {size / count:,.0f} | {mean:.0f} | {slow:.0f} | {built:.0f} |")
        print(lines[-1], flush=True)
    return lines
