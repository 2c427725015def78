import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.triage.learning.growing import grow


def columns(rows: int, width: int, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).random((rows, width)) < 0.5).astype(float)


def test_two_steps_that_say_something_only_together_become_a_pair() -> None:
    held = columns(2000, 6)
    outcome = held[:, 1] * held[:, 4]
    grown = grow(held, outcome, np.zeros(2000), 100)
    assert max(grown.pairs, key=lambda pair: grown.pairs[pair]) == (1, 4)
    bits = grown.bits(held)
    assert bits[outcome > 0].min() > bits[outcome == 0].max() + 3


def test_what_stands_already_is_not_grown_again() -> None:
    held = columns(4000, 3)
    bits = 4.0 * held[:, 0] - 2.0
    chance = 1 / (1 + np.exp2(-bits))
    grown = grow(held, chance, bits, 50)
    assert np.abs(grown.bits(held)).max() < 0.05


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.integers(1, 6))
def test_nothing_runs_away_and_the_same_is_grown_again(seed: int, rows: int, width: int) -> None:
    held = columns(rows, width, seed)
    outcome = (np.random.default_rng(seed).random(rows) < 0.3).astype(float)
    twice = [grow(held, outcome, np.zeros(rows), 20) for _ in range(2)]
    assert np.array_equal(twice[0].bits(held), twice[1].bits(held))
    assert np.isfinite(twice[0].bits(held)).all()


def test_too_few_rows_grow_nothing() -> None:
    held = columns(12, 4)
    grown = grow(held, held[:, 0], np.zeros(12), 50)
    assert not grown.pairs
    assert not grown.steps.any()
