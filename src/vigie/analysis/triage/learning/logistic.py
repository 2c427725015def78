"""Logistic weights that labels pull away from the registry's, and how sure they are."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
LN2 = float(np.log(2.0))
STEPS = 40


@dataclass(frozen=True)
class Pull:
    """What holds the weights: their means before labels and how far labels may move each (bits)."""

    means: Vector
    spreads: Vector

    def stretched(self, by: float) -> "Pull":
        """The same means, held more loosely (or tightly)."""
        return replace(self, spreads=self.spreads * by)


def move(matrix: Matrix, outcome: Vector, pull: Pull, counted: Vector | None = None) -> Vector:
    """The weights (bits) that best fit the outcomes and the pull together, by Newton's method.

    Minimises the log loss plus half the squared distance from the means in spreads. `matrix` has a
    first column of ones; `counted` is how much each row counts. The minimum is unique, so the
    result does not depend on a starting point.
    """
    counted = np.ones(len(outcome)) if counted is None else counted
    weights = pull.means.copy()
    held = 1.0 / pull.spreads**2
    loss = _loss(matrix, outcome, pull, counted, weights)
    for _ in range(STEPS):
        chance = _chance(matrix @ weights)
        slope = LN2 * (matrix.T @ (counted * (chance - outcome))) + held * (weights - pull.means)
        bend = LN2**2 * (matrix.T * (counted * chance * (1.0 - chance))) @ matrix + np.diag(held)
        step = np.linalg.solve(bend, slope)
        share = 1.0
        while share > 1e-6:
            tried = weights - share * step
            lower = _loss(matrix, outcome, pull, counted, tried)
            if lower <= loss:
                break
            share /= 2.0
        weights, before, loss = tried, loss, lower
        if before - loss < 1e-10:
            break
    return weights


def _chance(bits: Vector) -> Vector:
    return 1.0 / (1.0 + np.exp2(-np.clip(bits, -60.0, 60.0)))


def _loss(matrix: Matrix, outcome: Vector, pull: Pull, counted: Vector, weights: Vector) -> float:
    bits = matrix @ weights
    wrong = np.logaddexp2(0.0, np.where(outcome > 0.5, -bits, bits)) * LN2
    return float(counted @ wrong + 0.5 * (((weights - pull.means) / pull.spreads) ** 2).sum())


def log_loss(bits: Vector, outcome: Vector) -> float:
    """The mean log loss of log-odds in bits, in bits."""
    return float(np.logaddexp2(0.0, np.where(outcome > 0.5, -bits, bits)).mean())


def draws(
    matrix: Matrix, outcome: Vector, pull: Pull, random: np.random.Generator, number: int
) -> Matrix:
    """Weights of `number` refits: labels counted anew (Bayesian bootstrap), means drawn anew.

    Without labels they are draws around the registry's bits; with many, bootstrap refits; between,
    both. Rubin, The Bayesian Bootstrap, 1981.
    """
    drawn = np.empty((number, matrix.shape[1]))
    for place in range(number):
        counted = random.exponential(size=len(outcome))
        means = pull.means + pull.spreads * random.standard_normal(len(pull.means))
        drawn[place] = move(matrix, outcome, Pull(means, pull.spreads), counted)
    return drawn


def calibrate(bits: Vector, outcome: Vector) -> tuple[float, float]:
    """The slope and shift that make held-out log-odds honest; few labels leave them at 1 and 0."""
    matrix = np.stack([np.ones(len(bits)), bits], axis=1)
    shift, slope = move(matrix, outcome, Pull(np.array([0.0, 1.0]), np.array([1.0, 0.3])))
    return float(max(slope, 0.05)), float(shift)
