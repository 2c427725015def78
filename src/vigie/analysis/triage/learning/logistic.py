"""Logistic weights that labels pull away from the registry's, and how sure they are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
LN2 = float(np.log(2.0))
STEPS, ROUNDS = 40, 8


@dataclass(frozen=True)
class Pull:
    """What holds the weights: their means before labels and how far labels may move each (bits)."""

    means: Vector
    spreads: Vector


def move(matrix: Matrix, outcome: Vector, pull: Pull, start: Vector | None = None) -> Vector:
    """The weights (bits) that best fit the outcomes and the pull together, by Newton's method.

    Minimises the log loss plus half the squared distance from the means in spreads. `matrix` has a
    first column of ones; an outcome is 0, 1, or a chance between. The minimum is unique: `start`
    (the means without it) saves steps alone.
    """
    weights = pull.means.copy() if start is None else start.copy()
    held = 1.0 / pull.spreads**2
    loss = _loss(matrix, outcome, pull, weights)
    for _ in range(STEPS):
        chance = _chance(matrix @ weights)
        slope = LN2 * (matrix.T @ (chance - outcome)) + held * (weights - pull.means)
        bend = LN2**2 * (matrix.T * (chance * (1.0 - chance))) @ matrix + np.diag(held)
        step = np.linalg.solve(bend, slope)
        share = 1.0
        while share > 1e-6:
            tried = weights - share * step
            lower = _loss(matrix, outcome, pull, tried)
            if lower <= loss:
                break
            share /= 2.0
        weights, before, loss = tried, loss, lower
        if before - loss < 1e-8:
            break
    return weights


def _chance(bits: Vector) -> Vector:
    return 1.0 / (1.0 + np.exp2(-np.clip(bits, -60.0, 60.0)))


def _loss(matrix: Matrix, outcome: Vector, pull: Pull, weights: Vector) -> float:
    bits = matrix @ weights
    wrong = (np.logaddexp2(0.0, bits) - outcome * bits) * LN2
    return float(wrong.sum() + 0.5 * (((weights - pull.means) / pull.spreads) ** 2).sum())


def losses(bits: Vector, outcome: Vector, wrong: float = 0.0) -> Vector:
    """The log loss of each log-odds in bits, in bits, where a share `wrong` of what was said is not
    so."""
    said = wrong + (1.0 - 2.0 * wrong) * _chance(bits)
    return np.asarray(-np.log2(np.maximum(np.where(outcome > 0.5, said, 1.0 - said), 1e-12)))


def doubted(bits: Vector, said: Vector, wrong: float) -> Vector:
    """The chance that each answer is truly yes, where a share `wrong` of what was said is not so.

    Bayes' rule on the chance that the bits state and the word that was given.
    """
    chance = _chance(bits)
    yes = np.where(said > 0.5, 1.0 - wrong, wrong) * chance
    no = np.where(said > 0.5, wrong, 1.0 - wrong) * (1.0 - chance)
    return yes / np.maximum(yes + no, 1e-12)


def move_doubting(matrix: Matrix, said: Vector, pull: Pull, wrong: float) -> Vector:
    """The weights where a share `wrong` of the labels is taken to be wrong, nobody knows which.

    Expectation and maximisation by turns, from the means on: a label that all else speaks against
    counts little, so that no single one moves the weights far. Dempster, Laird and Rubin, 1977.
    """
    if not wrong:
        return move(matrix, said, pull)
    weights = pull.means
    for _ in range(ROUNDS):
        weights = move(matrix, doubted(matrix @ weights, said, wrong), pull, weights)
    return weights


def draws(matrix: Matrix, weights: Vector, pull: Pull, random: np.random.Generator,
          number: int) -> Matrix:  # fmt: skip
    """`number` draws of the weights around those fitted, as far as labels and pull leave room.

    The normal approximation at the minimum (Laplace): without labels it is the pull itself.
    """
    chance = _chance(matrix @ weights)
    bend = LN2**2 * (matrix.T * (chance * (1.0 - chance))) @ matrix + np.diag(1.0 / pull.spreads**2)
    root = np.linalg.cholesky(bend)
    noise = random.standard_normal((len(weights), number))
    return np.asarray(weights[:, None] + np.linalg.solve(root.T, noise)).T


def calibrate(bits: Vector, outcome: Vector, wrong: float = 0.0) -> tuple[float, float]:
    """The slope and shift that make held-out log-odds honest; few labels leave them at 1 and 0."""
    matrix = np.stack([np.ones(len(bits)), bits], axis=1)
    pull = Pull(np.array([0.0, 1.0]), np.array([1.0, 0.3]))
    shift, slope = move_doubting(matrix, outcome, pull, wrong)
    return float(max(slope, 0.05)), float(shift)
