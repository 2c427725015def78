"""Pairs of steps that say more together than apart, found by growing small trees on what is left.

Gradient boosting (Friedman, 2001) with trees of two levels: each asks one question, then one more
of either answer. A tree of that depth is a sum of steps and of pairs of steps, so that what is
grown is written down as plain bits: nothing of the trees themselves is kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LN2 = float(np.log(2.0))
RATE, LEAST, RIDGE = 0.05, 10, 3.0
NOTHING = -1


@dataclass(frozen=True)
class Grown:
    """What was grown, in bits: the start, what each step adds, and what each pair of steps adds."""

    start: float
    steps: Floats
    pairs: dict[tuple[int, int], float]

    def bits(self, columns: Floats) -> Floats:
        """The log-odds that are added to each row."""
        total = self.start + columns @ self.steps
        for (one, other), worth in self.pairs.items():
            total = total + worth * columns[:, one] * columns[:, other]
        return total


def grow(columns: Floats, outcome: Floats, bits: Floats, rounds: int) -> Grown:
    """What trees over binary columns add to log-odds that stand already.

    `outcome` is 0, 1 or a chance between. Of equal splits the first column is taken.
    """
    start, steps = 0.0, np.zeros(columns.shape[1])
    pairs: dict[tuple[int, int], float] = {}
    standing = bits * LN2
    everyone = np.arange(len(outcome))
    for _ in range(rounds):
        chance = 1.0 / (1.0 + np.exp(-np.clip(standing, -40.0, 40.0)))
        pull, bend = outcome - chance, chance * (1.0 - chance)
        split = _best(columns, pull, bend, everyone)
        if split == NOTHING:
            break
        held = columns[:, split] > 0
        moved = np.zeros(len(outcome))
        low, high = (_half(columns, pull, bend, np.flatnonzero(side)) for side in (~held, held))
        for side, (rest, further, plain) in ((~held, low), (held, high)):
            moved[side] = plain + (further * columns[side, rest] if rest != NOTHING else 0.0)
        standing += RATE * moved
        start += RATE * low[2]
        steps[split] += RATE * (high[2] - low[2])
        if low[0] != NOTHING:
            steps[low[0]] += RATE * low[1]
            _add(pairs, (split, low[0]), -RATE * low[1])
        if high[0] != NOTHING:
            _add(pairs, (split, high[0]), RATE * high[1])
    return Grown(start / LN2, steps / LN2, {pair: w / LN2 for pair, w in sorted(pairs.items())})


def _add(pairs: dict[tuple[int, int], float], pair: tuple[int, int], worth: float) -> None:
    ordered = (min(pair), max(pair))
    pairs[ordered] = pairs.get(ordered, 0.0) + worth


def _half(columns: Floats, pull: Floats, bend: Floats, rows: NDArray[np.int64]
          ) -> tuple[int, float, float]:  # fmt: skip
    """The second question of one answer: its column, what a yes adds, and what a no is worth."""
    split = _best(columns, pull, bend, rows)
    if split == NOTHING:
        return NOTHING, 0.0, _worth(pull, bend, rows)
    yes = columns[rows, split] > 0
    no = _worth(pull, bend, rows[~yes])
    return split, _worth(pull, bend, rows[yes]) - no, no


def _worth(pull: Floats, bend: Floats, rows: NDArray[np.int64]) -> float:
    return float(pull[rows].sum() / (bend[rows].sum() + RIDGE))


def _best(columns: Floats, pull: Floats, bend: Floats, rows: NDArray[np.int64]) -> int:
    """The column whose question tells the rows apart best; NOTHING where none does."""
    if len(rows) < 2 * LEAST:
        return NOTHING
    part = columns[rows]
    pulls, bends, size = pull[rows], bend[rows], part.sum(axis=0)
    yes, weight = pulls @ part, bends @ part
    no, rest = pulls.sum() - yes, bends.sum() - weight
    gain = yes**2 / (weight + RIDGE) + no**2 / (rest + RIDGE)
    gain[(size < LEAST) | (len(rows) - size < LEAST)] = -1.0
    best = int(np.argmax(np.round(gain, 9)))
    return best if gain[best] > pulls.sum() ** 2 / (bends.sum() + RIDGE) + 1e-6 else NOTHING
