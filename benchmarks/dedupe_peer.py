"""The peer `dedupe` (active learning), taught with true pairs instead of by a person.

It is in no group of this project, for its parts have to be compiled: `uv pip install dedupe`.
Version 3.0.3 with BTrees 6.5 ends in its own index of sets, with index predicates or without:
`AttributeError: 'BTrees.IFBTree.IFBucket' object has no attribute 'byValue'`.
"""

import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.market import Market
from benchmarks.shelf import kept_market

KINDS = ("phone", "handle", "email", "picture")
TAUGHT = 300
"""True pairs that it is told, and as many false ones: more than a person would mark."""


def dedupe_groups(folder: Path) -> tuple[npt.NDArray[np.integer], int]:
    """Train on true pairs, then partition with dedupe's own blocking, scores and threshold."""
    import dedupe  # noqa: PLC0415 (only this peer needs it)

    made = kept_market(folder)
    rows = _rows(made)
    fields = [
        *(dedupe.variables.Set(kind, has_missing=True) for kind in KINDS),
        *(dedupe.variables.Exact(trait, has_missing=True) for trait in ("name", "age", "price")),
    ]
    random.seed(1)
    np.random.seed(1)
    deduper = dedupe.Dedupe(fields, num_cores=2)
    deduper.prepare_training(rows, sample_size=2000)
    deduper.mark_pairs(_taught(made, rows))
    deduper.train(recall=0.9, index_predicates=False)
    group = np.zeros(len(made.party), np.int64)
    for number, (members, _) in enumerate(deduper.partition(rows, 0.5)):
        group[list(members)] = number
    return group, 0


def _rows(made: Market) -> dict[int, dict[str, Any]]:
    held: dict[int, dict[str, Any]] = {row: {} for row in range(len(made.party))}
    for owner, kind, number, _ in made.keys:
        if kind in KINDS:
            for row, value in zip(owner.tolist(), number.tolist(), strict=True):
                held[row].setdefault(kind, set()).add(str(value))
    for row, told in held.items():
        for kind in KINDS:
            told[kind] = tuple(sorted(told[kind])) if kind in told else None
        for trait in ("name", "age", "price"):
            value = int(getattr(made, trait)[row])
            told[trait] = str(value) if value >= 0 else None
    return held


def _taught(made: Market, rows: dict[int, dict[str, Any]]) -> Any:
    dice = np.random.default_rng(1)
    order = np.argsort(made.party, kind="stable")
    same = np.flatnonzero(np.diff(made.party[order]) == 0)
    chosen = dice.choice(same, TAUGHT, replace=False)
    true = [(rows[int(order[at])], rows[int(order[at + 1])]) for at in chosen]
    pairs = dice.integers(0, len(rows), (TAUGHT, 2))
    false = [(rows[int(a)], rows[int(b)]) for a, b in pairs if made.party[a] != made.party[b]]
    return {"match": true, "distinct": false}
