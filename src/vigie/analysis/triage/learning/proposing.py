"""Which profiles would teach most, were somebody to adjudicate them."""

from collections.abc import Mapping

import numpy as np

from vigie.analysis.triage.grouping import Floats, Ints
from vigie.analysis.triage.model import Weights
from vigie.analysis.triage.scoring import BATCH, drawn, logodds, probability, strengths
from vigie.analysis.triage.signals import Signal

POOL = 2_000


def worth(signals: Mapping[str, Signal], weights: Weights) -> Floats:
    """How much one label of each profile would tell of the weights, in bits.

    What the draws disagree about, beyond what nobody can know: the uncertainty of their mean less
    the mean of their uncertainties (Houlsby and others, Bayesian Active Learning by Disagreement,
    2011).
    """
    bits = logodds(signals, weights)
    result = np.empty(len(bits))
    for start in range(0, len(bits), BATCH):
        part = slice(start, start + BATCH)
        chance = probability(drawn(signals, weights, bits, part))
        result[part] = _entropy(chance.mean(axis=1)) - _entropy(chance).mean(axis=1)
    return result


def propose(
    signals: Mapping[str, Signal], weights: Weights, skipped: np.ndarray, number: int
) -> list[tuple[int, float]]:
    """The profiles to label next, the most telling first, with what each is worth in bits.

    Each choice makes those like it (the same cues in the same strengths) worth less, so that the
    list does not ask one question twenty times. `skipped` marks what is labelled or abstains.
    """
    matrix = strengths(signals, weights.cues)
    value = np.where(skipped, 0.0, np.round(worth(signals, weights), 9))
    pool: Ints = np.lexsort((np.arange(len(value)), -value))[:POOL]
    pool = pool[value[pool] > 0]
    near, left = _directions(matrix[pool]), value[pool].copy()
    chosen = []
    for _ in range(min(number, len(pool))):
        best = int(np.argmax(left))
        chosen.append((int(pool[best]), float(value[pool[best]])))
        alike = np.round(np.clip(near @ near[best], 0.0, 1.0), 6)
        left *= 1.0 - 0.7 * alike**2
        left[best] = -1.0
    return chosen


def _directions(matrix: np.ndarray) -> Floats:
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(length, 1e-9), dtype=np.float64)


def _entropy(chance: Floats) -> Floats:
    kept = np.clip(chance, 1e-12, 1.0 - 1e-12)
    return np.asarray(-(kept * np.log2(kept) + (1.0 - kept) * np.log2(1.0 - kept)))
