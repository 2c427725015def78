"""What the lake holds already, by digests of 16 bytes: versions of ads, pictures, rejects."""

import hashlib
from binascii import unhexlify
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from vigie.lake.batches import read_table
from vigie.lake.lake import Lake
from vigie.records import Reject

Digests = npt.NDArray[np.uint64]


class Known:
    """A growing set of 128-bit digests, 16 bytes each, searched in logarithmic time.

    Digests are arrays of shape (number, 2): two whole numbers each. Two that share their first 64
    bits (one pair in 10^19) may hide one another: a row would then be kept twice, never lost.
    """

    def __init__(self) -> None:
        self._runs: list[Digests] = []

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def add(self, digests: Digests) -> None:
        """Add digests."""
        if not len(digests):
            return
        self._runs.append(_sorted(digests))
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            self._runs[-2:] = [_sorted(np.concatenate(self._runs[-2:]))]

    def holds(self, digests: Digests) -> npt.NDArray[np.bool_]:
        """Which of the digests are in the set."""
        found = np.zeros(len(digests), dtype=bool)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run[:, 0], digests[:, 0]), len(run) - 1)
            found |= (run[at] == digests).all(axis=1)
        return found


def known_versions(lake: Lake) -> Known:
    """The versions of all ads in the lake."""
    known = Known()
    tables = (read_table(batch.path, ["version"]) for batch in lake.batches("ads"))
    parts = [digests_of_versions(table["version"].to_pylist()) for table in tables]
    known.add(np.concatenate([_none(), *parts]))
    return known


def known_pictures(lake: Lake) -> Known:
    """The ids of all pictures in the lake."""
    known = Known()
    tables = (read_table(batch.path, ["image_id"]) for batch in lake.batches("pictures"))
    parts = [digests_of(filter(None, table["image_id"].to_pylist())) for table in tables]
    known.add(np.concatenate([_none(), *parts]))
    return known


def known_rejects(lake: Lake) -> Known:
    """All rejects in the lake."""
    known = Known()
    for batch in lake.batches("rejects"):
        rows = read_table(batch.path).to_pylist()
        known.add(digests_of(reject_name(Reject(**row)) for row in rows))
    return known


def reject_name(reject: Reject) -> str:
    """What tells a reject from every other."""
    return f"{reject.file}\0{reject.line}\0{reject.reason}\0{reject.detail}"


def digests_of_versions(versions: Iterable[str | None]) -> Digests:
    """The digests that versions are: 32 hexadecimal digits each."""
    return _pairs(unhexlify("".join(filter(None, versions))))


def digests_of(names: Iterable[str]) -> Digests:
    """The digests of names of any length: the start of their SHA-256."""
    return _pairs(b"".join(hashlib.sha256(name.encode()).digest()[:16] for name in names))


def _pairs(content: bytes) -> Digests:
    return np.frombuffer(content, dtype=">u8").reshape(-1, 2).astype(np.uint64)


def _sorted(digests: Digests) -> Digests:
    return digests[np.argsort(digests[:, 0], kind="stable")]


def _none() -> Digests:
    return np.empty((0, 2), dtype=np.uint64)
