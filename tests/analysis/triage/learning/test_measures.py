import numpy as np
import pytest

from vigie.analysis.triage.learning.measures import (
    average_precision,
    calibration,
    calibration_error,
    precision_at,
    recall_at,
    resampled,
    share_between,
)

SCORE = np.array([5.0, 4.0, 3.0, 2.0, 1.0])
OUTCOME = np.array([True, False, True, False, False])


def test_the_figures_of_a_list_that_can_be_counted_by_hand() -> None:
    assert precision_at(2)(SCORE, OUTCOME) == 0.5
    assert recall_at(0.4)(SCORE, OUTCOME) == 0.5
    assert average_precision(SCORE, OUTCOME) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(SCORE, np.zeros(5, bool)) == 0.0


def test_honest_chances_have_no_calibration_error_and_loud_ones_do() -> None:
    random = np.random.default_rng(0)
    chance = random.random(20_000)
    outcome = random.random(20_000) < chance
    assert calibration_error(chance, outcome) < 0.02
    assert calibration_error(np.round(chance), outcome) > 0.2
    assert sum(size for _, _, size in calibration(chance, outcome)) == 20_000


def test_intervals_hold_the_figure_and_narrow_with_numbers() -> None:
    few = resampled(precision_at(3), SCORE, OUTCOME)
    assert few.low <= few.value <= few.high
    wide, narrow = share_between(5, 10), share_between(500, 1000)
    assert narrow.high - narrow.low < wide.high - wide.low
    assert share_between(0, 0).plain() == [0.0, 0.0, 1.0]
