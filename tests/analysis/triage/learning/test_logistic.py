import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.triage.learning.logistic import (
    Pull,
    calibrate,
    doubted,
    draws,
    losses,
    move,
    move_doubting,
)

PULL = Pull(np.array([-2.0, 1.0, -1.0]), np.array([1.0, 0.5, 0.5]))


def sample(size: int, weights: list[float], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    matrix = np.concatenate([np.ones((size, 1)), random.random((size, 2))], axis=1)
    chance = 1 / (1 + np.exp2(-(matrix @ np.array(weights))))
    return matrix, (random.random(size) < chance).astype(float)


def test_without_labels_the_registry_stands() -> None:
    assert move(np.zeros((0, 3)), np.zeros(0), PULL) == pytest.approx(PULL.means)


def test_many_labels_find_the_truth_and_few_stay_near_the_registry() -> None:
    truth = [-1.0, 3.0, 0.5]
    far = [
        np.abs(move(*sample(size, truth), Pull(PULL.means, 3.0 * PULL.spreads)) - truth).max()
        for size in (20, 20_000)
    ]
    assert far[1] < 0.3 < far[0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.booleans())
def test_a_perfect_split_never_runs_away(seed: int, turned: bool) -> None:
    matrix, _ = sample(40, [0, 0, 0], seed)
    outcome = (matrix[:, 1] > 0.5).astype(float)
    weights = move(matrix, 1 - outcome if turned else outcome, PULL)
    assert np.isfinite(weights).all()
    assert (np.abs(weights - PULL.means) < 12 * PULL.spreads).all()


def test_the_draws_spread_around_the_weights_and_repeat() -> None:
    matrix, outcome = sample(300, [-1.0, 2.0, 0.0])
    middle = move(matrix, outcome, PULL)
    twice = [draws(matrix, middle, PULL, np.random.default_rng(3), 41) for _ in range(2)]
    assert np.array_equal(twice[0], twice[1])
    assert np.abs(twice[0].mean(axis=0) - middle).max() < 0.3
    assert (twice[0].std(axis=0) < PULL.spreads).all()


def test_honesty_is_restored_to_log_odds_that_are_twice_too_loud() -> None:
    random = np.random.default_rng(0)
    true = random.normal(0, 2, 5000)
    outcome = (random.random(5000) < 1 / (1 + np.exp2(-true))).astype(float)
    slope, shift = calibrate(2 * true, outcome)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert shift == pytest.approx(0.0, abs=0.1)
    assert losses(slope * 2 * true + shift, outcome).mean() < losses(2 * true, outcome).mean()


def test_draws_without_labels_are_as_wide_as_the_pull() -> None:
    drawn = draws(np.zeros((0, 3)), PULL.means, PULL, np.random.default_rng(0), 4000)
    assert drawn.std(axis=0) == pytest.approx(PULL.spreads, rel=0.05)


def test_a_label_that_all_else_speaks_against_is_doubted() -> None:
    chance = doubted(np.array([6.0, -6.0, -6.0]), np.array([0.0, 1.0, 0.0]), 0.3)
    assert chance[0] > 0.9
    assert chance[1] < 0.1
    assert chance[2] < 0.01
    assert doubted(np.array([2.0]), np.array([1.0]), 0.0)[0] == pytest.approx(1.0)


def test_wrong_labels_pull_less_when_they_are_reckoned_with() -> None:
    truth = np.array([-3.0, 5.0, 1.0])
    loose = Pull(np.array([-2.0, 3.0, 0.0]), np.array([2.0, 2.0, 2.0]))
    matrix, outcome = sample(4000, list(truth))
    said = np.where(np.random.default_rng(5).random(4000) < 0.3, 1 - outcome, outcome)
    trusting = np.abs(move(matrix, said, loose) - truth).max()
    doubting = np.abs(move_doubting(matrix, said, loose, 0.3) - truth).max()
    assert doubting < 0.5 * trusting
