"""How good a ranking and its probabilities are, each with an interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vigie.analysis.triage.grouping import Flags, Floats, Ints

BINS = 10
RESAMPLES = 200


@dataclass(frozen=True)
class Measured:
    """A figure between its 5th and 95th percentile over bootstrap resamples."""

    value: float
    low: float
    high: float

    def plain(self) -> list[float]:
        """The three numbers, rounded."""
        return [round(self.value, 4), round(self.low, 4), round(self.high, 4)]


Figure = Callable[[Floats, Flags], float]


def resampled(figure: Figure, score: Floats, outcome: Flags, seed: int = 0) -> Measured:
    """A figure with its interval; rows are drawn with replacement, and stay in order of rank."""
    random, order = np.random.default_rng(seed), ranked(score)
    sorted_score, sorted_outcome = score[order], outcome[order]
    drawn = [
        figure(sorted_score[rows], sorted_outcome[rows])
        for rows in (np.sort(random.integers(0, len(score), len(score))) for _ in range(RESAMPLES))
    ]
    low, high = np.quantile(drawn, [0.05, 0.95])
    return Measured(figure(score, outcome), float(low), float(high))


def ranked(score: Floats) -> Ints:
    """The rows, highest score first; of equals, the first row."""
    return np.argsort(-score, kind="stable")


def precision_at(budget: int) -> Figure:
    """Of the first `budget`, the share whose answer is yes."""

    def figure(score: Floats, outcome: Flags) -> float:
        first = ranked(score)[:budget]
        return float(outcome[first].mean()) if len(first) else 0.0

    return figure


def recall_at(share: float) -> Figure:
    """Of all whose answer is yes, how many stand in the first share of the list."""

    def figure(score: Floats, outcome: Flags) -> float:
        first = ranked(score)[: max(1, round(share * len(score)))]
        return float(outcome[first].sum() / max(1, outcome.sum()))

    return figure


def average_precision(score: Floats, outcome: Flags) -> float:
    """The mean, over all whose answer is yes, of the precision of the list down to each."""
    held = outcome[ranked(score)]
    if not held.any():
        return 0.0
    return float((np.cumsum(held) / np.arange(1, len(held) + 1))[held].mean())


def calibration(chance: Floats, outcome: Flags) -> list[tuple[float, float, int]]:
    """For ten bins of equal size by the stated chance: mean chance, share of yes, size."""
    parts = np.array_split(np.argsort(chance, kind="stable"), min(BINS, max(1, len(chance))))
    return [
        (float(chance[part].mean()), float(outcome[part].mean()), len(part))
        for part in parts
        if len(part)
    ]


def calibration_error(chance: Floats, outcome: Flags) -> float:
    """The mean distance between stated chance and share of yes over those bins, by their size."""
    bins = calibration(chance, outcome)
    size = sum(number for _, _, number in bins)
    return sum(abs(stated - held) * number for stated, held, number in bins) / max(1, size)


def share_between(times: int, of: int) -> Measured:
    """A share with its 90 % interval (Wilson, 1927)."""
    if not of:
        return Measured(0.0, 0.0, 1.0)
    z, share = 1.645, times / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    wide = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Measured(share, max(0.0, float(middle - wide)), min(1.0, float(middle + wide)))
