"""What others find: `threatexchange`'s PDQ, and `perception`'s two descriptor ways, as they come.

Runs in an environment of its own, for the peers need other versions than Vigie:

    uv run --no-project --with threatexchange --with perception[approximate-deduplication] \\
        python benchmarks/picture_peers.py FOLDER

FOLDER holds `refs/` and `queries/`. Prints JSON: for each peer its matches as (query, ref, score, a
higher one surer), and the seconds of processor time that it took.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matches = list[tuple[str, str, float]]
FARTHEST = 90
"""Bits; a PDQ distance beyond this is chance."""


def pdq(refs: list[Path], queries: list[Path]) -> Matches:
    """`threatexchange`'s PDQ hash of the file, as it is, and Hamming distance."""
    from threatexchange.signal_type.pdq.signal import PdqSignal  # noqa: PLC0415 (peers only)

    made = {file: PdqSignal.hash_from_bytes(file.read_bytes()) for file in refs + queries}
    held = [file for file in refs if made[file]]  # it gives none where the quality is too low
    kept = np.array([_signs(made[file]) for file in held])
    found: Matches = []
    for query in queries:
        if made[query]:
            away = (256 - kept @ _signs(made[query])) / 2
            near = np.flatnonzero(away <= FARTHEST)
            found += [(query.name, held[row].name, 256 - float(away[row])) for row in near]
    return found


def _signs(made: str) -> npt.NDArray[np.float32]:
    """The bits of a hash as -1 and 1."""
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(made), np.uint8))
    return bits.astype(np.float32) * 2 - 1


def descriptors(name: str) -> Callable[[list[Path], list[Path]], Matches]:
    """`perception`'s deduplication by local descriptors, with its own settings."""

    def run(refs: list[Path], queries: list[Path]) -> Matches:
        import perception.local_descriptor_deduplication as way  # noqa: PLC0415 (peers only)

        hasher = getattr(way, name)()
        pairs = way.deduplicate(
            [str(file) for file in refs],
            [str(file) for file in queries],
            hasher=hasher,
            use_gpu=False,
            verbose=True,
        )
        return list(_scored(pairs))

    return run


def _scored(pairs: list[tuple[str, str, dict[str, float]]]) -> Iterator[tuple[str, str, float]]:
    for query, ref, stats in pairs:
        yield Path(query).name, Path(ref).name, float(stats["inliers"])


PEERS = {"PDQ": pdq, "SIFT": descriptors("SIFT"), "AKAZE": descriptors("AKAZE")}


def main(folder: Path) -> None:
    """Run every peer over the folder."""
    logging.disable(logging.WARNING)
    refs, queries = (sorted((folder / name).iterdir()) for name in ("refs", "queries"))
    told = {}
    for name, peer in PEERS.items():
        began = time.process_time()
        told[name] = {"matches": peer(refs, queries), "cpu": time.process_time() - began}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
